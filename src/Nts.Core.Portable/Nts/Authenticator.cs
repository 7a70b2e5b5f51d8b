using System;
using System.Buffers.Binary;
using Nts.Crypto;
using Nts.Ntp;

namespace Nts.Nts;

/// <summary>The body of the NTS authenticator and encrypted extension fields (RFC 8915 §5.6, figure 4).</summary>
/// <remarks>
/// <code>
/// | nonce length (2) | ciphertext length (2) | nonce, padded to 4 | tag (16) and ciphertext, padded to 4 | additional padding |
/// </code>
/// </remarks>
internal readonly ref struct Authenticator
{
    private const int NonceOffset = 4;

    private Authenticator(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, int nonceRoom)
    {
        Nonce = nonce;
        SealedText = sealedText;
        NonceRoom = nonceRoom;
    }

    public ReadOnlySpan<byte> Nonce { get; }

    /// <summary>Tag and ciphertext.</summary>
    public ReadOnlySpan<byte> SealedText { get; }

    public int PlaintextLength => SealedText.Length - AeadKey.TagSize;

    /// <summary>Octets of the padded nonce and the additional padding: what a reply of the same length has for its nonce.</summary>
    public int NonceRoom { get; }

    /// <summary>Octets of a whole field with nothing encrypted and no additional padding.</summary>
    public static int EmptyFieldLength(AeadAlgorithm algorithm) =>
        ExtensionField.HeaderLength + NonceOffset + AeadKey.NonceSize(algorithm) + AeadKey.TagSize;

    public static AuthenticatorStatus TryParse(ReadOnlySpan<byte> body, out Authenticator authenticator)
    {
        authenticator = default;
        int nonceLength = BinaryPrimitives.ReadUInt16BigEndian(body);
        int sealedLength = BinaryPrimitives.ReadUInt16BigEndian(body[2..]);
        int sealedOffset = NonceOffset + Padded(nonceLength);
        if (nonceLength == 0 || sealedOffset > body.Length)
        {
            return AuthenticatorStatus.NonceLength;
        }

        if (sealedLength < AeadKey.TagSize || sealedOffset + Padded(sealedLength) > body.Length)
        {
            return AuthenticatorStatus.CiphertextLength;
        }

        int nonceRoom = body.Length - NonceOffset - Padded(sealedLength);
        authenticator = new(body.Slice(NonceOffset, nonceLength), body.Slice(sealedOffset, sealedLength), nonceRoom);
        return AuthenticatorStatus.Ok;
    }

    /// <summary>Lays out a field that fills <paramref name="field"/> to its end, with additional padding if the plaintext is shorter.</summary>
    /// <param name="field">The room, at least <see cref="EmptyFieldLength"/> and the plaintext; a multiple of four.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="plaintextLength">Octets to encrypt; a multiple of four.</param>
    /// <returns>Where tag and ciphertext go; the plaintext belongs where the ciphertext will be, to be sealed in place.</returns>
    public static Span<byte> Write(Span<byte> field, ReadOnlySpan<byte> nonce, int plaintextLength)
    {
        Span<byte> body = ExtensionField.WriteHeader(field, ExtensionFieldType.Authenticator, field.Length - ExtensionField.HeaderLength);
        int sealedLength = AeadKey.TagSize + plaintextLength;
        BinaryPrimitives.WriteUInt16BigEndian(body, (ushort)nonce.Length);
        BinaryPrimitives.WriteUInt16BigEndian(body[2..], (ushort)sealedLength);
        nonce.CopyTo(body[NonceOffset..]);
        Span<byte> rest = body[(NonceOffset + nonce.Length)..];
        rest[sealedLength..].Clear();
        return rest[..sealedLength];
    }

    private static int Padded(int length) => (length + 3) & ~3;
}
