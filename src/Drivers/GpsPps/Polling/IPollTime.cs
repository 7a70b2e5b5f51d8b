using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>Time as a polling thread needs it.</summary>
internal interface IPollTime
{
    /// <summary>CLOCK_MONOTONIC_RAW.</summary>
    MonotonicTime Now();

    /// <summary>Sleeps until a moment.</summary>
    void SleepUntil(MonotonicTime moment);

    /// <summary>What CLOCK_MONOTONIC_RAW read when CLOCK_REALTIME read <paramref name="stamp"/>.</summary>
    MonotonicTime ToMonotonic(PosixTime stamp);
}
