using System;
using System.Buffers.Binary;
using Nts.Crypto;

namespace Nts.Nts;

/// <summary>A view of what a cookie seals: AEAD algorithm (2 octets), S2C key, C2S key, each as long as the algorithm wants (RFC 8915 §6).</summary>
internal readonly ref struct CookieSecrets
{
    public const int MaxLength = KeyOffset + (2 * AeadKey.MaxKeySize);
    private const int KeyOffset = 2;

    private readonly Span<byte> _keys;

    /// <summary>A view of secrets that are there already.</summary>
    /// <param name="bytes">Exactly the secrets.</param>
    private CookieSecrets(Span<byte> bytes)
    {
        Bytes = bytes;
        _keys = bytes[KeyOffset..];
    }

    public Span<byte> Bytes { get; }

    public AeadAlgorithm Algorithm => (AeadAlgorithm)BinaryPrimitives.ReadUInt16BigEndian(Bytes);

    public Span<byte> S2C => _keys[..(_keys.Length / 2)];

    public Span<byte> C2S => _keys[(_keys.Length / 2)..];

    public static int LengthFor(AeadAlgorithm algorithm) => KeyOffset + (2 * AeadKey.KeySize(algorithm));

    /// <summary>Secrets to be filled in, for an algorithm.</summary>
    /// <param name="algorithm">A supported algorithm.</param>
    /// <param name="room">At least <see cref="LengthFor"/> octets.</param>
    public static CookieSecrets Create(AeadAlgorithm algorithm, Span<byte> room)
    {
        BinaryPrimitives.WriteUInt16BigEndian(room, (ushort)algorithm);
        return new(room[..LengthFor(algorithm)]);
    }

    /// <summary>Secrets that came out of a cookie; false when the algorithm is not supported or its keys have another length.</summary>
    public static bool TryRead(Span<byte> bytes, out CookieSecrets secrets)
    {
        secrets = bytes.Length > KeyOffset ? new(bytes) : default;
        return !secrets.Bytes.IsEmpty && AeadKey.IsSupported(secrets.Algorithm) && bytes.Length == LengthFor(secrets.Algorithm);
    }
}
