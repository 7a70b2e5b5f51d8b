using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Nts.Drivers.GpsPps.Setup;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>The UBX frames that a u-blox timing receiver sends about one epoch. Offsets are those of the payload; little endian.</summary>
internal static class UbxBurst
{
    /// <summary>GPS time minus UTC since 2017-01-01.</summary>
    private const int LeapSeconds = 18;
    private const long GpsEpoch = 315_964_800;
    private const long SecondsPerWeek = 604_800;

    /// <summary>The first second after the last leap second, that of 2016.</summary>
    private const long LastLeap = 1_483_228_800;

    /// <summary>UTC as kept by the US Naval Observatory, in the high bits of the validity fields.</summary>
    private const int UtcUsno = 3 << 4;
    private const int SatellitesUsed = 8;
    private const int MillimetresAccuracy = 1_500;

    /// <summary>Appends UBX-TIM-TP about the next pulse, as it is sent before the epoch's other messages.</summary>
    public static void AppendTimTp(List<byte> bytes, in SimulatedSecond next, LeapSchedule leap)
    {
        const byte UtcBaseUtcAvailableRaimActive = 0x0b;
        long sinceEpoch = SimulatedUtc.Posix(next.Second, leap).WholeSeconds - GpsEpoch;
        Span<byte> payload = stackalloc byte[16];
        payload.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(payload, (uint)(sinceEpoch % SecondsPerWeek * 1000));
        BinaryPrimitives.WriteInt32LittleEndian(payload[8..], next.QuantizationError);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[12..], (ushort)(sinceEpoch / SecondsPerWeek));
        payload[14] = UtcBaseUtcAvailableRaimActive;
        payload[15] = UtcUsno;
        AppendFrame(bytes, 0x0d, 0x01, payload);
    }

    /// <summary>Appends the messages about an epoch that the receiver is set to send.</summary>
    /// <param name="bytes">What they are appended to.</param>
    /// <param name="second">The epoch.</param>
    /// <param name="nanosecond">By how much the epoch lies beside the whole second, as real receivers have it; may be negative.</param>
    /// <param name="settings">What it is set to send.</param>
    public static void AppendNavigation(List<byte> bytes, in SimulatedSecond second, int nanosecond, SimulatedUblox settings)
    {
        long now = second.Second.WholeSeconds;
        SimulatedUtc utc = SimulatedUtc.Of(second.Second, settings.Leap);
        uint timeOfWeek = (uint)((now - GpsEpoch + LeapSeconds) % SecondsPerWeek * 1000);
        if (settings.Sends(0x0107, now))
        {
            AppendNavPvt(bytes, timeOfWeek, utc, nanosecond, second.HasFix);
        }

        if (settings.Sends(0x0121, now))
        {
            AppendNavTimeUtc(bytes, timeOfWeek, utc, nanosecond);
        }

        if (settings.Sends(0x0120, now))
        {
            AppendNavTimeGps(bytes, timeOfWeek, now, nanosecond, LeapSeconds + SimulatedUtc.PassedAt(second.Second, settings.Leap));
        }

        if (settings.Sends(0x0126, now))
        {
            AppendNavTimeLs(bytes, timeOfWeek, second.Second, settings.Leap);
        }

        if (settings.Sends(0x0135, now))
        {
            AppendNavSat(bytes, timeOfWeek, second.HasFix);
        }

        if (settings.Sends(0x0a38, now))
        {
            AppendMonRf(bytes, second.HasAntenna);
        }

        if (settings.Sends(0x0d04, now))
        {
            AppendTimSvin(bytes);
        }
    }

    /// <summary>Appends UBX-MON-VER with a text in place of the firmware's version, as of a timing receiver.</summary>
    public static void AppendMonVer(List<byte> bytes, string software, decimal protocol)
    {
        const int ExtensionLength = 30;
        Span<byte> payload = stackalloc byte[40 + (3 * ExtensionLength)];
        payload.Clear();
        Encoding.ASCII.GetBytes(software, payload[..30]);
        "SIMULATED"u8.CopyTo(payload[30..]);
        "FWVER=TIM 0.00"u8.CopyTo(payload[40..]);
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"PROTVER={protocol:0.00}"), payload[70..]);
        "MOD=SIMULATED"u8.CopyTo(payload[100..]);
        AppendFrame(bytes, 0x0a, 0x04, payload);
    }

    // 4 fTOW ns, 8 week, 10 leap seconds, 11 valid (time of week, week, leap seconds), 12 accuracy ns.
    private static void AppendNavTimeGps(List<byte> bytes, uint timeOfWeek, long second, int nanosecond, int leapSeconds)
    {
        Span<byte> payload = stackalloc byte[16];
        payload.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(payload, timeOfWeek);
        BinaryPrimitives.WriteInt32LittleEndian(payload[4..], nanosecond);
        BinaryPrimitives.WriteInt16LittleEndian(payload[8..], (short)((second - GpsEpoch + LeapSeconds) / SecondsPerWeek));
        payload[10] = (byte)leapSeconds;
        payload[11] = 0x07;
        payload[12] = 20;
        AppendFrame(bytes, 0x01, 0x20, payload);
    }

    // 4 version, 5 number, then 12 bytes each: 0 GPS, 1 id, 2 C/N0, 3 elevation, 4 azimuth, 8 flags (quality 7, used).
    private static void AppendNavSat(List<byte> bytes, uint timeOfWeek, bool hasFix)
    {
        Span<byte> payload = stackalloc byte[8 + (12 * SatellitesUsed)];
        payload.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(payload, timeOfWeek);
        (payload[4], payload[5]) = (1, SatellitesUsed);
        for (int index = 0; index < SatellitesUsed; index++)
        {
            Span<byte> satellite = payload[(8 + (12 * index))..];
            satellite[1] = NmeaBurst.SatelliteIds[index];
            satellite[2] = hasFix ? (byte)(35 + index) : (byte)0;
            satellite[3] = NmeaBurst.Elevations[index];
            BinaryPrimitives.WriteInt16LittleEndian(satellite[4..], NmeaBurst.Azimuths[index]);
            satellite[8] = hasFix ? (byte)0x0f : (byte)0;
        }

        AppendFrame(bytes, 0x01, 0x35, payload);
    }

    // 1 number of blocks; of the block: 1 jamming (1: none), 2 antenna (2: ok, 4: open), 3 its supply (1: on), 14 gain.
    private static void AppendMonRf(List<byte> bytes, bool hasAntenna)
    {
        Span<byte> payload = stackalloc byte[28];
        payload.Clear();
        (payload[1], payload[5], payload[6], payload[7], payload[19]) = (1, 1, hasAntenna ? (byte)2 : (byte)4, 1, 0x10);
        AppendFrame(bytes, 0x0a, 0x38, payload);
    }

    // All zeros, as a receiver has it that neither surveys nor has surveyed.
    private static void AppendTimSvin(List<byte> bytes) => AppendFrame(bytes, 0x0d, 0x04, new byte[28]);

    private static void AppendNavPvt(List<byte> bytes, uint timeOfWeek, SimulatedUtc utc, int nanosecond, bool hasFix)
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

    private static void AppendNavTimeUtc(List<byte> bytes, uint timeOfWeek, SimulatedUtc utc, int nanosecond)
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

    // 8 source of the count, 9 count, 10 source of the change, 11 change to come, 12 seconds to the event or since, 16 its week, 18 its day.
    private static void AppendNavTimeLs(List<byte> bytes, uint timeOfWeek, PosixTime second, LeapSchedule leap)
    {
        const byte FromGps = 2;
        const byte CurrentAndEvent = 0x03;
        const long SecondsPerDay = 86_400;
        int passed = SimulatedUtc.PassedAt(second, leap);
        PosixTime at = leap.Change != 0 ? leap.At : PosixTime.FromSeconds(LastLeap);
        long lastDay = ((at.WholeSeconds - GpsEpoch) / SecondsPerDay) - 1;
        Span<byte> payload = stackalloc byte[24];
        payload.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(payload, timeOfWeek);
        payload[8] = FromGps;
        payload[9] = (byte)(LeapSeconds + passed);
        payload[10] = FromGps;
        payload[11] = unchecked((byte)(passed == 0 ? leap.Change : 0));
        BinaryPrimitives.WriteInt32LittleEndian(payload[12..], (int)(at - second).TotalSeconds);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[16..], (ushort)(lastDay / 7));
        BinaryPrimitives.WriteUInt16LittleEndian(payload[18..], (ushort)((lastDay % 7) + 1));
        payload[23] = CurrentAndEvent;
        AppendFrame(bytes, 0x01, 0x26, payload);
    }

    // Year (16 bits), month, day, hour, minute, second.
    private static void WriteUtc(Span<byte> destination, SimulatedUtc utc)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)utc.Time.Year);
        destination[2] = (byte)utc.Time.Month;
        destination[3] = (byte)utc.Time.Day;
        destination[4] = (byte)utc.Time.Hour;
        destination[5] = (byte)utc.Time.Minute;
        destination[6] = (byte)utc.Second;
    }

    private static void AppendFrame(List<byte> bytes, byte messageClass, byte id, ReadOnlySpan<byte> payload) =>
        bytes.AddRange(UbxFrame.Build(messageClass, id, payload));
}
