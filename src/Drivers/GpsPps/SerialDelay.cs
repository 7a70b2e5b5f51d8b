using System;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>The time from an edge to the first byte of the messages about it, measured over the last seconds.</summary>
internal sealed class SerialDelay
{
    private const int Window = 31;

    /// <summary>Seconds that must have been measured before the median says something.</summary>
    public const int LeastSamples = 20;

    private readonly NtpDuration[] _samples = new NtpDuration[Window];
    private int _next;

    /// <summary>Seconds measured, at most the size of the window.</summary>
    public int Count { get; private set; }

    /// <summary>The median; null before there are 20 samples.</summary>
    public NtpDuration? Median => Count >= LeastSamples ? Usual : null;

    /// <summary>The median of what there is; null before the first sample.</summary>
    public NtpDuration? Usual { get; private set; }

    /// <summary>The largest distance of a sample from the median.</summary>
    public NtpDuration Spread { get; private set; }

    /// <summary>Forgets what was measured.</summary>
    public void Clear()
    {
        _next = 0;
        Count = 0;
        Usual = null;
        Spread = NtpDuration.Zero;
    }

    /// <summary>Takes a measured delay in.</summary>
    public void Add(NtpDuration delay)
    {
        _samples[_next] = delay;
        _next = (_next + 1) % Window;
        Count = Math.Min(Count + 1, Window);
        Span<NtpDuration> sorted = stackalloc NtpDuration[Window];
        sorted = sorted[..Count];
        _samples.AsSpan(0, Count).CopyTo(sorted);
        sorted.Sort();
        NtpDuration median = sorted[Count / 2];
        Usual = median;
        Spread = median - sorted[0] > sorted[^1] - median ? median - sorted[0] : sorted[^1] - median;
    }
}
