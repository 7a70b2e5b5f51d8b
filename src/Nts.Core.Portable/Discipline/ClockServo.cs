using System;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Turns an estimate into the frequency that makes the clock right.</summary>
internal static class ClockServo
{
    /// <summary>A phase error is removed within this many seconds unless the slew limit makes it longer: by the next pulse.</summary>
    public const double RemovalSeconds = 1;

    /// <summary>Limit of the whole command, what the kernel accepts (adjtimex(2), freq).</summary>
    private const double FrequencyLimit = 500e-6;

    /// <summary>The whole frequency estimate, and the phase estimate over <see cref="RemovalSeconds"/>.</summary>
    /// <param name="offset">Correction that the clock needs now, seconds.</param>
    /// <param name="frequency">Correction that the free-running clock needs, s/s.</param>
    /// <param name="maximumSlew">Largest part of the command that removes phase.</param>
    public static FrequencyOffset Command(double offset, double frequency, FrequencyOffset maximumSlew)
    {
        double slew = Math.Clamp(offset / RemovalSeconds, -maximumSlew.Ratio, maximumSlew.Ratio);
        return FrequencyOffset.FromRatio(Math.Clamp(frequency + slew, -FrequencyLimit, FrequencyLimit));
    }
}
