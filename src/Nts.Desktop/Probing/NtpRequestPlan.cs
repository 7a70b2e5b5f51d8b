using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using Nts.Crypto;

namespace Nts.Desktop.Probing;

/// <summary>A request to be written, right unless somebody makes it wrong.</summary>
internal sealed class NtpRequestPlan
{
    private const ushort UniqueIdentifierType = 0x0104;
    private const ushort CookieType = 0x0204;
    private const ushort PlaceholderType = 0x0304;
    private const ushort AuthenticatorType = 0x0404;
    private const int HeaderLength = 48;

    /// <summary>Leap, version and mode; by default version 4 and client.</summary>
    public byte FirstOctet { get; set; } = 0x23;

    public byte[] UniqueIdentifier { get; set; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>How often the unique identifier stands in the request.</summary>
    public int UniqueIdentifiers { get; set; } = 1;

    /// <summary>The cookie; empty for a request without NTS.</summary>
    public byte[] Cookie { get; set; } = [];

    /// <summary>How often the cookie stands in the request.</summary>
    public int Cookies { get; set; } = 1;

    /// <summary>Bodies of placeholders.</summary>
    public List<byte[]> Placeholders { get; } = [];

    /// <summary>Further fields in front of the authenticator, whole.</summary>
    public List<byte[]> Before { get; } = [];

    /// <summary>Further fields behind the authenticator, whole.</summary>
    public List<byte[]> Behind { get; } = [];

    /// <summary>What is encrypted.</summary>
    public byte[] Plaintext { get; set; } = [];

    public int NonceLength { get; set; } = 16;

    /// <summary>Octets of additional padding.</summary>
    public int Padding { get; set; }

    /// <summary>Spoils the datagram when all is sealed.</summary>
    public Action<byte[]>? Tamper { get; set; }

    /// <summary>The transmit timestamp that only the reply may repeat.</summary>
    public ulong Challenge { get; } = BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(8));

    /// <summary>Octets of the datagram, once it is written.</summary>
    public int Length { get; private set; }

    public static byte[] Field(ushort type, params byte[] body) =>
        [(byte)(type >> 8), (byte)(type & 0xff), (byte)((body.Length + 4) >> 8), (byte)((body.Length + 4) & 0xff), .. body];

    public static byte[] PlaceholderField(int length) => Field(PlaceholderType, new byte[length]);

    /// <summary>Adds placeholders as long as the cookie.</summary>
    public void AddPlaceholders(int count) => Placeholders.AddRange(Enumerable.Range(0, count).Select(_ => new byte[Cookie.Length]));

    /// <summary>Writes the datagram.</summary>
    /// <param name="aead">The session's algorithm.</param>
    /// <param name="c2s">Its key; empty for a request without authenticator.</param>
    public byte[] Write(AeadAlgorithm aead, byte[] c2s)
    {
        byte[] header = new byte[HeaderLength];
        header[0] = FirstOctet;
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(HeaderLength - 8), Challenge);
        byte[] clear =
        [
            .. header,
            .. Enumerable.Repeat(Field(UniqueIdentifierType, UniqueIdentifier), UniqueIdentifiers).SelectMany(field => field),
            .. Enumerable.Repeat(Field(CookieType, Cookie), Cookie.Length > 0 ? Cookies : 0).SelectMany(field => field),
            .. Placeholders.SelectMany(body => Field(PlaceholderType, body)),
            .. Before.SelectMany(field => field),
        ];
        byte[] datagram = c2s.Length == 0 ? clear : [.. clear, .. Authenticate(clear, aead, c2s), .. Behind.SelectMany(field => field)];
        Tamper?.Invoke(datagram);
        Length = datagram.Length;
        return datagram;
    }

    private byte[] Authenticate(byte[] associatedData, AeadAlgorithm aead, byte[] c2s)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceLength);
        byte[] sealedText = new byte[Plaintext.Length + AeadKey.TagSize];
        AeadKey.Expand(aead, c2s, out AeadKey key);
        key.Seal(associatedData, nonce, Plaintext, sealedText);
        key.Clear();
        int room = (NonceLength + 3) & ~3;
        byte[] body = new byte[4 + room + sealedText.Length + Padding];
        BinaryPrimitives.WriteUInt16BigEndian(body, (ushort)NonceLength);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(2), (ushort)sealedText.Length);
        nonce.CopyTo(body, 4);
        sealedText.CopyTo(body, 4 + room);
        return Field(AuthenticatorType, body);
    }
}
