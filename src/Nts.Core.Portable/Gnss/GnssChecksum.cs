using System;

namespace Nts.Gnss;

/// <summary>The checksums of receivers' messages.</summary>
public static class GnssChecksum
{
    /// <summary>All bytes combined by exclusive or: what NMEA has between the dollar and the asterisk.</summary>
    public static byte ExclusiveOr(ReadOnlySpan<byte> bytes)
    {
        byte result = 0;
        foreach (byte value in bytes)
        {
            result ^= value;
        }

        return result;
    }

    /// <summary>Fletcher's of 8 bits: the two bytes at the end of a UBX frame, over its class to its payload.</summary>
    public static (byte First, byte Second) Fletcher(ReadOnlySpan<byte> bytes)
    {
        byte first = 0;
        byte second = 0;
        foreach (byte value in bytes)
        {
            first = unchecked((byte)(first + value));
            second = unchecked((byte)(second + first));
        }

        return (first, second);
    }
}
