using System;
using System.Buffers.Binary;
using System.Net;

namespace Nts.Desktop.Decoding;

/// <summary>A UDP datagram, or the start of a TCP segment, inside a captured frame.</summary>
internal readonly ref struct UdpFrame
{
    private const int Udp = 17;
    private const int Tcp = 6;
    private const int UdpHeaderLength = 8;

    private UdpFrame(bool isTcp, IPEndPoint from, IPEndPoint to, ReadOnlySpan<byte> payload)
    {
        IsTcp = isTcp;
        From = from;
        To = to;
        Payload = payload;
    }

    /// <summary>Whether it is TCP: then there are no more than the ports.</summary>
    public bool IsTcp { get; }

    public IPEndPoint From { get; }

    public IPEndPoint To { get; }

    /// <summary>What the datagram carries; cut when the capture cut it.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Finds the datagram in a frame.</summary>
    /// <returns>False when there is none: another protocol, a fragment, a header that is cut.</returns>
    public static bool TryFind(int linkType, ReadOnlySpan<byte> frame, out UdpFrame found)
    {
        found = default;
        return TryFindIp(linkType, frame, out ReadOnlySpan<byte> packet) && TryParseIp(packet, out found);
    }

    /// <summary>Reads an IPv4 or IPv6 packet that carries UDP or TCP.</summary>
    public static bool TryParseIp(ReadOnlySpan<byte> packet, out UdpFrame found)
    {
        found = default;
        return (packet.IsEmpty ? 0 : packet[0] >> 4) switch
        {
            4 when packet.Length >= 20 => TryParseIpv4(packet, out found),
            6 when packet.Length >= 40 => TryParseIpv6(packet, out found),
            _ => false,
        };
    }

    private static bool TryFindIp(int linkType, ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> packet)
    {
        int start = linkType switch
        {
            0 or 108 => 4,
            1 => EthernetHeaderLength(frame),
            12 or 14 or 101 or 228 or 229 => 0,
            113 => 16,
            276 => 20,
            _ => int.MaxValue,
        };
        packet = start <= frame.Length ? frame[start..] : [];
        return start <= frame.Length;
    }

    private static int EthernetHeaderLength(ReadOnlySpan<byte> frame)
    {
        int length = 14;
        while (frame.Length >= length && BinaryPrimitives.ReadUInt16BigEndian(frame[(length - 2)..]) is 0x8100 or 0x88a8)
        {
            length += 4;
        }

        return length;
    }

    private static bool TryParseIpv4(ReadOnlySpan<byte> packet, out UdpFrame found)
    {
        int header = (packet[0] & 15) * 4;
        bool isFragment = (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & 0x3fff) != 0;
        int end = Math.Min(packet.Length, BinaryPrimitives.ReadUInt16BigEndian(packet[2..]));
        found = default;
        return header >= 20 && header <= end && !isFragment
            && TryParseTransport(packet[9], new(packet.Slice(12, 4)), new(packet.Slice(16, 4)), packet[header..end], out found);
    }

    private static bool TryParseIpv6(ReadOnlySpan<byte> packet, out UdpFrame found)
    {
        const int HopByHop = 0;
        const int Routing = 43;
        const int Destination = 60;
        int next = packet[6];
        ReadOnlySpan<byte> rest = packet[40..];
        while (next is HopByHop or Routing or Destination && rest.Length >= 8 && rest.Length >= 8 + (rest[1] * 8))
        {
            next = rest[0];
            rest = rest[(8 + (rest[1] * 8))..];
        }

        return TryParseTransport(next, new(packet.Slice(8, 16)), new(packet.Slice(24, 16)), rest, out found);
    }

    private static bool TryParseTransport(int protocol, IPAddress from, IPAddress to, ReadOnlySpan<byte> segment, out UdpFrame found)
    {
        found = default;
        if (protocol is not (Udp or Tcp) || segment.Length < UdpHeaderLength)
        {
            return false;
        }

        int length = protocol == Udp ? Math.Clamp(BinaryPrimitives.ReadUInt16BigEndian(segment[4..]), UdpHeaderLength, segment.Length) : UdpHeaderLength;
        found = new(
            protocol == Tcp,
            new(from, BinaryPrimitives.ReadUInt16BigEndian(segment)),
            new(to, BinaryPrimitives.ReadUInt16BigEndian(segment[2..])),
            segment[UdpHeaderLength..length]);
        return true;
    }
}
