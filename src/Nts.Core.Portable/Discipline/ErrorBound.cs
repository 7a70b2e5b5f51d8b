using System;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Bounds the clock's error, and words it as NTP does (RFC 5905 §11.2, root dispersion).</summary>
/// <remarks>
/// Bound = what is still to be removed + how far the last pulses were from the forecast on average + what the temperature may have done without a pulse + six standard deviations of the phase at the last pulse + what may have come since then
/// (<see cref="HoldoverPlan"/>) + what no pulse shows: the stamp's systematic error and the clock's precision.
/// </remarks>
internal sealed class ErrorBound(DisciplineOptions options)
{
    /// <summary>Standard deviations that the bound has of everything normal.</summary>
    public const double Deviations = 6;

    /// <summary>A published bound holds at least this many seconds, though the next one is due after one.</summary>
    private const double PublishedSeconds = 4;

    private double Systematic => options.StampUncertainty.TotalSeconds + options.Precision.TotalSeconds;

    /// <summary>The part that pulses can make smaller, seconds.</summary>
    /// <param name="atPulse">The filter's estimate at the last pulse.</param>
    /// <param name="seconds">Time since the last pulse. While the plan is not made anew, what the frequency may be off counts here.</param>
    /// <param name="away">What is to be removed, and what else may be off beside the random part, seconds, not negative.</param>
    public static double Random(in ClockEstimate atPulse, double seconds, double away) =>
        away + (Deviations * atPulse.After(Math.Min(seconds, PhaseHistory.Spacing), 0).PhaseDeviation);

    /// <summary>The whole bound, seconds.</summary>
    /// <param name="atPulse">The filter's estimate at the last pulse.</param>
    /// <param name="plan">What may have come since.</param>
    /// <param name="seconds">Time since the last pulse.</param>
    /// <param name="away">What is to be removed, and what else may be off beside the random part, seconds, not negative.</param>
    public double After(in ClockEstimate atPulse, HoldoverPlan plan, double seconds, double away) =>
        Random(atPulse, seconds, away) + Systematic + plan.BoundAfter(seconds);

    /// <summary>Time since the last pulse at which the bound passes the limit of holdover, in seconds.</summary>
    /// <param name="atPulse">The filter's estimate at the last pulse.</param>
    /// <param name="plan">What may come.</param>
    public double SecondsOfHoldover(in ClockEstimate atPulse, HoldoverPlan plan) =>
        plan.SecondsUntil(options.HoldoverLimit.TotalSeconds - Systematic - Random(atPulse, PhaseHistory.Spacing, 0));

    /// <summary>What a synchronised server says: a line through the bound now and some seconds later.</summary>
    /// <param name="atPulse">The filter's estimate at the last pulse.</param>
    /// <param name="plan">What may have come since.</param>
    /// <param name="seconds">Time since the last pulse, which is the reference time.</param>
    /// <param name="away">What is to be removed, and what else may be off beside the random part, seconds, not negative.</param>
    public ClockState Publish(in ClockEstimate atPulse, HoldoverPlan plan, double seconds, double away)
    {
        double now = After(atPulse, plan, seconds, away);
        double rate = (After(atPulse, plan, seconds + PublishedSeconds, away) - now) / PublishedSeconds;
        return new ClockState
        {
            Stratum = Stratum.Primary,
            ReferenceId = options.ReferenceId,
            Precision = options.Precision,
            RootDispersion = NtpDuration.FromSeconds(Math.Max(now - (rate * seconds), 0)),
            DispersionRate = FrequencyOffset.FromRatio(rate),
        };
    }
}
