using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>Sleeping until a moment, for threads with a real-time priority: no others are woken to the microsecond.</summary>
public static unsafe class PreciseSleep
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Sleeps until a moment, or not at all when it is past. A signal may end it early: look at the clock.</summary>
    /// <remarks>
    /// The kernel sleeps by CLOCK_MONOTONIC, which the discipline slows or speeds up by 500 ppm at most: that much of the time slept the
    /// wake-up may be off.
    /// </remarks>
    public static void Until(MonotonicTime moment)
    {
        long rest = moment.Nanoseconds - KernelClock.ReadRaw();
        if (rest > 0)
        {
            long at = KernelClock.ReadMonotonic() + rest;
            Libc.Timespec time = new() { tv_sec = at / NanosecondsPerSecond, tv_nsec = at % NanosecondsPerSecond };
            _ = Libc.clock_nanosleep(Libc.CLOCK_MONOTONIC, Libc.TIMER_ABSTIME, &time, null);
        }
    }
}
