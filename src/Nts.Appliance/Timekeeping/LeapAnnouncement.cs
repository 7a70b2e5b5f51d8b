using Nts.Gnss;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>When a leap second that the receiver knows of is announced to clients.</summary>
internal static class LeapAnnouncement
{
    /// <summary>Clients act on a warning at the end of the UTC day in which they see it (RFC 5905 §7.3), so it must not come earlier.</summary>
    private static readonly NtpDuration Day = NtpDuration.FromSeconds(86_400);

    /// <summary>The warning in force: only in the last day before the event.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="report">What the receiver said last; null when it never did.</param>
    public static LeapIndicator At(MonotonicTime now, LeapReport? report)
    {
        if (report is not { TimeToEvent: { } time, NextChange: not 0 } leap)
        {
            return LeapIndicator.None;
        }

        NtpDuration left = leap.MessageStart + time - now;
        return left <= NtpDuration.Zero || left > Day ? LeapIndicator.None
            : leap.NextChange > 0 ? LeapIndicator.InsertSecond
            : LeapIndicator.DeleteSecond;
    }
}
