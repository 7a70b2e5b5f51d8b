namespace Nts.Drivers.GpsPps;

/// <summary>Why the receiver's time is not used, or that it is. Earlier values hide later ones.</summary>
public enum TimeRefusal
{
    /// <summary>It is used.</summary>
    None = 0,

    /// <summary>No message with a time has come yet.</summary>
    NothingYet,

    /// <summary>The receiver says that its signals are counterfeit, or may be.</summary>
    Spoofed,

    /// <summary>The receiver has no fix: its time and its pulse run free.</summary>
    NoFix,

    /// <summary>The receiver says that interference keeps it from receiving.</summary>
    Jammed,

    /// <summary>The receiver says that it does not know UTC yet; the satellites repeat its parameters every 12.5 minutes.</summary>
    UtcUnknown,

    /// <summary>The receiver marks its time as not valid.</summary>
    NotValid,

    /// <summary>The receiver says that its pulse is not aligned to its time.</summary>
    PulseNotLocked,

    /// <summary>The receiver counts leap seconds by a constant in its firmware, which may be years old.</summary>
    FirmwareLeapSeconds,

    /// <summary>The receiver's count of leap seconds is not that of the leap-second table, or it contradicts itself.</summary>
    LeapSecondsContradict,

    /// <summary>
    /// The date lies before this program's release: the receiver's week number rolled over, or its firmware's default date shows. Nothing
    /// that could tell which agrees with a date some 1024 weeks later.
    /// </summary>
    BeforeRelease,

    /// <summary>
    /// The receiver cannot say whether it knows UTC, and is ahead of this machine's clock by as much as GPS time is of UTC.
    /// </summary>
    GpsTimeForUtc,

    /// <summary>
    /// The receiver cannot say whether it knows UTC. Its time is believed when it agrees with this machine's clock, or after 12.5 minutes
    /// of fix, in which the satellites tell it.
    /// </summary>
    Unconfirmed,

    /// <summary>The time was refused, and is good again, but not for enough seconds yet.</summary>
    Settling,
}
