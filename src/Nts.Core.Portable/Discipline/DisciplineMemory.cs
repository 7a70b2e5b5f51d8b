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

    /// <summary>Whether who goes by this one would be misled: it is a day old, or the frequency left what it allows.</summary>
    /// <param name="now">What is known now.</param>
    public bool Misleads(DisciplineMemory now)
    {
        const double Day = 86_400;
        const double Deviations = 3;
        double age = (now.SavedAt - SavedAt).TotalSeconds;
        double change = Math.Abs((now.Frequency - Frequency).Ratio);
        return age is < 0 or >= Day || change > Deviations * FrequencyDeviationAt(now.SavedAt, now.FrequencyDeviation.Ratio);
    }

    /// <summary>Standard deviation of the frequency at a later moment, s/s; null when the moment lies before: then the memory's date, and so its age, is wrong.</summary>
    /// <param name="now">The moment by the receiver.</param>
    /// <param name="atRest">What a change of temperature may have done meanwhile, s/s.</param>
    internal double? FrequencyDeviationAt(PosixTime now, double atRest)
    {
        double age = (now - SavedAt).TotalSeconds;
        double walked = Wander.Ratio * Wander.Ratio * age;
        return age < 0 ? null : Math.Sqrt((FrequencyDeviation.Ratio * FrequencyDeviation.Ratio) + walked + (atRest * atRest));
    }
}
