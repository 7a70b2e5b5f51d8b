using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Nts.Time;

namespace Nts.Desktop.Decoding;

/// <summary>Reads capture files: classic pcap of either byte order and either resolution, and pcapng.</summary>
internal static class CaptureFile
{
    private const int FileHeaderLength = 24;
    private const int RecordHeaderLength = 16;
    private const uint Microseconds = 0xa1b2c3d4;
    private const uint Nanoseconds = 0xa1b23c4d;

    /// <summary>Whether octets begin as a capture file does.</summary>
    public static bool IsOne(ReadOnlySpan<byte> file) => PcapngFile.IsOne(file) || TryReadMagic(file, out _, out _);

    /// <summary>Reads the frames of a file.</summary>
    /// <param name="file">The whole file; anything at all.</param>
    /// <param name="problem">Where and why reading ended early; empty when it did not.</param>
    public static IReadOnlyList<CapturedFrame> Read(ReadOnlyMemory<byte> file, out string problem)
    {
        if (PcapngFile.IsOne(file.Span))
        {
            return PcapngFile.Read(file, out problem);
        }

        List<CapturedFrame> frames = [];
        problem = string.Empty;
        if (!TryReadMagic(file.Span, out bool isBigEndian, out int nanosecondsPerUnit) || file.Length < FileHeaderLength)
        {
            problem = "octet 0: neither pcap nor pcapng";
            return frames;
        }

        int linkType = (int)(UInt32(file.Span[20..], isBigEndian) & 0xffff);
        int position = FileHeaderLength;
        while (position < file.Length)
        {
            ReadOnlySpan<byte> rest = file.Span[position..];
            if (rest.Length < RecordHeaderLength)
            {
                problem = $"octet {position}: {rest.Length} octets are left, a packet's header has {RecordHeaderLength}";
                break;
            }

            uint length = UInt32(rest[8..], isBigEndian);
            if (length > rest.Length - RecordHeaderLength)
            {
                problem = $"octet {position + 8}: the packet is said to have {length} octets, {rest.Length - RecordHeaderLength} are left";
                break;
            }

            PosixTime at = PosixTime.FromSeconds(UInt32(rest, isBigEndian), (long)UInt32(rest[4..], isBigEndian) * nanosecondsPerUnit);
            frames.Add(new(frames.Count + 1, at, linkType, file.Slice(position + RecordHeaderLength, (int)length)));
            position += RecordHeaderLength + (int)length;
        }

        return frames;
    }

    internal static uint UInt32(ReadOnlySpan<byte> octets, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(octets) : BinaryPrimitives.ReadUInt32LittleEndian(octets);

    private static bool TryReadMagic(ReadOnlySpan<byte> file, out bool isBigEndian, out int nanosecondsPerUnit)
    {
        uint magic = file.Length < sizeof(uint) ? 0 : BinaryPrimitives.ReadUInt32BigEndian(file);
        isBigEndian = magic is Microseconds or Nanoseconds;
        magic = isBigEndian ? magic : BinaryPrimitives.ReverseEndianness(magic);
        nanosecondsPerUnit = magic == Nanoseconds ? 1 : 1000;
        return magic is Microseconds or Nanoseconds;
    }
}
