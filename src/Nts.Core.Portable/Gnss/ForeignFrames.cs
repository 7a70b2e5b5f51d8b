using System;
using System.Buffers.Binary;

namespace Nts.Gnss;

/// <summary>Frames of protocols that are recognised in order to step over them, and to tell a user what the receiver speaks.</summary>
internal static class ForeignFrames
{
    private const byte Dle = 0x10;
    private const byte Etx = 0x03;
    private const byte LowestTsipId = 0x90;
    private const byte HighestTsipId = 0xdf;
    private const int MaximumTsipLength = 1024;
    private const int MaximumSirfPayload = 2047;
    private const int MaximumOncoreLength = 300;

    /// <summary>d3, six zero bits, length (10 bits), payload, CRC-24Q.</summary>
    public static FrameCut CutRtcm3(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length >= 2 && (buffer[1] & 0xfc) != 0)
        {
            return FrameCut.Junk;
        }

        if (buffer.Length < 3)
        {
            return FrameCut.Incomplete;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(buffer[1..]) + 6;
        return buffer.Length < length ? FrameCut.Incomplete : FrameCutter.Checked(GnssVerdict.Rtcm3, length, Crc24Q(buffer[..length]) == 0);
    }

    /// <summary>a0 a2, length (15 bits), payload, the sum of its bytes (15 bits), b0 b3.</summary>
    public static FrameCut CutSirf(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length >= 2 && buffer[1] != 0xa2)
        {
            return FrameCut.Junk;
        }

        if (buffer.Length < 4)
        {
            return FrameCut.Incomplete;
        }

        int payload = BinaryPrimitives.ReadUInt16BigEndian(buffer[2..]);
        if (payload > MaximumSirfPayload)
        {
            return new(GnssVerdict.TooLong, 1, 2);
        }

        int length = payload + 8;
        if (buffer.Length < length)
        {
            return FrameCut.Incomplete;
        }

        int sum = 0;
        foreach (byte value in buffer.Slice(4, payload))
        {
            sum += value;
        }

        bool summed = (sum & 0x7fff) == BinaryPrimitives.ReadUInt16BigEndian(buffer[(length - 4)..]);
        return FrameCutter.Checked(GnssVerdict.Sirf, length, summed && buffer[length - 2] == 0xb0 && buffer[length - 1] == 0xb3);
    }

    /// <summary>DLE, id, sub-id, length (16 bits) of what follows: mode, data, exclusive or of all; then DLE ETX. DLE within is doubled.</summary>
    /// <remarks>Only version 1, with its length and checksum: the older packets have neither, and DLE alone proves nothing.</remarks>
    public static FrameCut CutTsip(ReadOnlySpan<byte> buffer)
    {
        int unstuffed = 0;
        int stated = 0;
        byte check = 0;
        for (int index = 1; index < buffer.Length; index++)
        {
            byte value = buffer[index];
            if (value == Dle)
            {
                index++;
                if (index >= buffer.Length)
                {
                    return FrameCut.Incomplete;
                }

                if (buffer[index] == Etx && unstuffed == stated + 4 && unstuffed > 4)
                {
                    return FrameCutter.Checked(GnssVerdict.Tsip, index + 1, check == 0);
                }

                if (buffer[index] != Dle)
                {
                    return FrameCut.Junk;
                }
            }

            check ^= value;
            stated = unstuffed is 2 or 3 ? (stated << 8) | value : stated;
            unstuffed++;
            bool impossible = (unstuffed == 1 && value is < LowestTsipId or > HighestTsipId)
                || (unstuffed > 4 && unstuffed > stated + 4) || stated > MaximumTsipLength;
            if (impossible)
            {
                return FrameCut.Junk;
            }
        }

        return FrameCut.Incomplete;
    }

    /// <summary>@@, two letters, data whose length the letters imply, exclusive or from the letters on, CR LF.</summary>
    /// <remarks>Instead of a table of lengths: the first CR LF before which the checksum is right.</remarks>
    public static FrameCut CutOncore(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length >= 2 && buffer[1] != '@')
        {
            return FrameCut.Junk;
        }

        if (buffer.Length < 7)
        {
            return FrameCut.Incomplete;
        }

        if (!char.IsAsciiLetterUpper((char)buffer[2]) || !char.IsAsciiLetterLower((char)buffer[3]))
        {
            return FrameCut.Junk;
        }

        byte check = (byte)(buffer[2] ^ buffer[3]);
        for (int index = 4; index + 2 < Math.Min(buffer.Length, MaximumOncoreLength); index++)
        {
            if (buffer[index] == check && buffer[index + 1] == '\r' && buffer[index + 2] == '\n')
            {
                return new(GnssVerdict.Oncore, index + 3);
            }

            check ^= buffer[index];
        }

        return buffer.Length < MaximumOncoreLength ? FrameCut.Incomplete : FrameCut.Junk;
    }

    // Polynomial 0x1864cfb, start 0; the remainder over data and checksum together is 0.
    private static uint Crc24Q(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0;
        foreach (byte value in bytes)
        {
            crc ^= (uint)value << 16;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x80_0000) != 0 ? ((crc << 1) ^ 0x186_4cfb) & 0xff_ffff : crc << 1;
            }
        }

        return crc;
    }
}
