using System;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>What is expected of the clock at a moment: how far off it is, and how far it may be. Seconds, and corrections that it needs.</summary>
/// <remarks>While pulses come it is the filter that foretells. Without them the plan for holdover is added to what it says.</remarks>
internal sealed class Forecast(
    ClockFilter filter, SteeringLog steering, Holdover holdover, PulseLag lag, LockStates states, DisciplineOptions options)
{
    private static readonly NtpDuration Second = NtpDuration.FromSeconds(1);

    private readonly ErrorBound _bound = new(options);

    /// <summary>Phase of the free-running clock.</summary>
    public double PhaseAt(MonotonicTime moment) => filter.At(moment).Phase + DriftAt(moment);

    /// <summary>What the plan for holdover adds to the phase that the filter foretells.</summary>
    public double DriftAt(MonotonicTime moment) =>
        states.State is LockState.Holdover or LockState.Lost ? holdover.Plan.DriftAfter(SilenceAt(moment)) : 0;

    /// <summary>Frequency of the free-running clock in the second that begins, s/s.</summary>
    public double FrequencyAt(MonotonicTime now) => filter.At(now).Frequency + DriftAt(now + Second) - DriftAt(now);

    /// <summary>Phase that steering has not yet removed.</summary>
    public double OffsetAt(MonotonicTime now) => PhaseAt(now) - steering.AddedUntil(now);

    /// <summary>Bound of the clock's error.</summary>
    /// <param name="moment">When.</param>
    /// <param name="offset">What is to be removed then.</param>
    public double BoundAt(MonotonicTime moment, double offset) => _bound.After(filter.Measured, holdover.Plan, SilenceAt(moment), AwayAt(moment, offset));

    /// <summary>Whether the random part of the bound is within a limit.</summary>
    public bool IsWithin(NtpDuration limit, double offset) => ErrorBound.Random(filter.Measured, 0, Math.Abs(offset)) <= limit.TotalSeconds;

    /// <summary>What a synchronised server says.</summary>
    public ClockState Publish(MonotonicTime now, double offset) => _bound.Publish(filter.Measured, holdover.Plan, SilenceAt(now), AwayAt(now, offset));

    /// <summary>Time until the bound passes the limit of holdover, if no pulse comes.</summary>
    public NtpDuration HoldoverLeftAt(MonotonicTime now) => NtpDuration.FromSeconds(_bound.SecondsOfHoldover(filter.Measured, holdover.Plan) - SilenceAt(now));

    private double SilenceAt(MonotonicTime moment) => Math.Max(0, (moment - filter.MeasuredAt).TotalSeconds);

    /// <summary>What is to be removed, how far the filter lags, and what the temperature may have done since the last pulse; for a second ahead, because it grows.</summary>
    private double AwayAt(MonotonicTime moment, double offset) =>
        Math.Abs(offset) + lag.Largest + (ErrorBound.Deviations * filter.ThermalDeviationAt(moment + Second));
}
