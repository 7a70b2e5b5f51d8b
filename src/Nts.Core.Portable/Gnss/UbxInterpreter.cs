using System;
using System.Buffers.Binary;
using Nts.Time;

namespace Nts.Gnss;

/// <summary>What u-blox UBX frames say of time, leap seconds, pulse, fix and satellites. Offsets are those of the payload; little endian.</summary>
internal static class UbxInterpreter
{
    private const int HeaderLength = 6;
    private const int ChecksumLength = 2;
    private const int MaximumNanosecond = 1_000_000_000;
    private const uint MillisecondsPerWeek = 604_800_000;
    private const uint UnknownAccuracy = uint.MaxValue;

    /// <summary>Reports what a frame with a good checksum says.</summary>
    public static GnssVerdict Interpret(ReadOnlySpan<byte> frame, MessageOrigin origin, IGnssListener listener, out MessageKind kind)
    {
        ReadOnlySpan<byte> payload = frame[HeaderLength..^ChecksumLength];
        kind = KindOf(frame[2], frame[3]);
        if (!HasLengthOf(kind, payload.Length))
        {
            return payload.IsEmpty ? Unused(out kind) : GnssVerdict.WrongLength;
        }

        bool ok = kind switch
        {
            MessageKind.NavPvt => TryNavPvt(payload, origin, listener),
            MessageKind.NavTimeUtc => TryNavTimeUtc(payload, origin, listener),
            MessageKind.NavTimeLs => TryNavTimeLs(payload, origin, listener),
            MessageKind.TimTp => TryTimTp(payload, origin, listener),
            MessageKind.NavSat => TryNavSat(payload, listener),
            _ => true,
        };
        return ok ? GnssVerdict.Ubx : GnssVerdict.MalformedField;
    }

    private static MessageKind KindOf(byte messageClass, byte id) => (messageClass, id) switch
    {
        (0x01, 0x07) => MessageKind.NavPvt,
        (0x01, 0x21) => MessageKind.NavTimeUtc,
        (0x01, 0x26) => MessageKind.NavTimeLs,
        (0x01, 0x35) => MessageKind.NavSat,
        (0x0d, 0x01) => MessageKind.TimTp,
        _ => MessageKind.Other,
    };

    private static bool HasLengthOf(MessageKind kind, int length) => kind switch
    {
        MessageKind.NavPvt => length is 84 or 92,
        MessageKind.NavTimeUtc => length == 20,
        MessageKind.NavTimeLs => length == 24,
        MessageKind.TimTp => length == 16,
        MessageKind.NavSat => length >= 8 && (length - 8) % 12 == 0,
        _ => true,
    };

    // An empty payload is a request for the message, which a line that echoes sends back.
    private static GnssVerdict Unused(out MessageKind kind)
    {
        kind = MessageKind.Other;
        return GnssVerdict.Ubx;
    }

    // 4 year, 6 month, 7 day, 8 hour, 9 minute, 10 second, 11 valid (date, time, fully resolved; high bits repeat the UTC standard),
    // 12 tAcc ns, 16 nano ns, 20 fixType, 21 flags (bit 0 gnssFixOK), 23 numSV.
    private static bool TryNavPvt(ReadOnlySpan<byte> payload, MessageOrigin origin, IGnssListener listener)
    {
        const int DateTimeAndResolved = 0x07;
        bool valid = (payload[11] & DateTimeAndResolved) == DateTimeAndResolved;
        TimeOfDay time = new(payload[8], payload[9], payload[10], BinaryPrimitives.ReadInt32LittleEndian(payload[16..]));
        bool readable = TryUtc(payload[4..8], time, out PosixTime utc);
        if (valid && !readable)
        {
            return false;
        }

        bool withinLimits = (payload[21] & 1) != 0;
        FixKind fix = payload[20] switch
        {
            1 => FixKind.DeadReckoning,
            2 when withinLimits => FixKind.TwoDimensional,
            3 or 4 when withinLimits => FixKind.ThreeDimensional,
            5 when withinLimits => FixKind.TimeOnly,
            _ => FixKind.None,
        };
        listener.OnFix(new(MessageKind.NavPvt, fix, payload[23]));
        if (readable)
        {
            NtpDuration? accuracy = Accuracy(payload[12..]);
            listener.OnTime(new(MessageKind.NavPvt, utc, valid, null, accuracy, time.IsLeapSecond, origin.BurstStart, origin.Arrival));
        }

        return true;
    }

