using Nts.Time;

namespace Nts.Gnss;

/// <summary>Where a receiver has its current count of leap seconds from (UBX-NAV-TIMELS srcOfCurrLs).</summary>
public enum LeapSource : byte
{
    /// <summary>A constant in the firmware: may be years old.</summary>
    FirmwareDefault = 0,

    /// <summary>Difference between GPS and GLONASS time.</summary>
    GpsGlonassDifference = 1,

    /// <summary>GPS navigation message.</summary>
    Gps = 2,

    /// <summary>SBAS.</summary>
    Sbas = 3,

    /// <summary>BeiDou navigation message.</summary>
    BeiDou = 4,

    /// <summary>Galileo navigation message.</summary>
    Galileo = 5,

    /// <summary>Aiding data given to the receiver.</summary>
    Aided = 6,

    /// <summary>Configured by a command.</summary>
    Configured = 7,

    /// <summary>The receiver does not say.</summary>
    Unknown = 255,
}

/// <summary>UBX-NAV-TIMELS: leap seconds, current and announced.</summary>
/// <param name="CurrentLeapSeconds">GPS time minus UTC in seconds; null when the receiver marks it invalid.</param>
/// <param name="Source">Where the current count comes from.</param>
/// <param name="NextChange">+1, 0 or −1: the announced change; 0 when none is announced or the event is not valid.</param>
/// <param name="TimeToEvent">Until the last or next change; negative when it is past; null when not valid.</param>
/// <param name="MessageStart">When the first byte of this message arrived.</param>
public readonly record struct LeapReport(
    int? CurrentLeapSeconds,
    LeapSource Source,
    int NextChange,
    NtpDuration? TimeToEvent,
    MonotonicTime MessageStart);
