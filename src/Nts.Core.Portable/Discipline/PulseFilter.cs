using System;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Judges each pulse against what the clock filter predicts for it.</summary>
/// <remarks>
/// A pulse outside the gate is not used: one held-up interrupt tells nothing of the clock. But a run of such pulses that lie on a straight line
/// with each other is the truth, and the model is wrong: the last of the run gets <see cref="PulseVerdict.Moved"/>.
/// The gate is wide on purpose: cutting a one-sided tail closer would shift the mean. Early it is closer, because a tail makes nothing early.
/// </remarks>
internal sealed class PulseFilter
{
    /// <summary>Half width of the gate in standard deviations of the innovation.</summary>
    private const double GateDeviations = 6;

    /// <summary>What the late side has more, in means of the tail: an exponential reaches far beyond six of its deviations.</summary>
    private const double GateTails = 4;

    /// <summary>Two pulses closer than this are not two seconds.</summary>
    private static readonly NtpDuration LeastInterval = NtpDuration.FromMilliseconds(500);

    /// <summary>An edge may seem to lie ahead of the present by the error of relating two clocks, not by more.</summary>
    private static readonly NtpDuration Future = NtpDuration.FromMilliseconds(100);

    private readonly PulseNoise _noise = new();
    private MonotonicTime? _restartedAt;
    private PulseMark _last;
    private PulseMark _beforeLast;
    private int _run;

    /// <summary>Estimated variance of one stamp, s².</summary>
    public double Variance => _noise.Variance;

    /// <summary>Whether the variance can be relied upon.</summary>
    public bool IsSettled => _noise.IsSettled;

    /// <summary>Forgets the pulses so far because the clock was stepped.</summary>
    public void Restart(MonotonicTime at)
    {
        _noise.Break();
        _restartedAt = at;
        _run = 0;
    }

    /// <summary>Judges a pulse.</summary>
    /// <param name="pulse">The pulse.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="filter">The estimate from the pulses before.</param>
    /// <param name="agreement">Length of the run of agreeing outliers that moves the model.</param>
    public PulseVerdict Judge(in PulseMark pulse, MonotonicTime now, ClockFilter filter, int agreement)
    {
        if (pulse.At <= _restartedAt || pulse.At - now > Future || (filter.HasStarted && pulse.At <= filter.MeasuredAt))
        {
            return PulseVerdict.Stale;
        }

        if (filter.HasStarted && pulse.At - filter.MeasuredAt < LeastInterval)
        {
            return PulseVerdict.Double;
        }

        _noise.Add(pulse);
        ClockEstimate predicted = filter.At(pulse.At);
        double innovation = pulse.Phase - predicted.Phase;
        if (!filter.HasStarted || IsWithinGate(innovation, predicted.PhaseVariance, filter.Noise(Variance)))
        {
            _run = 0;
            return PulseVerdict.Accepted;
        }

        if (ContinuesRun(pulse, agreement))
        {
            return PulseVerdict.Moved;
        }

        return innovation < 0 ? PulseVerdict.Late : PulseVerdict.Early;
    }

    private static bool IsWithinGate(double innovation, double phaseVariance, in StampNoise noise)
    {
        double early = noise.Tail + (GateDeviations * Math.Sqrt(phaseVariance + noise.Normal));
        double late = (GateTails * noise.Tail) + (GateDeviations * Math.Sqrt(phaseVariance + noise.Variance));
        return innovation <= early && innovation >= -late;
    }

    private bool ContinuesRun(in PulseMark pulse, int agreement)
    {
        bool agrees = _run < 2 || Math.Abs(PulseMark.Bend(_beforeLast, _last, pulse)) <= GateDeviations * Math.Sqrt(Variance);
        _run = agrees ? _run + 1 : 1;
        _beforeLast = _last;
        _last = pulse;
        if (_run < agreement)
        {
            return false;
        }

        _run = 0;
        return true;
    }
}
