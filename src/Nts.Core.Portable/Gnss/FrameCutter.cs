using System;
using System.Buffers.Binary;
using System.Globalization;

namespace Nts.Gnss;

/// <summary>Finds the next frame in a stream in which several protocols are mixed.</summary>
/// <remarks>
/// Nothing is stepped over unless a checksum vouches for it. A binary frame that fails gives up its first byte only, since a good frame may
/// start within; an NMEA sentence that fails goes as a whole, since it is printable text up to the next byte that could start another.
/// </remarks>
internal static class FrameCutter
{
    private const byte CarriageReturn = (byte)'\r';
    private const byte LineFeed = (byte)'\n';
    private const int UbxOverhead = 8;

    /// <summary>The piece at the start of a buffer that is not empty.</summary>
    public static FrameCut Cut(ReadOnlySpan<byte> buffer) => buffer[0] switch
    {
        (byte)'$' => CutNmea(buffer),
        0xb5 => CutUbx(buffer),
        0xd3 => ForeignFrames.CutRtcm3(buffer),
        0xa0 => ForeignFrames.CutSirf(buffer),
        0x10 => ForeignFrames.CutTsip(buffer),
        (byte)'@' => ForeignFrames.CutOncore(buffer),
        CarriageReturn or LineFeed => new(GnssVerdict.LineEnd, 1),
        _ => FrameCut.Junk,
    };

    /// <summary>A frame of known length if the bytes at hand can hold it and its checksum is good.</summary>
    public static FrameCut Checked(GnssVerdict verdict, int length, bool good) =>
        good ? new(verdict, length) : new(GnssVerdict.BadChecksum, 1, length);

    // $ADDRESS,field,...*hh, then CR or LF. A lost line end does no harm as long as the checksum stands.
    private static FrameCut CutNmea(ReadOnlySpan<byte> buffer)
    {
        ReadOnlySpan<byte> rest = buffer[1..];
        if (rest.IsEmpty)
        {
            return FrameCut.Incomplete;
        }

        if (!char.IsAsciiLetterUpper((char)rest[0]))
        {
            return FrameCut.Junk;
        }

        int end = rest.IndexOfAnyExceptInRange((byte)' ', (byte)'~');
        int dollar = rest.IndexOf((byte)'$');
        end = dollar >= 0 && (end < 0 || dollar < end) ? dollar : end;
        if (end < 0)
        {
            return FrameCut.Incomplete;
        }

        ReadOnlySpan<byte> body = rest[..end];
        bool lineEnd = rest[end] is CarriageReturn or LineFeed;
        int length = 1 + end + (lineEnd ? 1 : 0);
        GnssVerdict verdict = HasGoodChecksum(body) ? GnssVerdict.Nmea
            : !lineEnd ? GnssVerdict.Truncated
            : body.Contains((byte)'*') ? GnssVerdict.BadChecksum
            : GnssVerdict.MissingChecksum;
        return new(verdict, length);
    }

    private static bool HasGoodChecksum(ReadOnlySpan<byte> body) =>
        body.Length > 3 && body[^3] == '*'
        && byte.TryParse(body[^2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte stated)
        && stated == GnssChecksum.ExclusiveOr(body[..^3]);

    // b5 62, class, id, length (16 bits, little endian), payload, two checksum bytes (Fletcher-8 from class to payload).
    private static FrameCut CutUbx(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length < 2)
        {
            return FrameCut.Incomplete;
        }

        if (buffer[1] != 0x62)
        {
            return FrameCut.Junk;
        }

        if (buffer.Length < UbxOverhead)
        {
            return FrameCut.Incomplete;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(buffer[4..]) + UbxOverhead;
        if (length > GnssDecoder.MaximumFrameLength)
        {
            return new(GnssVerdict.TooLong, 1, 2);
        }

        if (buffer.Length < length)
        {
            return FrameCut.Incomplete;
        }

        return Checked(GnssVerdict.Ubx, length, GnssChecksum.Fletcher(buffer[2..(length - 2)]) == (buffer[length - 2], buffer[length - 1]));
    }
}
