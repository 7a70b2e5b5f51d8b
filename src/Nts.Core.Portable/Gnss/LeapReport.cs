using Nts.Time;

namespace Nts.Gnss;

/// <summary>UBX-NAV-TIMELS: leap seconds, current and announced.</summary>
/// <param name="CurrentLeapSeconds">GPS time minus UTC in seconds; null when the receiver marks it invalid.</param>
/// <param name="Source">Where the current count comes from.</param>
/// <param name="NextChange">+1, 0 or −1: the announced change; 0 when none is announced, it is past, or the event is not valid.</param>
/// <param name="TimeToEvent">Until the last or next change; negative when it is past; null when not valid.</param>
/// <param name="MessageStart">When the first byte of this message arrived.</param>
public readonly record struct LeapReport(
    int? CurrentLeapSeconds,
    LeapSource Source,
    int NextChange,
    NtpDuration? TimeToEvent,
    MonotonicTime MessageStart)
{
    /// <summary>What is said of the next change comes from GPS, GLONASS, Galileo or BeiDou satellites themselves.</summary>
    public bool IsChangeFromSatellites { get; init; }
}
