using Nts.Time;

namespace Nts.TestKit;

/// <summary>A clock that stands still until the test moves it.</summary>
public sealed class ManualClock : IClock
{
    /// <summary>What the clock reads.</summary>
    public PosixTime Time { get; set; } = PosixTime.FromSeconds(1_790_000_000);

    /// <inheritdoc/>
    public PosixTime Now() => Time;

    /// <inheritdoc/>
    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;

    /// <summary>Moves the clock.</summary>
    public void Advance(NtpDuration by) => Time += by;
}
