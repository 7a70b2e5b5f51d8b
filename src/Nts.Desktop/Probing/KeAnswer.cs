using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Crypto;
using Nts.Desktop.Decoding;
using Nts.KeyEstablishment;

namespace Nts.Desktop.Probing;

/// <summary>What a server answered to one request of key establishment.</summary>
/// <param name="Message">All that came inside TLS.</param>
/// <param name="Ending">How the connection ended, for a person to read.</param>
/// <param name="HasCloseNotify">Whether the server said close_notify.</param>
/// <param name="Elapsed">From the end of the handshake to the end of the connection.</param>
/// <param name="C2S">The key of requests; empty without an agreement.</param>
/// <param name="S2C">The key of replies.</param>
internal sealed record KeAnswer(byte[] Message, string Ending, bool HasCloseNotify, TimeSpan Elapsed, byte[] C2S, byte[] S2C)
{
    /// <summary>The records, as far as they are whole.</summary>
    public IReadOnlyList<(int Type, bool IsCritical, byte[] Body)> Records { get; } = Split(Message);

    /// <summary>The code of an Error record; null without one.</summary>
    public int? Error => Numbers(KeRecordType.Error) is [int code, ..] ? code : null;

    /// <summary>The algorithm chosen; null when there is none.</summary>
    public AeadAlgorithm? Aead => Numbers(KeRecordType.AeadAlgorithm) is [int aead] ? (AeadAlgorithm)aead : null;

    /// <summary>The protocols chosen; null without such a record.</summary>
    public IReadOnlyList<int>? Protocols => Numbers(KeRecordType.NextProtocol);

    public IReadOnlyList<byte[]> Cookies => [.. Bodies(KeRecordType.NewCookie)];

    /// <summary>Whether keys and cookies were granted.</summary>
    public bool IsAgreement => Error is null && Aead is not null && Cookies.Count > 0;

    /// <summary>What was seen, in few words.</summary>
    public string Seen
    {
        get
        {
            string records = string.Join(", ", Records.GroupBy(record => record.Type).Select(group => Describe(group.Key, group.Count())));
            return $"{(records.Length == 0 ? "no answer" : records)}; {Ending}";
        }
    }

    public IEnumerable<byte[]> Bodies(KeRecordType type) => Records.Where(record => record.Type == (int)type).Select(record => record.Body);

    public int Count(KeRecordType type) => Bodies(type).Count();

    private string Describe(int type, int count) => (KeRecordType)type switch
    {
        KeRecordType.Error => $"Error {Error}",
        KeRecordType.AeadAlgorithm => $"AEAD {(Aead is AeadAlgorithm aead ? $"{(int)aead}" : "empty")}",
        KeRecordType.NextProtocol => $"protocol {(Protocols is { Count: > 0 } ids ? string.Join('+', ids) : "empty")}",
        KeRecordType.NewCookie => $"{count} cookies",
        KeRecordType.EndOfMessage => "end",
        _ => KeDescriber.Name((KeRecordType)type),
    };

    private List<int>? Numbers(KeRecordType type) =>
        Bodies(type).FirstOrDefault() is byte[] body ? [.. body.Chunk(2).Where(pair => pair.Length == 2).Select(pair => (pair[0] << 8) | pair[1])] : null;

    private static List<(int Type, bool IsCritical, byte[] Body)> Split(byte[] message)
    {
        List<(int, bool, byte[])> records = [];
        KeRecordReader reader = new(message);
        while (reader.TryRead(out KeRecord record))
        {
            records.Add(((int)record.Type, record.IsCritical, record.Body.ToArray()));
        }

        return records;
    }
}
