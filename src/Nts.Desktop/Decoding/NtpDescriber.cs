using System;
using System.Buffers.Binary;
using System.Globalization;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Desktop.Decoding;

/// <summary>An NTP packet in words: header, extension fields, authentication code (RFC 5905 §7.3, RFC 7822, RFC 8915 §5).</summary>
internal static class NtpDescriber
{
    private const byte FirstVersionWithFields = 4;

    /// <summary>A key id and the longest digest in use, SHA-512's.</summary>
    private const int LongestMac = 68;

    /// <summary>Describes a packet; whatever it holds, nothing is thrown.</summary>
    /// <param name="packet">The UDP payload.</param>
    /// <param name="keys">Keys to open its authenticator with.</param>
    /// <param name="near">A moment within 68 years of the packet's, for the era of its timestamps.</param>
    /// <param name="outline">Takes the lines.</param>
    public static void Describe(ReadOnlySpan<byte> packet, SessionKeys keys, PosixTime near, Outline outline)
    {
        if (!NtpHeader.TryParse(packet, out NtpHeader header))
        {
            outline.Problem(packet.Length, $"the header has {NtpHeader.Length} octets, this packet has {packet.Length}");
            return;
        }

        outline.Line("NTP header");
        DescribeHeader(packet, header, near, outline.Below());
        ReadOnlySpan<byte> rest = packet[NtpHeader.Length..];
        if (header.Version >= FirstVersionWithFields)
        {
            FieldDescriber.Describe(packet, header.Mode == NtpMode.Server, keys, outline);
        }
        else if (!rest.IsEmpty)
        {
            DescribeMac(rest, NtpHeader.Length, outline);
        }
    }

    /// <summary>Describes what may follow the last field: a key id and a digest of 16 or 20 octets, or the crypto-NAK (RFC 5905 §7.3, §9.2).</summary>
    public static void DescribeMac(ReadOnlySpan<byte> mac, int offset, Outline outline)
    {
        if (mac.Length != 4 && (mac.Length is < 20 or > LongestMac || mac.Length % 4 != 0))
        {
            outline.Problem(offset, $"{mac.Length} octets are left: too few for an extension field, and not a key id (4) with a digest of 16 octets or more");
            return;
        }

        outline.Line(mac.Length == 4 ? "crypto-NAK" : "message authentication code");
        outline.Below().Line("key id", $"{BinaryPrimitives.ReadUInt32BigEndian(mac)}");
        if (mac.Length > 4)
        {
            outline.Below().Line("digest", Hex(mac[4..]));
        }
    }

    /// <summary>Octets as text.</summary>
    public static string Hex(ReadOnlySpan<byte> octets) => octets.IsEmpty ? "(empty)" : Convert.ToHexStringLower(octets);

    private static void DescribeHeader(ReadOnlySpan<byte> packet, in NtpHeader header, PosixTime near, Outline outline)
    {
        outline.Line("leap", $"{(int)header.Leap} ({Name(header.Leap)})");
        outline.Line("version", $"{header.Version}");
        outline.Line("mode", $"{(int)header.Mode} ({Name(header.Mode)})");
        outline.Line("stratum", $"{packet[1]}{StratumNote(packet[1], header)}");
        outline.Line("poll", $"{header.Poll} ({Span(header.Poll.TotalSeconds)})");
        outline.Line("precision", $"{header.Precision} ({Span(header.Precision.TotalSeconds)})");
        outline.Line("root delay", $"{header.RootDelay}");
        outline.Line("root dispersion", $"{header.RootDispersion}");
        outline.Line("reference id", $"{header.ReferenceId} ({header.ReferenceId.ToWire():x8}){(header.ReferenceId.SmearAdded is { } added ? $" (leap smear: UTC {Signed(added)})" : "")}");
        outline.Line("reference time", Moment(header.ReferenceTime, near));
        outline.Line("origin time", Moment(header.OriginTime, near));
        outline.Line("receive time", Moment(header.ReceiveTime, near));
        outline.Line("transmit time", Moment(header.TransmitTime, near));
    }

    private static string Moment(NtpTimestamp time, PosixTime near) => time.IsZero ? $"{time} (unknown)" : $"{time} ({time.ToPosix(near)})";

    private static string Signed(NtpDuration time) => time < NtpDuration.Zero ? time.ToString() : "+" + time;

    private static string Span(double seconds) => seconds switch
    {
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###} s"),
        >= 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.###} ms"),
        >= 1e-6 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:0.###} us"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e9:0.###} ns"),
    };

    private static string StratumNote(byte stratum, in NtpHeader header) => stratum switch
    {
        0 when header.Mode == NtpMode.Server && header.ReferenceId == ReferenceId.NtsNak => " (kiss: NTS negative acknowledgement)",
        0 when header.Mode == NtpMode.Server => $" (kiss: {header.ReferenceId})",
        0 => " (unspecified)",
        1 => " (primary)",
        < 16 => " (secondary)",
        16 => " (unsynchronised)",
        _ => " (reserved)",
    };

    private static string Name(LeapIndicator leap) => leap switch
    {
        LeapIndicator.None => "no warning",
        LeapIndicator.InsertSecond => "last minute has 61 s",
        LeapIndicator.DeleteSecond => "last minute has 59 s",
        _ => "not synchronised",
    };

    private static string Name(NtpMode mode) => (int)mode switch
    {
        1 => "symmetric active",
        2 => "symmetric passive",
        3 => "client",
        4 => "server",
        5 => "broadcast",
        6 => "control message",
        7 => "private",
        _ => "reserved",
    };
}
