using System;
using System.Buffers.Binary;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>The 48 octets that start every NTP packet (RFC 5905 §7.3, figure 8).</summary>
/// <remarks>
/// <code>
///  0                   1                   2                   3
/// |LI | VN  |Mode |    Stratum     |     Poll      |  Precision   |  0
/// |                         Root Delay                            |  4
/// |                         Root Dispersion                       |  8
/// |                          Reference ID                         | 12
/// |                     Reference Timestamp (64)                  | 16
/// |                      Origin Timestamp (64)                    | 24
/// |                      Receive Timestamp (64)                   | 32
/// |                      Transmit Timestamp (64)                  | 40
/// </code>
/// </remarks>
public readonly record struct NtpHeader
{
    /// <summary>Octets of the header, and the smallest packet.</summary>
    public const int Length = 48;

    /// <summary>The protocol version spoken here.</summary>
    public const byte CurrentVersion = 4;

    private const int PollOffset = 2;
    private const int RootDelayOffset = 4;
    private const int RootDispersionOffset = 8;
    private const int ReferenceIdOffset = 12;
    private const int ReferenceTimeOffset = 16;
    private const int OriginTimeOffset = 24;
    private const int ReceiveTimeOffset = 32;
    private const int TransmitTimeOffset = 40;

    /// <summary>Leap second warning, or unsynchronised.</summary>
    public LeapIndicator Leap { get; init; }

    /// <summary>Protocol version, 0 to 7.</summary>
    public byte Version { get; init; }

    /// <summary>Association mode.</summary>
    public NtpMode Mode { get; init; }

    /// <summary>Distance from a reference clock; the reserved values above 16 read as 16.</summary>
    public Stratum Stratum { get; init; }

    /// <summary>Longest interval between requests.</summary>
    public Log2Seconds Poll { get; init; }

    /// <summary>Precision of the sender's clock.</summary>
    public Log2Seconds Precision { get; init; }

    /// <summary>Round-trip delay to the reference clock.</summary>
    public NtpShort RootDelay { get; init; }

    /// <summary>Error bound relative to the reference clock.</summary>
    public NtpShort RootDispersion { get; init; }

    /// <summary>What the sender follows, or the kiss code when the stratum is zero (RFC 5905 §7.4).</summary>
    public ReferenceId ReferenceId { get; init; }

    /// <summary>When the sender's clock was last set or corrected.</summary>
    public NtpTimestamp ReferenceTime { get; init; }

    /// <summary>The request's transmit timestamp, in a reply.</summary>
    public NtpTimestamp OriginTime { get; init; }

    /// <summary>When the request reached the server.</summary>
    public NtpTimestamp ReceiveTime { get; init; }

    /// <summary>When this packet left its sender; in a request, a number that only the reply may know.</summary>
    public NtpTimestamp TransmitTime { get; init; }

    /// <summary>Reads the header at the start of a packet; false when the packet is shorter than <see cref="Length"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> packet, out NtpHeader header)
    {
        if (packet.Length < Length)
        {
            header = default;
            return false;
        }

        header = new NtpHeader
        {
            Leap = (LeapIndicator)(packet[0] >> 6),
            Version = ReadVersion(packet),
            Mode = ReadMode(packet),
            Stratum = Stratum.TryCreate(packet[1], out Stratum stratum) ? stratum : Stratum.Unsynchronized,
            Poll = ReadPoll(packet),
            Precision = new Log2Seconds(unchecked((sbyte)packet[3])),
            RootDelay = NtpShort.FromWire(BinaryPrimitives.ReadUInt32BigEndian(packet[RootDelayOffset..])),
            RootDispersion = NtpShort.FromWire(BinaryPrimitives.ReadUInt32BigEndian(packet[RootDispersionOffset..])),
            ReferenceId = ReferenceId.FromWire(BinaryPrimitives.ReadUInt32BigEndian(packet[ReferenceIdOffset..])),
            ReferenceTime = ReadTimestamp(packet[ReferenceTimeOffset..]),
            OriginTime = ReadTimestamp(packet[OriginTimeOffset..]),
            ReceiveTime = ReadTimestamp(packet[ReceiveTimeOffset..]),
            TransmitTime = ReadTimestamp(packet[TransmitTimeOffset..]),
        };
        return true;
    }

    /// <summary>Writes the header at the start of a packet; false when there is no room for it.</summary>
    public bool TryWrite(Span<byte> packet)
    {
        if (packet.Length < Length)
        {
            return false;
        }

        packet[0] = (byte)((((int)Leap & 3) << 6) | ((Version & 7) << 3) | ((int)Mode & 7));
        packet[1] = Stratum.Value;
        packet[PollOffset] = unchecked((byte)Poll.Exponent);
        packet[3] = unchecked((byte)Precision.Exponent);
        BinaryPrimitives.WriteUInt32BigEndian(packet[RootDelayOffset..], RootDelay.ToWire());
        BinaryPrimitives.WriteUInt32BigEndian(packet[RootDispersionOffset..], RootDispersion.ToWire());
        BinaryPrimitives.WriteUInt32BigEndian(packet[ReferenceIdOffset..], ReferenceId.ToWire());
        BinaryPrimitives.WriteUInt64BigEndian(packet[ReferenceTimeOffset..], ReferenceTime.ToWire());
        WriteTimes(packet, OriginTime, ReceiveTime, TransmitTime);
        return true;
    }

    /// <summary>The protocol version of a packet that has a header.</summary>
    internal static byte ReadVersion(ReadOnlySpan<byte> packet) => (byte)((packet[0] >> 3) & 7);

    /// <summary>The mode of a packet that has a header.</summary>
    internal static NtpMode ReadMode(ReadOnlySpan<byte> packet) => (NtpMode)(packet[0] & 7);

    /// <summary>The poll interval of a packet that has a header.</summary>
    internal static Log2Seconds ReadPoll(ReadOnlySpan<byte> packet) => new(unchecked((sbyte)packet[PollOffset]));

    /// <summary>The origin timestamp of a packet that has a header.</summary>
    internal static NtpTimestamp ReadOriginTime(ReadOnlySpan<byte> packet) => ReadTimestamp(packet[OriginTimeOffset..]);

    /// <summary>The receive timestamp of a packet whose header is already written.</summary>
    internal static NtpTimestamp ReadReceiveTime(ReadOnlySpan<byte> packet) => ReadTimestamp(packet[ReceiveTimeOffset..]);

    /// <summary>The transmit timestamp of a packet whose header is already written.</summary>
    internal static NtpTimestamp ReadTransmitTime(ReadOnlySpan<byte> packet) => ReadTimestamp(packet[TransmitTimeOffset..]);

    /// <summary>Overwrites version and mode, whatever stood there.</summary>
    internal static void WriteVersionAndMode(Span<byte> packet, byte version, NtpMode mode) =>
        packet[0] = (byte)((packet[0] & 0xC0) | (version << 3) | (int)mode);

    /// <summary>Makes a header that of a kiss-o'-death (RFC 5905 §7.4).</summary>
    internal static void WriteKiss(Span<byte> packet, ReferenceId code)
    {
        packet[0] |= (byte)LeapIndicator.Unsynchronized << 6;
        packet[1] = Stratum.Kiss.Value;
        BinaryPrimitives.WriteUInt32BigEndian(packet[ReferenceIdOffset..], code.ToWire());
    }

    /// <summary>Overwrites the root dispersion.</summary>
    internal static void WriteRootDispersion(Span<byte> packet, NtpShort dispersion) =>
        BinaryPrimitives.WriteUInt32BigEndian(packet[RootDispersionOffset..], dispersion.ToWire());

    /// <summary>Overwrites the poll interval.</summary>
    internal static void WritePoll(Span<byte> packet, Log2Seconds poll) => packet[PollOffset] = unchecked((byte)poll.Exponent);

    /// <summary>Overwrites the last three timestamps.</summary>
    internal static void WriteTimes(Span<byte> packet, NtpTimestamp origin, NtpTimestamp receive, NtpTimestamp transmit)
    {
        BinaryPrimitives.WriteUInt64BigEndian(packet[OriginTimeOffset..], origin.ToWire());
        BinaryPrimitives.WriteUInt64BigEndian(packet[ReceiveTimeOffset..], receive.ToWire());
        BinaryPrimitives.WriteUInt64BigEndian(packet[TransmitTimeOffset..], transmit.ToWire());
    }

    /// <summary>Overwrites the transmit timestamp of a packet whose header is already written.</summary>
    internal static void WriteTransmitTime(Span<byte> packet, NtpTimestamp time) =>
        BinaryPrimitives.WriteUInt64BigEndian(packet[TransmitTimeOffset..], time.ToWire());

    private static NtpTimestamp ReadTimestamp(ReadOnlySpan<byte> bytes) => NtpTimestamp.FromWire(BinaryPrimitives.ReadUInt64BigEndian(bytes));
}
