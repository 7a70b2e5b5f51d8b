using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>The UBX frames that a u-blox timing receiver sends about one epoch. Offsets are those of the payload; little endian.</summary>
internal static class UbxBurst
{
    /// <summary>GPS time minus UTC since 2017-01-01.</summary>
    private const int LeapSeconds = 18;
    private const long GpsEpoch = 315_964_800;
    private const long SecondsPerWeek = 604_800;

    /// <summary>
    /// The last leap second, at the end of 2016-12-31, as NAV-TIMELS gives it: week and day (Saturday, 7), and as POSIX time.
    /// </summary>
    private const ushort LastLeapWeek = 1929;
    private const ushort LastLeapDay = 7;
    private const long LastLeap = 1_483_228_800;

    /// <summary>UTC as kept by the US Naval Observatory, in the high bits of the validity fields.</summary>
    private const int UtcUsno = 3 << 4;
    private const int SatellitesUsed = 8;
    private const int MillimetresAccuracy = 1_500;

    /// <summary>Appends UBX-TIM-TP about the next pulse, as it is sent before the epoch's other messages.</summary>
    public static void AppendTimTp(List<byte> bytes, in SimulatedSecond next)
    {
        const byte UtcBaseUtcAvailableRaimActive = 0x0b;
        long sinceEpoch = next.Second.WholeSeconds - GpsEpoch;
        Span<byte> payload = stackalloc byte[16];
        payload.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(payload, (uint)(sinceEpoch % SecondsPerWeek * 1000));
        BinaryPrimitives.WriteInt32LittleEndian(payload[8..], next.QuantizationError);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[12..], (ushort)(sinceEpoch / SecondsPerWeek));
        payload[14] = UtcBaseUtcAvailableRaimActive;
        payload[15] = UtcUsno;
        AppendFrame(bytes, 0x0d, 0x01, payload);
    }

    /// <summary>Appends UBX-NAV-PVT, NAV-TIMEUTC and NAV-TIMELS about an epoch.</summary>
    /// <param name="bytes">What they are appended to.</param>
    /// <param name="second">The epoch.</param>
    /// <param name="nanosecond">By how much the epoch lies beside the whole second, as real receivers have it; may be negative.</param>
    public static void AppendNavigation(List<byte> bytes, in SimulatedSecond second, int nanosecond)
    {
        DateTime utc = DateTime.UnixEpoch.AddSeconds(second.Second.WholeSeconds);
        uint timeOfWeek = (uint)((second.Second.WholeSeconds - GpsEpoch + LeapSeconds) % SecondsPerWeek * 1000);
        AppendNavPvt(bytes, timeOfWeek, utc, nanosecond, second.HasFix);
        AppendNavTimeUtc(bytes, timeOfWeek, utc, nanosecond);
        AppendNavTimeLs(bytes, timeOfWeek, second.Second.WholeSeconds);
    }

    /// <summary>Appends UBX-MON-VER with a text in place of the firmware's version.</summary>
    public static void AppendMonVer(List<byte> bytes, string software)
    {
        Span<byte> payload = stackalloc byte[40];
        payload.Clear();
        Encoding.ASCII.GetBytes(software, payload[..30]);
        "SIMULATED"u8.CopyTo(payload[30..]);
        AppendFrame(bytes, 0x0a, 0x04, payload);
    }

    private static void AppendNavPvt(List<byte> bytes, uint timeOfWeek, DateTime utc, int nanosecond, bool hasFix)
    {
        const byte DateTimeResolved = 0x07;
        const byte DateAndTimeConfirmed = 0xe0;
        const byte ThreeDimensional = 3;
        Span<byte> payload = stackalloc byte[92];
        payload.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(payload, timeOfWeek);
        WriteUtc(payload[4..], utc);
        payload[11] = DateTimeResolved | UtcUsno;
        BinaryPrimitives.WriteUInt32LittleEndian(payload[12..], 20);
        BinaryPrimitives.WriteInt32LittleEndian(payload[16..], nanosecond);
        payload[20] = hasFix ? ThreeDimensional : (byte)0;
        payload[21] = hasFix ? (byte)1 : (byte)0;
        payload[22] = DateAndTimeConfirmed;
        payload[23] = hasFix ? (byte)SatellitesUsed : (byte)0;
        BinaryPrimitives.WriteUInt32LittleEndian(payload[40..], MillimetresAccuracy);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[44..], MillimetresAccuracy);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[76..], hasFix ? (ushort)160 : (ushort)9999);
        AppendFrame(bytes, 0x01, 0x07, payload);
    }

    private static void AppendNavTimeUtc(List<byte> bytes, uint timeOfWeek, DateTime utc, int nanosecond)
    {
        const byte TimeWeekUtc = 0x07;
        Span<byte> payload = stackalloc byte[20];
        payload.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(payload, timeOfWeek);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], 20);
        BinaryPrimitives.WriteInt32LittleEndian(payload[8..], nanosecond);
        WriteUtc(payload[12..], utc);
        payload[19] = TimeWeekUtc | UtcUsno;
        AppendFrame(bytes, 0x01, 0x21, payload);
    }

    private static void AppendNavTimeLs(List<byte> bytes, uint timeOfWeek, long second)
    {
        const byte FromGps = 2;
        const byte CurrentAndEvent = 0x03;
        Span<byte> payload = stackalloc byte[24];
        payload.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(payload, timeOfWeek);
        payload[8] = FromGps;
        payload[9] = LeapSeconds;
        payload[10] = FromGps;
        BinaryPrimitives.WriteInt32LittleEndian(payload[12..], (int)(LastLeap - second));
        BinaryPrimitives.WriteUInt16LittleEndian(payload[16..], LastLeapWeek);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[18..], LastLeapDay);
        payload[23] = CurrentAndEvent;
        AppendFrame(bytes, 0x01, 0x26, payload);
    }

    // Year (16 bits), month, day, hour, minute, second.
    private static void WriteUtc(Span<byte> destination, DateTime utc)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)utc.Year);
        destination[2] = (byte)utc.Month;
        destination[3] = (byte)utc.Day;
        destination[4] = (byte)utc.Hour;
        destination[5] = (byte)utc.Minute;
        destination[6] = (byte)utc.Second;
    }

    // b5 62, class, id, length, payload, two checksum bytes (Fletcher-8 from class to payload).
    private static void AppendFrame(List<byte> bytes, byte messageClass, byte id, ReadOnlySpan<byte> payload)
    {
        int start = bytes.Count;
        bytes.AddRange([0xb5, 0x62, messageClass, id, (byte)payload.Length, (byte)(payload.Length >> 8)]);
        bytes.AddRange(payload);
        byte a = 0;
        byte b = 0;
        for (int i = start + 2; i < bytes.Count; i++)
        {
            a = unchecked((byte)(a + bytes[i]));
            b = unchecked((byte)(b + a));
        }

        bytes.AddRange([a, b]);
    }
}
