using System.Runtime.InteropServices;

namespace Nts.Drivers.Linux.Interop;

internal static unsafe partial class Libc
{
    internal const int CLOCK_REALTIME = 0;
    internal const int CLOCK_MONOTONIC = 1;
    internal const int CLOCK_MONOTONIC_RAW = 4;
    internal const int TIMER_ABSTIME = 1;

    internal const int TFD_TIMER_ABSTIME = 1;
    internal const int TFD_TIMER_CANCEL_ON_SET = 2;
    internal const int TFD_NONBLOCK = O_NONBLOCK;
    internal const int TFD_CLOEXEC = O_CLOEXEC;

    internal const uint ADJ_OFFSET = 0x0001;
    internal const uint ADJ_FREQUENCY = 0x0002;
    internal const uint ADJ_MAXERROR = 0x0004;
    internal const uint ADJ_ESTERROR = 0x0008;
    internal const uint ADJ_STATUS = 0x0010;
    internal const uint ADJ_TAI = 0x0080;
    internal const uint ADJ_SETOFFSET = 0x0100;
    internal const uint ADJ_NANO = 0x2000;
    internal const uint ADJ_TICK = 0x4000;
    internal const uint ADJ_OFFSET_SINGLESHOT = 0x8001;
    internal const uint ADJ_OFFSET_SS_READ = 0xa001;

    internal const int STA_PLL = 0x0001;
    internal const int STA_PPSFREQ = 0x0002;
    internal const int STA_PPSTIME = 0x0004;
    internal const int STA_FLL = 0x0008;
    internal const int STA_INS = 0x0010;
    internal const int STA_DEL = 0x0020;
    internal const int STA_UNSYNC = 0x0040;
    internal const int STA_FREQHOLD = 0x0080;
    internal const int STA_NANO = 0x2000;

    internal const int TIME_INS = 1;
    internal const int TIME_DEL = 2;
    internal const int TIME_OOP = 3;
    internal const int TIME_WAIT = 4;

    internal const int _SC_CLK_TCK = 2;

    /// <summary>Reads a clock, mostly without entering the kernel; fails only on a bad clock or pointer.</summary>
    [LibraryImport("libc")]
    [SuppressGCTransition]
    internal static partial int clock_gettime(int clock, Timespec* time);

    /// <summary>Returns the error number itself and leaves errno alone.</summary>
    [LibraryImport("libc")]
    internal static partial int clock_nanosleep(int clock, int flags, Timespec* request, Timespec* remaining);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int timerfd_create(int clock, int flags);

    /// <summary>Value and old value are a struct itimerspec: two struct timespec, interval and first expiry.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int timerfd_settime(FileDescriptor timer, int flags, Timespec* value, Timespec* oldValue);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int clock_adjtime(int clock, Timex* request);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial long sysconf(int name);

    [CStruct("struct timespec")]
    internal struct Timespec
    {
        internal long tv_sec;
        internal long tv_nsec;
    }

    [CStruct("struct timeval")]
    internal struct Timeval
    {
        internal long tv_sec;
        internal long tv_usec;
    }

    [CStruct("struct timex")]
    internal struct Timex
    {
        internal uint modes;
        internal long offset;
        internal long freq;
        internal long maxerror;
        internal long esterror;
        internal int status;
        internal long constant;
        internal long precision;
        internal long tolerance;
        internal Timeval time;
        internal long tick;
        internal long ppsfreq;
        internal long jitter;
        internal int shift;
        internal long stabil;
        internal long jitcnt;
        internal long calcnt;
        internal long errcnt;
        internal long stbcnt;
        internal int tai;
        internal fixed int _unnamed[11];
    }
}
