using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Nts.Time;

namespace Nts.Desktop.Decoding;

/// <summary>Reads pcapng: sections, interfaces, and packets in enhanced and simple packet blocks (draft-ietf-opsawg-pcapng).</summary>
internal static class PcapngFile
{
    private const uint SectionHeader = 0x0a0d0d0a;
    private const uint ByteOrder = 0x1a2b3c4d;
    private const uint InterfaceDescription = 1;
    private const uint SimplePacket = 3;
    private const uint EnhancedPacket = 6;
    private const int SmallestBlock = 12;
    private const int SmallestSection = 28;
    private const int PacketHeaderLength = 20;

    /// <summary>Seconds since 1970, in the year 2191: half an NTP era more is still a moment.</summary>
    private const double Latest = 7e9;

    /// <summary>Whether octets begin as a pcapng file does; the number reads the same in both byte orders.</summary>
    public static bool IsOne(ReadOnlySpan<byte> file) => file.Length >= sizeof(uint) && BinaryPrimitives.ReadUInt32BigEndian(file) == SectionHeader;

    /// <summary>Reads the frames of a file.</summary>
    /// <param name="file">The whole file; anything at all.</param>
    /// <param name="problem">Where and why reading ended early; empty when it did not.</param>
    public static IReadOnlyList<CapturedFrame> Read(ReadOnlyMemory<byte> file, out string problem)
    {
        List<CapturedFrame> frames = [];
        List<(int LinkType, double SecondsPerUnit)> interfaces = [];
        bool isBigEndian = false;
        int position = 0;
        problem = string.Empty;
        while (position < file.Length)
        {
            ReadOnlySpan<byte> rest = file.Span[position..];
            if (rest.Length < SmallestBlock)
            {
                problem = $"octet {position}: {rest.Length} octets are left, a block has at least {SmallestBlock}";
                break;
            }

            uint type = CaptureFile.UInt32(rest, isBigEndian);
            if (type == SectionHeader)
            {
                isBigEndian = BinaryPrimitives.ReadUInt32BigEndian(rest[8..]) == ByteOrder;
                interfaces.Clear();
            }

            uint length = CaptureFile.UInt32(rest[4..], isBigEndian);
            if (length < (type == SectionHeader ? SmallestSection : SmallestBlock) || length % 4 != 0 || length > rest.Length)
            {
                problem = $"octet {position + 4}: a block is said to have {length} octets, {rest.Length} are left";
                break;
            }

            ReadOnlyMemory<byte> body = file.Slice(position + 8, (int)length - SmallestBlock);
            problem = Take(type, body, isBigEndian, interfaces, frames);
            if (problem.Length > 0)
            {
                problem = $"octet {position}: {problem}";
                break;
            }

            position += (int)length;
        }

        return frames;
    }

    private static string Take(
        uint type, ReadOnlyMemory<byte> body, bool isBigEndian, List<(int LinkType, double SecondsPerUnit)> interfaces, List<CapturedFrame> frames)
    {
        ReadOnlySpan<byte> octets = body.Span;
        switch (type)
        {
            case InterfaceDescription when octets.Length >= 8:
                interfaces.Add(((int)((CaptureFile.UInt32(octets, isBigEndian) >> (isBigEndian ? 16 : 0)) & 0xffff), Resolution(octets[8..], isBigEndian)));
                return string.Empty;
            case EnhancedPacket when octets.Length >= PacketHeaderLength:
                uint index = CaptureFile.UInt32(octets, isBigEndian);
                uint captured = CaptureFile.UInt32(octets[12..], isBigEndian);
                if (index >= interfaces.Count || captured > octets.Length - PacketHeaderLength)
                {
                    return index >= interfaces.Count ? $"the packet's interface {index} was not described" : $"the packet is said to have {captured} octets";
                }

                ulong units = ((ulong)CaptureFile.UInt32(octets[4..], isBigEndian) << 32) | CaptureFile.UInt32(octets[8..], isBigEndian);
                frames.Add(new(
                    frames.Count + 1, Moment(units, interfaces[(int)index].SecondsPerUnit), interfaces[(int)index].LinkType, body.Slice(PacketHeaderLength, (int)captured)));
                return string.Empty;
            case SimplePacket when octets.Length >= 4 && interfaces.Count > 0:
                int length = (int)Math.Min(CaptureFile.UInt32(octets, isBigEndian), (uint)octets.Length - 4);
                frames.Add(new(frames.Count + 1, null, interfaces[0].LinkType, body.Slice(4, length)));
                return string.Empty;
            case InterfaceDescription or EnhancedPacket or SimplePacket:
                return "the block is too short, or stands before the description of an interface";
            default:
                return string.Empty;
        }
    }

    private static PosixTime? Moment(ulong units, double secondsPerUnit)
    {
        double seconds = Math.Floor(units * secondsPerUnit);
        double rest = (units - (seconds / secondsPerUnit)) * secondsPerUnit * 1e9;
        return seconds < Latest ? PosixTime.FromSeconds((long)seconds, (long)rest) : null;
    }

    /// <summary>Option if_tsresol: a power of ten, or with the highest bit set of two; without it microseconds.</summary>
    private static double Resolution(ReadOnlySpan<byte> options, bool isBigEndian)
    {
        const int TimestampResolution = 9;
        while (options.Length >= 4)
        {
            uint head = CaptureFile.UInt32(options, isBigEndian);
            int code = (int)(isBigEndian ? head >> 16 : head & 0xffff);
            int length = (int)(isBigEndian ? head & 0xffff : head >> 16);
            if (code == TimestampResolution && length >= 1 && options.Length > 4)
            {
                return (options[4] & 0x80) != 0 ? Math.Pow(2, -(options[4] & 0x7f)) : Math.Pow(10, -options[4]);
            }

            options = options[Math.Min(options.Length, 4 + ((length + 3) & ~3))..];
        }

        return 1e-6;
    }
}
