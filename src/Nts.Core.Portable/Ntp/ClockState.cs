using Nts.Time;

namespace Nts.Ntp;

/// <summary>What the timekeeper says of its clock, published about once a second as one immutable snapshot (RFC 5905 §7.3, §11.2).</summary>
public sealed record ClockState
{
    private static readonly NtpDuration OneSecond = NtpDuration.FromSeconds(1);

    /// <summary>A clock that does not know the time: LI 3, stratum 16, kiss code INIT (RFC 5905 §7.4), and the largest error, MAXDISP (§7.2).</summary>
    public static ClockState Unsynchronized { get; } = new()
    {
        ReferenceId = ReferenceId.FromAscii("INIT"),
        RootDispersion = NtpDuration.FromSeconds(16),
    };

    /// <summary>Leap second warning, or unsynchronised; until <see cref="Doubt"/> begins.</summary>
    public LeapIndicator Leap { get; init; } = LeapIndicator.Unsynchronized;

    /// <summary>1 while locked to a receiver, 16 while not synchronised.</summary>
    public Stratum Stratum { get; init; } = Stratum.Unsynchronized;

    /// <summary>What the clock follows.</summary>
    public ReferenceId ReferenceId { get; init; }

    /// <summary>Precision of the clock: the time it takes to read it, as a power of two of a second.</summary>
    public Log2Seconds Precision { get; init; } = new(-24);

    /// <summary>Round-trip delay to the reference clock; zero for a receiver on the same machine.</summary>
    public NtpDuration RootDelay { get; init; }

    /// <summary>Bound of the clock's error at <see cref="ReferenceTime"/>.</summary>
    public NtpDuration RootDispersion { get; init; }

    /// <summary>How fast the bound grows without a new measurement, in seconds per second.</summary>
    public FrequencyOffset DispersionRate { get; init; }

    /// <summary>When the clock was last set or corrected, by itself.</summary>
    public PosixTime ReferenceTime { get; init; }

    /// <summary>Where the clock's second is in doubt because of a leap second.</summary>
    public LeapDoubt Doubt { get; init; }

    /// <summary>Whether the clock is synchronised, but nobody can tell its second at a moment.</summary>
    /// <param name="now">The clock's own reading.</param>
    public bool IsInDoubtAt(PosixTime now) => Leap != LeapIndicator.Unsynchronized && Doubt.Exists && Doubt.Holds(now);

    /// <summary>What to say at a moment: nothing but that it is not synchronised while the second is in doubt, and no warning afterwards.</summary>
    /// <param name="now">The clock's own reading.</param>
    public LeapIndicator LeapAt(PosixTime now) =>
        !Doubt.Exists || now < Doubt.From || Leap == LeapIndicator.Unsynchronized ? Leap
        : Doubt.Holds(now) ? LeapIndicator.Unsynchronized
        : LeapIndicator.None;

    /// <summary>Bound of the clock's error at a moment: the published bound plus its growth since then, never less than published.</summary>
    /// <param name="now">The clock's own reading.</param>
    public NtpDuration RootDispersionAt(PosixTime now)
    {
        // Beyond a leap second, the readings may hide a second that has passed.
        NtpDuration age = now - ReferenceTime + (Doubt.Exists && now >= Doubt.From ? OneSecond : NtpDuration.Zero);
        return age > NtpDuration.Zero ? RootDispersion + (age * DispersionRate.Ratio) : RootDispersion;
    }
}
