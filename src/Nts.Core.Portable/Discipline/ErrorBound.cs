using System;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Bounds the clock's error, and words it as NTP does (RFC 5905 §11.2, root dispersion).</summary>
/// <remarks>
/// Bound = what is still to be removed + six standard deviations of the phase, which grow with the estimated wander
/// + what no filter can see: the stamp's systematic error, the clock's precision, and a change of temperature since the last pulse.
/// </remarks>
internal sealed class ErrorBound(DisciplineOptions options)
{
    private const double Deviations = 6;

    /// <summary>A published bound holds at least this many seconds, though the next one is due after one.</summary>
    private const double PublishedSeconds = 4;

    private double Systematic => options.StampUncertainty.TotalSeconds + options.Precision.TotalSeconds;

    /// <summary>The part that pulses can make smaller, seconds.</summary>
    /// <param name="filter">The estimate.</param>
    /// <param name="moment">When.</param>
    /// <param name="offset">What is still to be removed, seconds.</param>
    public static double RandomAt(ClockFilter filter, MonotonicTime moment, double offset) =>
        Math.Abs(offset) + (Deviations * filter.At(moment).PhaseDeviation);

    /// <summary>The whole bound, seconds.</summary>
    /// <param name="filter">The estimate.</param>
    /// <param name="moment">When.</param>
    /// <param name="offset">What is still to be removed, seconds.</param>
    public double At(ClockFilter filter, MonotonicTime moment, double offset) =>
        RandomAt(filter, moment, offset) + Systematic + (options.UnobservedDrift.Ratio * (moment - filter.MeasuredAt).TotalSeconds);

    /// <summary>Whether the bound has room for a jump of the pulses.</summary>
    /// <param name="filter">The estimate.</param>
    /// <param name="moment">When the pulse came.</param>
    /// <param name="jump">Seconds between the pulse and the estimate.</param>
    public bool Covers(ClockFilter filter, MonotonicTime moment, double jump) => Math.Abs(jump) <= At(filter, moment, 0);

    /// <summary>What a synchronised server says. The bound curves upwards with time: the published line is the chord above it.</summary>
    /// <param name="filter">The estimate.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="offset">What is still to be removed, seconds.</param>
    public ClockState Publish(ClockFilter filter, MonotonicTime now, double offset)
    {
        double atPulse = At(filter, filter.MeasuredAt, offset);
        MonotonicTime end = now + NtpDuration.FromSeconds(PublishedSeconds);
        return new ClockState
        {
            Stratum = Stratum.Primary,
            ReferenceId = options.ReferenceId,
            Precision = options.Precision,
            RootDispersion = NtpDuration.FromSeconds(atPulse),
            DispersionRate = FrequencyOffset.FromRatio((At(filter, end, offset) - atPulse) / (end - filter.MeasuredAt).TotalSeconds),
        };
    }
}
