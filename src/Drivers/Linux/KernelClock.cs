using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>The kernel's clocks as nanoseconds, and the one call that adjusts CLOCK_REALTIME.</summary>
internal static unsafe class KernelClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Nanoseconds since 1970 by CLOCK_REALTIME.</summary>
    internal static long ReadRealtime() => Read(Libc.CLOCK_REALTIME);

    /// <summary>Nanoseconds since the boot by CLOCK_MONOTONIC: never stepped, but steered in its rate.</summary>
    internal static long ReadMonotonic() => Read(Libc.CLOCK_MONOTONIC);

    /// <summary>Nanoseconds since the boot by CLOCK_MONOTONIC_RAW.</summary>
    internal static long ReadRaw() => Read(Libc.CLOCK_MONOTONIC_RAW);

    /// <summary>Reads (modes 0) or adjusts CLOCK_REALTIME.</summary>
    /// <returns>The clock's state (TIME_OK and so on), or -1 with errno.</returns>
    internal static int Adjust(ref Libc.Timex request)
    {
        fixed (Libc.Timex* pointer = &request)
        {
            return Libc.clock_adjtime(Libc.CLOCK_REALTIME, pointer);
        }
    }

    /// <summary>Timer ticks a second in the kernel's interface to programs (USER_HZ, 100 on every machine of today).</summary>
    internal static int ReadTicksPerSecond() => (int)Libc.sysconf(Libc._SC_CLK_TCK);

    private static long Read(int clock)
    {
        // It cannot fail: the clock exists on every kernel that .NET supports and the pointer is good.
        Libc.Timespec time;
        _ = Libc.clock_gettime(clock, &time);
        return (time.tv_sec * NanosecondsPerSecond) + time.tv_nsec;
    }
}
