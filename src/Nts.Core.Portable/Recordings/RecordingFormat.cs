using System;
using System.Numerics;

namespace Nts.Recordings;

/// <summary>What writer and reader agree on: docs/recording-format.md.</summary>
internal static class RecordingFormat
{
    /// <summary>No record is longer: more than a port gives at once.</summary>
    public const int LongestBody = 65_535;

    /// <summary>Bytes around a body at most: kind, length, check.</summary>
    public const int Overhead = 1 + LongestVariable + CheckLength;

    /// <summary>The longest number of variable length.</summary>
    public const int LongestVariable = 10;

    /// <summary>The bytes of a check.</summary>
    public const int CheckLength = 2;

    private const byte Version = 1;

    /// <summary>Start of every file and the version: no text, and neither a mailer nor a terminal brings it through changed.</summary>
    public static ReadOnlySpan<byte> Header => [0x89, (byte)'N', (byte)'T', (byte)'S', (byte)'R', (byte)'E', (byte)'C', (byte)'\n', Version];

    /// <summary>The header without the version.</summary>
    public static ReadOnlySpan<byte> Magic => Header[..^1];

    /// <summary>The low half of the CRC-32C over a record.</summary>
    public static ushort Check(ReadOnlySpan<byte> record)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in record)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return unchecked((ushort)~crc);
    }

    /// <summary>Writes a number seven bits a byte, the low ones first. Returns its length.</summary>
    public static int WriteVariable(Span<byte> room, ulong value)
    {
        int length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            room[length++] = unchecked((byte)(value | 0x80));
        }

        room[length++] = (byte)value;
        return length;
    }

    /// <summary>The same for a number that is small on either side of zero.</summary>
    public static int WriteSigned(Span<byte> room, long value) => WriteVariable(room, unchecked((ulong)((value << 1) ^ (value >> 63))));

    /// <summary>Takes a number from the front of a span; false when it is cut off or too long.</summary>
    public static bool TryReadVariable(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (int length = 0; length < bytes.Length && length < LongestVariable; length++)
        {
            value |= (ulong)(bytes[length] & 0x7f) << (7 * length);
            if (bytes[length] < 0x80)
            {
                bytes = bytes[(length + 1)..];
                return true;
            }
        }

        return false;
    }

    /// <summary>The same for a number that is small on either side of zero.</summary>
    public static bool TryReadSigned(ref ReadOnlySpan<byte> bytes, out long value)
    {
        bool read = TryReadVariable(ref bytes, out ulong zigzag);
        value = unchecked((long)(zigzag >> 1) ^ -(long)(zigzag & 1));
        return read;
    }
}
