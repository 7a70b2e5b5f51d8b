using System;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>What the discipline learnt of its clock and would like to know after a restart.</summary>
/// <remarks>
/// It is an expectation, never a fact: pulses overrule it within seconds. How old it is says the first pulse, because a machine without a battery
/// starts with any time at all.
/// </remarks>
public sealed record DisciplineMemory
{
    /// <summary>When this was true, by the clock while it was served.</summary>
    public required PosixTime SavedAt { get; init; }

    /// <summary>Correction that the free-running clock needs: positive when it is slow.</summary>
    public required FrequencyOffset Frequency { get; init; }

    /// <summary>One standard deviation of it.</summary>
    public required FrequencyOffset FrequencyDeviation { get; init; }

    /// <summary>Random walk of the frequency in one second, as its standard deviation.</summary>
    public required FrequencyOffset Wander { get; init; }

    /// <summary>Standard deviation of one pulse's stamp.</summary>
    public required NtpDuration Jitter { get; init; }

    /// <summary>How the frequency depended on the temperature, and which it was; null without a thermometer.</summary>
    public ThermalMemory? Temperature { get; init; }

    /// <summary>What there is to remember of a locked clock.</summary>
    /// <param name="status">What is known of it.</param>
    /// <param name="temperature">What is known of its temperature.</param>
    /// <param name="now">The moment, by the clock.</param>
    internal static DisciplineMemory Of(DisciplineStatus status, ThermalMemory? temperature, PosixTime now) => new()
    {
        SavedAt = now,
        Frequency = status.Frequency,
        FrequencyDeviation = status.FrequencyDeviation,
        Wander = status.Wander,
        Jitter = status.Jitter,
        Temperature = temperature,
    };

    /// <summary>Whether who goes by this one would be misled: it is a day old, or the frequency left what it allows at this temperature, or the temperature does something else to it.</summary>
    /// <param name="now">What is known now.</param>
    public bool Misleads(DisciplineMemory now)
    {
        const double Day = 86_400;
        const double Deviations = 3;
        double age = (now.SavedAt - SavedAt).TotalSeconds;
        FrequencyOffset expected = Frequency + (Temperature is { } then && now.Temperature is { } there ? then.ChangeTo(there) : default);
        double change = Math.Abs((now.Frequency - expected).Ratio);
        return age is < 0 or >= Day
            || change > Deviations * FrequencyDeviationAfter(age, now.FrequencyDeviation.Ratio)
            || (now.Temperature?.Lasting is { } known && Math.Abs((known.PerDegree - (Temperature?.Lasting.PerDegree ?? default)).Ratio) > Deviations * known.Deviation.Ratio);
    }

    /// <summary>Tells a filter that has just started. A memory from the future, whose date must be wrong, tells nothing.</summary>
    /// <param name="filter">It has had one pulse, and the frequency that is remembered.</param>
    /// <param name="now">The moment by the receiver.</param>
    /// <param name="atRest">What a change of temperature that no thermometer shows may have done meanwhile, s/s.</param>
    internal void Teach(ClockFilter filter, PosixTime now, double atRest)
    {
        double age = (now - SavedAt).TotalSeconds;
        if (age < 0)
        {
            return;
        }

        double deviation = FrequencyDeviationAfter(age, atRest);
        ClockEstimate first = filter.Measured;
        filter.Restart(filter.MeasuredAt, first with { FrequencyVariance = Math.Min(first.FrequencyVariance, deviation * deviation) });
        if (Temperature is { } temperature)
        {
            filter.Remember(temperature, age);
        }
    }

    private double FrequencyDeviationAfter(double seconds, double atRest)
    {
        double walked = Wander.Ratio * Wander.Ratio * seconds;
        return Math.Sqrt((FrequencyDeviation.Ratio * FrequencyDeviation.Ratio) + walked + (atRest * atRest));
    }
}
