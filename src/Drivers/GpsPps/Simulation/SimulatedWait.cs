using System;
using System.Threading;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>Waits for moments of a clock that may be stepped meanwhile.</summary>
internal static class SimulatedWait
{
    /// <summary>The clock is looked at again this often, so that a step of it delays nothing for long.</summary>
    private static readonly NtpDuration LongestNap = NtpDuration.FromMilliseconds(100);

    /// <summary>Waits until the clock reads a moment. Returns false when the stop came first.</summary>
    public static bool Until(IClock clock, PosixTime moment, ManualResetEventSlim stop)
    {
        while (!stop.IsSet)
        {
            NtpDuration left = moment - clock.Now();
            if (left <= NtpDuration.Zero)
            {
                return true;
            }

            NtpDuration nap = left < LongestNap ? left : LongestNap;
            stop.Wait(TimeSpan.FromMilliseconds(Math.Ceiling(nap.TotalSeconds * 1e3)));
        }

        return false;
    }
}
