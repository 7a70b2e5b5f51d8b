using System;
using System.Buffers.Binary;
using Nts.Time;

namespace Nts.Gnss;

/// <summary>UBX messages that tell the time, leap seconds and the next pulse.</summary>
internal static class UbxTimeMessages
{
    private const int MaximumNanosecond = 1_000_000_000;
    private const uint MillisecondsPerWeek = 604_800_000;
    private const long SecondsPerWeek = 604_800;
    private const long GpsEpoch = 315_964_800;
    private const int LatestWeek = 14_000; // Year 2248: PosixTime ends in 2262.
    private const uint UnknownAccuracy = uint.MaxValue;

    // 4 year, 6 month, 7 day, 8 hour, 9 minute, 10 second, 11 valid (date, time, fully resolved; high bits repeat the UTC standard),
    // 12 tAcc ns, 16 nano ns, 20 fixType, 21 flags (bit 0 gnssFixOK), 23 numSV.
    public static bool TryNavPvt(ReadOnlySpan<byte> payload, MessageOrigin origin, IGnssListener listener, RecentFix recentFix)
    {
        const int DateTimeAndResolved = 0x07;
        bool valid = (payload[11] & DateTimeAndResolved) == DateTimeAndResolved;
        TimeOfDay time = new(payload[8], payload[9], payload[10], BinaryPrimitives.ReadInt32LittleEndian(payload[16..]));
        bool readable = TryUtc(payload[4..8], time, out PosixTime utc);
        if (valid && !readable)
        {
            return false;
        }

        FixKind fix = UbxFixMessages.FixOf(payload[20], withinLimits: (payload[21] & 1) != 0);
        recentFix.Take(fix, origin);
        listener.OnFix(new(MessageKind.NavPvt, fix, payload[23]));
        if (readable)
        {
            NtpDuration? accuracy = Accuracy(payload[12..]);
            listener.OnTime(new(MessageKind.NavPvt, utc, valid, null, accuracy, time.IsLeapSecond, origin.BurstStart, origin.Arrival));
        }

        return true;
    }

    // 4 tAcc ns, 8 nano ns, 12 year, 14 month, 15 day, 16 hour, 17 minute, 18 second, 19 valid (time of week, week, UTC).
    public static bool TryNavTimeUtc(ReadOnlySpan<byte> payload, MessageOrigin origin, IGnssListener listener, RecentFix recentFix)
    {
        const int Utc = 0x04;
        const int WeekTimeAndUtc = 0x07;
        bool valid = (payload[19] & WeekTimeAndUtc) == WeekTimeAndUtc;
        TimeOfDay time = new(payload[16], payload[17], payload[18], BinaryPrimitives.ReadInt32LittleEndian(payload[8..]));
        if (!TryUtc(payload[12..16], time, out PosixTime utc))
        {
            return !valid;
        }

        if (valid)
        {
            recentFix.Suppose(origin);
        }

        bool utcKnown = (payload[19] & Utc) != 0;
        NtpDuration? accuracy = Accuracy(payload[4..]);
        listener.OnTime(new(MessageKind.NavTimeUtc, utc, valid, utcKnown, accuracy, time.IsLeapSecond, origin.BurstStart, origin.Arrival));
        return true;
    }

    // 0 iTOW ms, 4 fTOW ns, 8 week (unrolled by the firmware), 10 leapS, 11 valid (time of week, week, leap seconds), 12 tAcc ns.
    // The flags stay set while the fix is lost, so they vouch for the time only together with a fix.
    public static bool TryNavTimeGps(ReadOnlySpan<byte> payload, MessageOrigin origin, IGnssListener listener, RecentFix recentFix)
    {
        const int LeapSeconds = 0x04;
        const int TimeWeekAndLeapSeconds = 0x07;
        bool valid = (payload[11] & TimeWeekAndLeapSeconds) == TimeWeekAndLeapSeconds;
        uint milliseconds = BinaryPrimitives.ReadUInt32LittleEndian(payload);
        int nanoseconds = BinaryPrimitives.ReadInt32LittleEndian(payload[4..]);
        int week = BinaryPrimitives.ReadInt16LittleEndian(payload[8..]);
        if (milliseconds >= MillisecondsPerWeek || nanoseconds is < -MaximumNanosecond or > MaximumNanosecond || week is < 0 or > LatestWeek)
        {
            return !valid;
        }

        int leapSeconds = unchecked((sbyte)payload[10]);
        bool utcKnown = (payload[11] & LeapSeconds) != 0;
        PosixTime utc = PosixTime.FromSeconds(GpsEpoch + (week * SecondsPerWeek) - leapSeconds, (milliseconds * 1_000_000L) + nanoseconds);
        bool vouched = valid && recentFix.VouchesFor(origin);
        NtpDuration? accuracy = Accuracy(payload[12..]);
        listener.OnTime(
            new(MessageKind.NavTimeGps, utc, vouched, utcKnown, accuracy, false, origin.BurstStart, origin.Arrival)
            {
                LeapSeconds = utcKnown ? leapSeconds : null,
            });
        return true;
    }

