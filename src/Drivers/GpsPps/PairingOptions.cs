using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>What <see cref="PulsePairing"/> is told from outside.</summary>
public sealed record PairingOptions
{
    /// <summary>
    /// Consecutive seconds in which time and edges must agree before the first label, and after a disagreement. At least 1.
    /// </summary>
    public int SecondsToAgree { get; init; } = 5;

    /// <summary>
    /// How late an edge is stamped because of the antenna cable (about 5 ns/m) and the path behind the receiver. May have any sign.
    /// </summary>
    public NtpDuration CableDelay { get; init; } = NtpDuration.Zero;

    /// <summary>
    /// Dates before this one are refused. By default 2026-09-01, before this release: no receiver can show an earlier one and be right.
    /// </summary>
    public PosixTime NotBefore { get; init; } = PosixTime.FromSeconds(1_788_220_800);

    /// <summary>
    /// What the machine's clock or another source said when the program started; null for none. It must know its own uncertainty, and must not have
    /// its time from this receiver.
    /// </summary>
    public TimeWitness? Witness { get; init; }

    /// <summary>How far GPS time is ahead of UTC, and the leap seconds to come.</summary>
    public LeapSecondTable LeapSeconds { get; init; } = LeapSecondTable.Shipped;
}
