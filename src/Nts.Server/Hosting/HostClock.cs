using System;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Server.Hosting;

/// <summary>The clocks of this machine on any operating system; outside Linux in steps of 100 ns.</summary>
public sealed class HostClock : IClock
{
    /// <inheritdoc/>
    public PosixTime Now() => OperatingSystem.IsLinux()
        ? SystemClock.Read()
        : PosixTime.FromNanoseconds((TimeProvider.System.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * TimeSpan.NanosecondsPerTick);

    /// <inheritdoc/>
    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;

    /// <summary>What the monotonic clock of a time provider reads.</summary>
    public static MonotonicTime Monotonic(TimeProvider time) => MonotonicTime.FromNanoseconds(time.GetElapsedTime(0).Ticks * TimeSpan.NanosecondsPerTick);
}
