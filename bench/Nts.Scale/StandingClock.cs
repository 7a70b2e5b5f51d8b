using Nts.Time;

namespace Nts.Scale;

/// <summary>A clock that takes no time to read.</summary>
internal sealed class StandingClock : IClock
{
    private const long SomeSecond = 1_790_000_000;

    /// <inheritdoc/>
    public PosixTime Now() => PosixTime.FromSeconds(SomeSecond);

    /// <inheritdoc/>
    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;
}
