using System;
using System.Buffers.Binary;
using Nts.Crypto;

namespace Nts.Nts;

/// <summary>A view of what a cookie seals: AEAD algorithm (2 octets), S2C key (32), C2S key (32) (RFC 8915 §6).</summary>
internal readonly ref struct CookieSecrets(Span<byte> bytes)
{
    public const int Length = KeyOffset + (2 * KeyLength);
    public const int KeyLength = 32;
    private const int KeyOffset = 2;

    private readonly Span<byte> _bytes = bytes[..Length];

    public AeadAlgorithm Algorithm
    {
        get => (AeadAlgorithm)BinaryPrimitives.ReadUInt16BigEndian(_bytes);
        set => BinaryPrimitives.WriteUInt16BigEndian(_bytes, (ushort)value);
    }

    public Span<byte> S2C => _bytes.Slice(KeyOffset, KeyLength);

    public Span<byte> C2S => _bytes.Slice(KeyOffset + KeyLength, KeyLength);

    public Span<byte> Bytes => _bytes;
}
