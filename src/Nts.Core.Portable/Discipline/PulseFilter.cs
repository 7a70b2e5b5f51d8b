using System;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Judges each pulse against what the clock filter predicts for it.</summary>
/// <remarks>
/// A pulse outside the gate is not used: one held-up interrupt tells nothing of the clock. But a run of such pulses that lie on a straight line
/// with each other is the truth, and the model is wrong: the last of the run gets <see cref="PulseVerdict.Moved"/>.
/// The gate is wide on purpose: cutting a one-sided tail closer would shift the mean.
/// </remarks>
internal sealed class PulseFilter
{
    /// <summary>Half width of the gate in standard deviations of the innovation.</summary>
    private const double GateDeviations = 6;

    /// <summary>Two pulses closer than this are not two seconds.</summary>
    private static readonly NtpDuration LeastInterval = NtpDuration.FromMilliseconds(500);

    private PulseNoise.Mark _last;
    private PulseNoise.Mark _beforeLast;
    private int _run;

    /// <summary>Judges a pulse.</summary>
    /// <param name="at">Its edge.</param>
    /// <param name="phase">Phase of the free-running clock that it shows, seconds.</param>
    /// <param name="predicted">The filter's prediction for that moment.</param>
    /// <param name="lastAccepted">The pulse accepted last.</param>
    /// <param name="variance">Variance of one stamp, s².</param>
    /// <param name="agreement">Length of the run of agreeing outliers that moves the model.</param>
    public PulseVerdict Judge(
        MonotonicTime at, double phase, in ClockEstimate predicted, MonotonicTime lastAccepted, double variance, int agreement)
    {
        NtpDuration interval = at - lastAccepted;
        if (interval <= NtpDuration.Zero)
        {
            return PulseVerdict.Stale;
        }

        if (interval < LeastInterval)
        {
            return PulseVerdict.Double;
        }

        double innovation = phase - predicted.Phase;
        if (Math.Abs(innovation) <= GateDeviations * Math.Sqrt(predicted.PhaseVariance + variance))
        {
            _run = 0;
            return PulseVerdict.Accepted;
        }

        PulseNoise.Mark mark = new(at, phase);
        if (_run >= 2 && !Agree(_beforeLast, _last, mark, variance))
        {
            _run = 0;
        }

        _beforeLast = _last;
        _last = mark;
        _run++;
        if (_run >= agreement)
        {
            _run = 0;
            return PulseVerdict.Moved;
        }

        return innovation < 0 ? PulseVerdict.Late : PulseVerdict.Early;
    }

    private static bool Agree(in PulseNoise.Mark first, in PulseNoise.Mark second, in PulseNoise.Mark third, double variance) =>
        PulseNoise.Bend(first, second, third) is (double bend, double share) && bend * bend <= GateDeviations * GateDeviations * share * variance;
}