    // 4 tAcc ns, 8 nano ns, 12 year, 14 month, 15 day, 16 hour, 17 minute, 18 second, 19 valid (time of week, week, UTC).
    private static bool TryNavTimeUtc(ReadOnlySpan<byte> payload, MessageOrigin origin, IGnssListener listener)
    {
        const int Utc = 0x04;
        const int WeekTimeAndUtc = 0x07;
        bool valid = (payload[19] & WeekTimeAndUtc) == WeekTimeAndUtc;
        TimeOfDay time = new(payload[16], payload[17], payload[18], BinaryPrimitives.ReadInt32LittleEndian(payload[8..]));
        if (!TryUtc(payload[12..16], time, out PosixTime utc))
        {
            return !valid;
        }

        bool utcKnown = (payload[19] & Utc) != 0;
        NtpDuration? accuracy = Accuracy(payload[4..]);
        listener.OnTime(new(MessageKind.NavTimeUtc, utc, valid, utcKnown, accuracy, time.IsLeapSecond, origin.BurstStart, origin.Arrival));
        return true;
    }

    // 8 srcOfCurrLs, 9 currLs, 10 srcOfLsChange, 11 lsChange, 12 timeToLsEvent s, 23 valid (current, time to event).
    private static bool TryNavTimeLs(ReadOnlySpan<byte> payload, MessageOrigin origin, IGnssListener listener)
    {
        bool currentValid = (payload[23] & 1) != 0;
        bool eventValid = (payload[23] & 2) != 0;
        int change = unchecked((sbyte)payload[11]);
        if (eventValid && change is < -1 or > 1)
        {
            return false;
        }

        int secondsToEvent = BinaryPrimitives.ReadInt32LittleEndian(payload[12..]);
        listener.OnLeap(new(
            currentValid ? unchecked((sbyte)payload[9]) : null,
            payload[8] <= (byte)LeapSource.Configured ? (LeapSource)payload[8] : LeapSource.Unknown,
            eventValid && secondsToEvent >= 0 ? change : 0,
            eventValid ? NtpDuration.FromSeconds(secondsToEvent) : null,
            origin.Arrival));
        return true;
    }

    // 0 towMS, 4 towSubMS (2^-32 ms), 8 qErr ps, 12 week, 14 flags (time base, UTC available, 2-3 RAIM, qErr invalid).
    private static bool TryTimTp(ReadOnlySpan<byte> payload, MessageOrigin origin, IGnssListener listener)
    {
        uint milliseconds = BinaryPrimitives.ReadUInt32LittleEndian(payload);
        if (milliseconds >= MillisecondsPerWeek)
        {
            return false;
        }

        long units = (long)((((ulong)milliseconds << 32) + BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]) + 500) / 1000);
        int flags = payload[14];
        listener.OnPulseReport(new(
            NtpDuration.FromUnits(units),
            BinaryPrimitives.ReadUInt16LittleEndian(payload[12..]),
            IsUtc: (flags & 0x01) != 0,
            UtcAvailable: (flags & 0x02) != 0,
            (flags & 0x10) != 0 ? null : BinaryPrimitives.ReadInt32LittleEndian(payload[8..]),
            origin.Arrival));
        return true;
    }

    // 5 numSvs, then 12 bytes each: 0 gnssId, 1 svId, 2 C/N0 dB-Hz, 3 elevation (beyond ±90: unknown), 4 azimuth.
    private static bool TryNavSat(ReadOnlySpan<byte> payload, IGnssListener listener)
    {
        ReadOnlySpan<byte> satellites = payload[8..];
        if (payload[5] != satellites.Length / 12)
        {
            return false;
        }

        int listed = 0;
        for (; !satellites.IsEmpty; satellites = satellites[12..])
        {
            Constellation constellation = ConstellationOf(satellites[0]);
            int elevation = unchecked((sbyte)satellites[3]);
            int azimuth = BinaryPrimitives.ReadInt16LittleEndian(satellites[4..]);
            bool placed = elevation is >= -90 and <= 90 && azimuth is >= 0 and <= 360;
            SatelliteReport report = new(
                constellation, satellites[1], placed ? elevation : null, placed ? azimuth % 360 : null, satellites[2] == 0 ? null : satellites[2]);
            listener.OnSatellite(report, (listed & (1 << (int)constellation)) == 0);
            listed |= 1 << (int)constellation;
        }

        return true;
    }

    private static Constellation ConstellationOf(byte gnssId) => gnssId switch
    {
        0 => Constellation.Gps,
        1 => Constellation.Sbas,
        2 => Constellation.Galileo,
        3 => Constellation.BeiDou,
        5 => Constellation.Qzss,
        6 => Constellation.Glonass,
        7 => Constellation.NavIc,
        _ => Constellation.Unknown,
    };

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
