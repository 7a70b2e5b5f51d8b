using System;
using Nts.Time;

namespace Nts.Desktop;

/// <summary>The clock of this machine, on any operating system, in steps of 100 ns.</summary>
internal sealed class HostClock : IClock
{
    private const int NanosecondsPerTick = 100;

    public PosixTime Now() =>
        PosixTime.FromNanoseconds((TimeProvider.System.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * NanosecondsPerTick);

    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;
}
