using System;
using System.Buffers.Binary;
using Nts.Gnss;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>Builds UBX frames: b5 62, class, message, length, payload, and two checksum bytes (Fletcher-8 from class to payload).</summary>
internal static class UbxFrame
{
    private const int HeaderLength = 6;
    private const int ChecksumLength = 2;

    /// <summary>A frame; an empty payload asks for the message of this name.</summary>
    public static byte[] Build(byte messageClass, byte message, ReadOnlySpan<byte> payload)
    {
        byte[] frame = new byte[HeaderLength + payload.Length + ChecksumLength];
        (frame[0], frame[1], frame[2], frame[3]) = (0xb5, 0x62, messageClass, message);
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(4), (ushort)payload.Length);
        payload.CopyTo(frame.AsSpan(HeaderLength));
        (frame[^2], frame[^1]) = GnssChecksum.Fletcher(frame.AsSpan(2..^ChecksumLength));
        return frame;
    }
}
