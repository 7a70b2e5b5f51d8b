using System.Collections.Generic;
using Nts.Time;

namespace Nts.Server.Ntp;

/// <summary>How finely a clock can be read.</summary>
public static class ClockPrecision
{
    private const int Reads = 1000;

    /// <summary>The median time between two readings that differ, rounded up to a power of two (RFC 5905 §7.3, "precision").</summary>
    public static Log2Seconds Measure(IClock clock)
    {
        List<NtpDuration> steps = new(Reads);
        PosixTime last = clock.Now();
        for (int i = 0; i < Reads; i++)
        {
            PosixTime now = clock.Now();
            if (now > last)
            {
                steps.Add(now - last);
            }

            last = now;
        }

        steps.Sort();
        return steps.Count > 0 ? Log2Seconds.RoundUp(steps[steps.Count / 2]) : new Log2Seconds(-10);
    }
}
