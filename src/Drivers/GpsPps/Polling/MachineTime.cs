using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>The machine's own clocks.</summary>
internal sealed class MachineTime : IPollTime
{
    private readonly KernelTime _kernelTime = new();

    /// <inheritdoc/>
    public MonotonicTime Now() => MonotonicClock.Now();

    /// <inheritdoc/>
    public void SleepUntil(MonotonicTime moment) => PreciseSleep.Until(moment);

    /// <inheritdoc/>
    public MonotonicTime ToMonotonic(PosixTime stamp) => _kernelTime.ToMonotonic(stamp);
}
