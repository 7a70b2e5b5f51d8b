using System;
using System.Buffers.Binary;
using System.Buffers.Text;
using Nts.Gnss;

namespace Nts.Recordings;

/// <summary>The navigation epoch that a message belongs to, as milliseconds of the UTC day, whatever the message is.</summary>
internal static class EpochTag
{
    /// <summary>Milliseconds of a day.</summary>
    public const int Day = 86_400_000;

    private const int PayloadOffset = 6;
    private const int Navigation = 0x01;
    private const int TimTp = 0x0d01;
    private const int NavTimeGps = 0x0120;
    private const int NavTimeLs = 0x0126;

    /// <summary>NAV messages whose payload does not start with the time of week.</summary>
    private static ReadOnlySpan<byte> WithoutTime => [0x09, 0x13, 0x14, 0x34, 0x36, 0x3b, 0x3c, 0x42];

    /// <summary>The epoch of an NMEA sentence that carries a time.</summary>
    public static int? OfNmea(ReadOnlySpan<byte> frame)
    {
        NmeaSentence sentence = new(frame);
        ReadOnlySpan<byte> address = sentence.Address;
        if (address.Length != 5)
        {
            return null;
        }

        ReadOnlySpan<byte> type = address[2..];
        ReadOnlySpan<byte> time = type.SequenceEqual("GLL"u8) ? sentence[5]
            : type.SequenceEqual("RMC"u8) || type.SequenceEqual("ZDA"u8) || type.SequenceEqual("GGA"u8) || type.SequenceEqual("GNS"u8) ? sentence[1]
            : default;
        return time.Length >= 6
            && Utf8Parser.TryParse(time, out double number, out int used) && used == time.Length && number is >= 0 and < 240_000
            ? (int)Math.Round((((int)(number / 10_000) * 3600) + ((int)(number / 100) % 100 * 60) + (number % 100)) * 1000) % Day
            : null;
    }

    /// <summary>The epoch of a UBX frame that carries a time; TIM-TP tells the second after its epoch's.</summary>
    public static int? OfUbx(ReadOnlySpan<byte> frame, int leapSeconds)
    {
        int message = MessageOf(frame);
        ReadOnlySpan<byte> payload = frame[PayloadOffset..^2];
        if (message == TimTp && payload.Length >= 16)
        {
            bool isUtc = (payload[14] & 1) != 0;
            return OfDay(BinaryPrimitives.ReadUInt32LittleEndian(payload) - 1000L - (isUtc ? 0 : leapSeconds * 1000L));
        }

        return message >> 8 == Navigation && payload.Length >= 8 && !WithoutTime.Contains(unchecked((byte)message))
            ? OfDay(BinaryPrimitives.ReadUInt32LittleEndian(payload) - (leapSeconds * 1000L))
            : null;
    }

    /// <summary>GPS time minus UTC, from a UBX frame that tells it.</summary>
    public static int? LeapSecondsOf(ReadOnlySpan<byte> frame)
    {
        ReadOnlySpan<byte> payload = frame[PayloadOffset..^2];
        return MessageOf(frame) switch
        {
            NavTimeGps when payload.Length >= 16 && (payload[11] & 4) != 0 => unchecked((sbyte)payload[10]),
            NavTimeLs when payload.Length >= 24 && (payload[23] & 1) != 0 => unchecked((sbyte)payload[9]),
            _ => null,
        };
    }

    private static int MessageOf(ReadOnlySpan<byte> frame) => (frame[2] << 8) | frame[3];

    private static int OfDay(long milliseconds) => (int)(((milliseconds % Day) + Day) % Day);
}
