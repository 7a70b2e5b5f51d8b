using Nts.Ntp;
using Nts.Server.Ntp;
using Nts.Time;

namespace Nts.Desktop.Roles;

/// <summary>The owner's word that this machine's clock is right.</summary>
internal sealed class LocalReference : IReference
{
    /// <summary>127.127.1.1, by which ntpd and chrony mark a clock of their own; letters are for stratum 1 alone (RFC 5905 §7.3).</summary>
    private const uint LocalClock = 0x7f7f0101;

    private readonly IClock _clock;
    private readonly ClockState _state;

    /// <summary>A reference of a stratum.</summary>
    public LocalReference(Stratum stratum, IClock clock)
    {
        _clock = clock;
        _state = new ClockState
        {
            Leap = LeapIndicator.None,
            Stratum = stratum,
            ReferenceId = stratum == Stratum.Primary ? ReferenceId.FromAscii("LOCL") : ReferenceId.FromWire(LocalClock),
            Precision = ClockPrecision.Measure(clock),
        };
    }

    /// <inheritdoc/>
    public PublishedClockState Published { get; } = new();

    /// <inheritdoc/>
    public void OnTick(MonotonicTime now) => Published.Current = _state with { ReferenceTime = _clock.Now() };

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