    // 8 srcOfCurrLs, 9 currLs, 10 srcOfLsChange, 11 lsChange, 12 timeToLsEvent s, 23 valid (current, time to event).
    public static bool TryNavTimeLs(ReadOnlySpan<byte> payload, MessageOrigin origin, IGnssListener listener)
    {
        bool currentValid = (payload[23] & 1) != 0;
        bool eventValid = (payload[23] & 2) != 0;
        int change = unchecked((sbyte)payload[11]);
        if (eventValid && change is < -1 or > 1)
        {
            return false;
        }

        int secondsToEvent = BinaryPrimitives.ReadInt32LittleEndian(payload[12..]);
        listener.OnLeap(
            new(
                currentValid ? unchecked((sbyte)payload[9]) : null,
                payload[8] <= (byte)LeapSource.Configured ? (LeapSource)payload[8] : LeapSource.Unknown,
                eventValid && secondsToEvent >= 0 ? change : 0,
                eventValid ? NtpDuration.FromSeconds(secondsToEvent) : null,
                origin.Arrival)
            {
                // 2 GPS, 4 BeiDou, 5 Galileo, 6 GLONASS; 3 is SBAS.
                IsChangeFromSatellites = payload[10] is 2 or 4 or 5 or 6,
            });
        return true;
    }

    // 0 towMS, 4 towSubMS (2^-32 ms), 8 qErr ps, 12 week, 14 flags (time base, UTC available, 2-3 whether RAIM runs, from protocol 32 on
    // qErr invalid and pulse not locked).
    public static bool TryTimTp(ReadOnlySpan<byte> payload, MessageOrigin origin, IGnssListener listener)
    {
        uint milliseconds = BinaryPrimitives.ReadUInt32LittleEndian(payload);
        if (milliseconds >= MillisecondsPerWeek)
        {
            return false;
        }

        long units = (long)((((ulong)milliseconds << 32) + BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]) + 500) / 1000);
        int flags = payload[14];
        listener.OnPulseReport(
            new(
                NtpDuration.FromUnits(units),
                BinaryPrimitives.ReadUInt16LittleEndian(payload[12..]),
                IsUtc: (flags & 0x01) != 0,
                UtcAvailable: (flags & 0x02) != 0,
                (flags & 0x10) != 0 ? null : BinaryPrimitives.ReadInt32LittleEndian(payload[8..]),
                origin.Arrival)
            {
                IsUnlocked = (flags & 0x20) != 0,
            });
        return true;
    }

    // Year (16 bits), month, day, and a time of day whose nanoseconds may have any sign.
    private static bool TryUtc(ReadOnlySpan<byte> date, in TimeOfDay time, out PosixTime utc)
    {
        utc = default;
        return time.Nanosecond is >= -MaximumNanosecond and <= MaximumNanosecond
            && EpochTime.TryCombine(BinaryPrimitives.ReadUInt16LittleEndian(date), date[2], date[3], time, out utc);
    }

    private static NtpDuration? Accuracy(ReadOnlySpan<byte> field)
    {
        uint nanoseconds = BinaryPrimitives.ReadUInt32LittleEndian(field);
        return nanoseconds == UnknownAccuracy ? null : NtpDuration.FromNanoseconds(nanoseconds);
    }
}
