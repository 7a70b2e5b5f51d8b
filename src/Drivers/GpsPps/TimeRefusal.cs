namespace Nts.Drivers.GpsPps;

/// <summary>Why the receiver's time is not used, or that it is.</summary>
public enum TimeRefusal
{
    /// <summary>It is used.</summary>
    None = 0,

    /// <summary>No message with a time has come yet.</summary>
    NothingYet,

    /// <summary>The receiver marks its time as not valid.</summary>
    NotValid,

    /// <summary>The receiver has no fix: its time and its pulse run free.</summary>
    NoFix,

    /// <summary>The receiver says that it does not know UTC yet; the satellites repeat its parameters every 12.5 minutes.</summary>
    UtcUnknown,

    /// <summary>The receiver counts leap seconds by a constant in its firmware, which may be years old.</summary>
    FirmwareLeapSeconds,

    /// <summary>
    /// The date lies before this program's release: the receiver's week number rolled over, or its firmware's default date shows.
    /// </summary>
    BeforeRelease,
}
