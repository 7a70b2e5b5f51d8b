using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>CLOCK_MONOTONIC_RAW: moved by no step and no discipline.</summary>
public static class MonotonicClock
{
    /// <summary>The clock's reading.</summary>
    public static MonotonicTime Now() => MonotonicTime.FromNanoseconds(KernelClock.ReadRaw());
}
