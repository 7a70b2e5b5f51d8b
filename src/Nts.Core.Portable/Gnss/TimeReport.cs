using Nts.Time;

namespace Nts.Gnss;

/// <summary>A receiver's statement of the time of a navigation epoch.</summary>
/// <param name="Kind">The message it came in.</param>
/// <param name="Utc">The epoch in UTC, with the sub-second part that the message carries (NAV-PVT's may be negative: already added).</param>
/// <param name="Valid">
/// The receiver vouches for date and time: RMC status A and a mode that is not estimated, manual, none or simulator; ZDA, having no status itself,
/// within 1.5 s of such an RMC or of another message that tells of a fix; NAV-PVT date, time and fully resolved; NAV-TIMEUTC time of week, week
/// and UTC; NAV-TIMEGPS, whose flags outlive the fix, time of week, week and leap seconds within 1.5 s of a message that tells of a fix.
/// </param>
/// <param name="UtcKnown">True: the receiver says that UTC (its leap seconds) is known. False: it says not. Null: the message does not tell.</param>
/// <param name="Accuracy">The receiver's own estimate, where the message has one.</param>
/// <param name="LeapSecond">The message said second 60.</param>
/// <param name="BurstStart">
/// When the first byte of the burst of messages for this epoch arrived, after <see cref="GnssDecoder.BurstGap"/> of silence; that of this message
/// on a line that has not been silent for a second.
/// </param>
/// <param name="MessageStart">When the first byte of this message arrived.</param>
public readonly record struct TimeReport(
    MessageKind Kind,
    PosixTime Utc,
    bool Valid,
    bool? UtcKnown,
    NtpDuration? Accuracy,
    bool LeapSecond,
    MonotonicTime BurstStart,
    MonotonicTime MessageStart)
{
    /// <summary>GPS time minus UTC in seconds as this message has it (NAV-TIMEGPS); null when it does not tell or the receiver does not know.</summary>
    public int? LeapSeconds { get; init; }
}
