using System;

namespace Nts.Gnss;

/// <summary>UBX messages that tell the fix without the time.</summary>
internal static class UbxFixMessages
{
    /// <summary>The fix by UBX's number for it, and whether it is within the limits of accuracy set in the receiver (gnssFixOK).</summary>
    public static FixKind FixOf(byte type, bool withinLimits) => type switch
    {
        1 => FixKind.DeadReckoning,
        2 when withinLimits => FixKind.TwoDimensional,
        3 or 4 when withinLimits => FixKind.ThreeDimensional,
        5 when withinLimits => FixKind.TimeOnly,
        _ => FixKind.None,
    };

    // 10 gpsFix, 11 flags (bit 0 gpsFixOK), 47 numSV.
    public static bool TryNavSol(ReadOnlySpan<byte> payload, MessageOrigin origin, IGnssListener listener, RecentFix recentFix)
    {
        FixKind fix = FixOf(payload[10], withinLimits: (payload[11] & 1) != 0);
        recentFix.Take(fix, origin);
        listener.OnFix(new(MessageKind.NavSol, fix, payload[47]));
        return true;
    }

    // 4 gpsFix, 5 flags (bit 0 gpsFixOk), 7 flags2 (3-4 spoofDetState: 0 not watched for or an older receiver).
    public static bool TryNavStatus(ReadOnlySpan<byte> payload, MessageOrigin origin, IGnssListener listener, RecentFix recentFix)
    {
        FixKind fix = FixOf(payload[4], withinLimits: (payload[5] & 1) != 0);
        recentFix.Take(fix, origin);
        listener.OnFix(new(MessageKind.NavStatus, fix, null));
        SpoofingState spoofing = (SpoofingState)((payload[7] >> 3) & 3);
        if (spoofing is not SpoofingState.Unknown)
        {
            listener.OnRadio(new(MessageKind.NavStatus, null, null, spoofing, null));
        }

        return true;
    }
}
