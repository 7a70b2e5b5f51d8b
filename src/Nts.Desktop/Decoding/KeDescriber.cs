using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using Nts.Crypto;
using Nts.KeyEstablishment;

namespace Nts.Desktop.Decoding;

/// <summary>A key establishment message in words, one record a line (RFC 8915 §4.1).</summary>
internal static class KeDescriber
{
    /// <summary>Describes a message; whatever it holds, nothing is thrown.</summary>
    public static void Describe(ReadOnlySpan<byte> message, Outline outline)
    {
        KeRecordReader reader = new(message);
        int offset = 0;
        bool isEnded = false;
        while (reader.TryRead(out KeRecord record))
        {
            string critical = record.IsCritical ? "critical" : "optional";
            outline.Line($"{Name(record.Type)} ({(int)record.Type}, {critical}), {record.Body.Length} octets at {offset}: {Value(record)}");
            if (isEnded)
            {
                outline.Problem(offset, "a record behind End of Message (RFC 8915 §4.1.1)");
            }

            isEnded |= record.Type == KeRecordType.EndOfMessage;
            offset = reader.Position;
        }

        ReadOnlySpan<byte> rest = message[offset..];
        if (rest.Length >= KeRecord.HeaderLength)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            outline.Problem(offset, $"the record's body is said to have {length} octets, {rest.Length - KeRecord.HeaderLength} are left");
        }
        else if (!rest.IsEmpty)
        {
            outline.Problem(offset, $"{rest.Length} octets are left, a record has at least {KeRecord.HeaderLength}");
        }
        else if (!isEnded)
        {
            outline.Problem(offset, "the message has no End of Message record (RFC 8915 §4.1.1)");
        }
    }

    /// <summary>What a record type is called.</summary>
    public static string Name(KeRecordType type) => (int)type switch
    {
        0 => "End of Message",
        1 => "NTS Next Protocol Negotiation",
        2 => "Error",
        3 => "Warning",
        4 => "AEAD Algorithm Negotiation",
        5 => "New Cookie for NTPv4",
        6 => "NTPv4 Server Negotiation",
        7 => "NTPv4 Port Negotiation",
        8 => "Keep Alive (pool draft)",
        9 => "Supported Next Protocol List (pool draft)",
        10 => "Supported Algorithm List (pool draft)",
        12 => "Fixed Key Request (pool draft)",
        13 => "NTP Server Deny (pool draft)",
        14 => "Authentication (pool draft)",
        1024 => "Compliant AES-128-GCM-SIV Exporter Context",
        _ => "unknown record",
    };

    private static string Value(KeRecord record) => record.Type switch
    {
        KeRecordType.NextProtocol => List(record.Body, id => id == 0 ? "0 (NTPv4)" : $"{id} (unknown)"),
        KeRecordType.AeadAlgorithm => List(record.Body, Aead),
        KeRecordType.Error => List(record.Body, ErrorName),
        KeRecordType.Warning => List(record.Body, code => $"{code} (none is defined)"),
        KeRecordType.Port => List(record.Body, port => $"{port}"),
        KeRecordType.Server => Text(record.Body),
        _ => NtpDescriber.Hex(record.Body),
    };

    private static string Aead(ushort id) => Enum.IsDefined((AeadAlgorithm)id) ? $"{id} ({(AeadAlgorithm)id})" : $"{id} (unknown)";

    private static string ErrorName(ushort code) => code switch
    {
        0 => "0 (unrecognised critical record)",
        1 => "1 (bad request)",
        2 => "2 (internal server error)",
        _ => $"{code} (unknown)",
    };

    private static string List(ReadOnlySpan<byte> body, Func<ushort, string> name)
    {
        if (body.IsEmpty || body.Length % sizeof(ushort) != 0)
        {
            return body.IsEmpty ? "(empty)" : $"{NtpDescriber.Hex(body)} ! not a list of 16-bit numbers";
        }

        List<string> names = [];
        for (int i = 0; i < body.Length; i += sizeof(ushort))
        {
            names.Add(name(BinaryPrimitives.ReadUInt16BigEndian(body[i..])));
        }

        return string.Join(", ", names);
    }

    private static string Text(ReadOnlySpan<byte> body) =>
        body.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? $"{NtpDescriber.Hex(body)} ! not printable" : Encoding.ASCII.GetString(body);
}
