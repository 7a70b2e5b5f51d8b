using Nts.Time;

namespace Nts.Ntp;

/// <summary>A clock without leap seconds, for ports that serve smeared time, and what these ports say of it.</summary>
/// <param name="clock">The clock that is served otherwise; it carries leap seconds out.</param>
/// <remarks>Reading takes one multiplication more than that of the other clock, and neither a lock nor an allocation.</remarks>
public sealed class SmearedClock(IClock clock) : IClock
{
    private volatile LeapSmear _smear = LeapSmear.None;

    /// <summary>What clients are told; the packet threads read it.</summary>
    public PublishedClockState Published { get; } = new();

    /// <summary>The smear in force; replaced as a whole.</summary>
    public LeapSmear Smear
    {
        get => _smear;
        set => _smear = value;
    }

    /// <inheritdoc/>
    public PosixTime Now() => _smear.Apply(clock.Now());

    /// <inheritdoc/>
    public PosixTime FromKernelTime(PosixTime kernelTime) => _smear.Apply(clock.FromKernelTime(kernelTime));

    /// <summary>Publishes what clients of the other clock are told, smeared; about once a second.</summary>
    public void Publish(ClockState state) => Published.Current = _smear.Apply(state, clock.Now());
}
