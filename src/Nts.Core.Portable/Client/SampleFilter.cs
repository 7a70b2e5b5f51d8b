using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Time;

namespace Nts.Client;

/// <summary>The clock filter: of the last eight samples the one with the least delay is the least wrong (RFC 5905 §10).</summary>
/// <remarks>
/// RFC 5905 fills the stages that are still empty with a dispersion of 16 s, so that a new server is not chosen at once. Here they do
/// not count: choosing is somebody else's business, and the sum stays an error bound.
/// </remarks>
internal sealed class SampleFilter
{
    private const int Stages = 8;

    /// <summary>PHI: how fast a clock may drift apart from a sample (RFC 5905 §7.2), s/s.</summary>
    private const double Phi = 15e-6;

    private readonly Queue<Stage> _stages = new(Stages);

    /// <summary>Dispersion that a time span adds.</summary>
    public static NtpDuration Drift(NtpDuration span) => span * Phi;

    /// <summary>Forgets all samples.</summary>
    public void Clear() => _stages.Clear();

    /// <summary>Takes a sample; the oldest of more than eight goes.</summary>
    /// <param name="offset">θ.</param>
    /// <param name="delay">δ; below zero, which two clocks of different speed can give, it counts as zero.</param>
    /// <param name="dispersion">The precisions of both clocks and the drift during the exchange.</param>
    /// <param name="now">When it was taken.</param>
    public FilteredSample Add(ClockOffset offset, NtpDuration delay, NtpDuration dispersion, MonotonicTime now)
    {
        if (_stages.Count == Stages)
        {
            _stages.Dequeue();
        }

        _stages.Enqueue(new(offset, delay < NtpDuration.Zero ? NtpDuration.Zero : delay, dispersion, now));
        Stage[] sorted = [.. _stages.OrderBy(stage => stage.Delay)];
        Stage best = sorted[0];
        double weighted = 0;
        double squares = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            weighted += (sorted[i].Dispersion + Drift(now - sorted[i].At)).TotalSeconds / (1 << (i + 1));
            squares += Math.Pow(sorted[i].Offset.TotalSeconds - best.Offset.TotalSeconds, 2);
        }

        double jitter = sorted.Length > 1 ? Math.Sqrt(squares / (sorted.Length - 1)) : 0;
        return new(best.Offset, best.Delay, NtpDuration.FromSeconds(weighted), NtpDuration.FromSeconds(jitter), best.At);
    }

    private readonly record struct Stage(ClockOffset Offset, NtpDuration Delay, NtpDuration Dispersion, MonotonicTime At);
}
