using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Desktop.Decoding;
using Nts.Ntp;

namespace Nts.Desktop.Probing;

/// <summary>A datagram that came back for a request.</summary>
internal sealed class NtpReply
{
    private const int LengthsLength = 4;

    /// <summary>Takes a reply apart.</summary>
    /// <param name="request">What it answers.</param>
    /// <param name="datagram">Anything.</param>
    /// <param name="keys">Opens its authenticator.</param>
    public NtpReply(NtpRequestPlan request, byte[] datagram, SessionKeys keys)
    {
        Request = request;
        Datagram = datagram;
        _ = NtpHeader.TryParse(datagram, out NtpHeader header);
        Header = header;
        ExtensionFieldReader reader = ExtensionFieldReader.InClear(datagram.AsSpan(Math.Min(datagram.Length, NtpHeader.Length)));
        while (reader.MoveNext())
        {
            Fields.Add((reader.Current.Type, reader.Current.Body.ToArray()));
            if (reader.Current.Type == ExtensionFieldType.Authenticator)
            {
                Open(datagram.AsSpan(0, NtpHeader.Length + reader.Current.Offset), reader.Current.Body, keys);
            }
        }

        IsWellFormed = reader.Status == ExtensionFieldStatus.Complete;
    }

    public NtpRequestPlan Request { get; }

    public byte[] Datagram { get; }

    public NtpHeader Header { get; }

    /// <summary>The fields in the clear, the authenticator among them.</summary>
    public List<(ExtensionFieldType Type, byte[] Body)> Fields { get; } = [];

    /// <summary>The fields that the authenticator encrypts.</summary>
    public List<(ExtensionFieldType Type, byte[] Body)> Encrypted { get; } = [];

    public bool IsWellFormed { get; }

    public bool IsAuthentic { get; private set; }

    public bool IsKiss => Header.Stratum.Value == 0;

    public IReadOnlyList<byte[]> NewCookies => [.. Encrypted.Where(entry => entry.Type == ExtensionFieldType.Cookie).Select(entry => entry.Body)];

    /// <summary>What was seen, in few words.</summary>
    public string Seen
    {
        get
        {
            string kind = IsKiss ? $"kiss {Header.ReferenceId}" : IsAuthentic ? "authentic reply" : Count(ExtensionFieldType.Authenticator) > 0 ? "reply that is not authentic" : "plain reply";
            return $"{kind}, {Datagram.Length} octets for {Request.Length}{(IsAuthentic ? $", {NewCookies.Count} cookies" : string.Empty)}";
        }
    }

    public int Count(ExtensionFieldType type) => Fields.Count(field => field.Type == type);

    /// <summary>Whether exactly one unique identifier came back, and the right one.</summary>
    public bool EchoesUniqueIdentifier =>
        Count(ExtensionFieldType.UniqueIdentifier) == 1
        && Fields.First(entry => entry.Type == ExtensionFieldType.UniqueIdentifier).Body.AsSpan().SequenceEqual(Request.UniqueIdentifier);

    private void Open(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> body, SessionKeys keys)
    {
        int nonceLength = (body[0] << 8) | body[1];
        int sealedLength = (body[2] << 8) | body[3];
        int sealedOffset = LengthsLength + ((nonceLength + 3) & ~3);
        if (sealedOffset + sealedLength > body.Length
            || !keys.TryOpen(isS2C: true, associatedData, body.Slice(LengthsLength, nonceLength), body.Slice(sealedOffset, sealedLength), out _, out byte[] plaintext))
        {
            return;
        }

        IsAuthentic = true;
        ExtensionFieldReader reader = ExtensionFieldReader.Decrypted(plaintext);
        while (reader.MoveNext())
        {
            Encrypted.Add((reader.Current.Type, reader.Current.Body.ToArray()));
        }
    }
}
