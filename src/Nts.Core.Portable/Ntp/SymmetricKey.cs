using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Nts.Crypto;

namespace Nts.Ntp;

/// <summary>A key that server and client share, with its identifier (RFC 5905 §7.3); immutable.</summary>
public sealed class SymmetricKey
{
    /// <summary>Octets of the shortest key: what is shorter can be guessed.</summary>
    public const int MinLength = 10;

    /// <summary>Octets of the longest key.</summary>
    public const int MaxLength = 256;

    /// <summary>Octets of the longest tag, that of SHA-512.</summary>
    internal const int MaxTagLength = 64;

    private readonly byte[] _key;
    private readonly AesCmacKey _cmac;

    /// <summary>A key.</summary>
    /// <param name="id">Its identifier, not 0.</param>
    /// <param name="algorithm">What it is for.</param>
    /// <param name="key">A copy is kept. 16 octets for AES, <see cref="MinLength"/> to <see cref="MaxLength"/> for the others.</param>
    /// <exception cref="ArgumentException">The identifier is 0, or the key does not have such a length.</exception>
    public SymmetricKey(uint id, SymmetricKeyAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfZero(id);
        if (!IsLength(algorithm, key.Length))
        {
            throw new ArgumentException($"{key.Length} octets are no key of {algorithm}", nameof(key));
        }

        Id = id;
        Algorithm = algorithm;
        _key = key.ToArray();
        if (algorithm == SymmetricKeyAlgorithm.Aes128Cmac)
        {
            AesCmacKey.Expand(key, out _cmac);
        }
    }

    /// <summary>Its identifier.</summary>
    public uint Id { get; }

    /// <summary>What it is for.</summary>
    public SymmetricKeyAlgorithm Algorithm { get; }

    /// <summary>Octets of a whole tag.</summary>
    internal int TagLength => Algorithm switch
    {
        SymmetricKeyAlgorithm.Md5 => MD5.HashSizeInBytes,
        SymmetricKeyAlgorithm.Sha1 => SHA1.HashSizeInBytes,
        SymmetricKeyAlgorithm.Sha256 => SHA256.HashSizeInBytes,
        SymmetricKeyAlgorithm.Sha384 => SHA384.HashSizeInBytes,
        SymmetricKeyAlgorithm.Sha512 => SHA512.HashSizeInBytes,
        _ => AesCmacKey.TagSize,
    };

    /// <summary>Whether an algorithm has keys of this many octets.</summary>
    public static bool IsLength(SymmetricKeyAlgorithm algorithm, int length) =>
        algorithm == SymmetricKeyAlgorithm.Aes128Cmac ? length == AesCmacKey.KeySize : length is >= MinLength and <= MaxLength;

    /// <summary>Authenticates a packet; takes no memory but the stack's.</summary>
    /// <param name="packet">At most <see cref="NtpResponder.MaxPacketLength"/> octets.</param>
    /// <param name="tag">Receives <see cref="TagLength"/> octets.</param>
    internal void Tag(ReadOnlySpan<byte> packet, Span<byte> tag)
    {
        if (Algorithm == SymmetricKeyAlgorithm.Aes128Cmac)
        {
            _cmac.Tag(packet, tag);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(packet.Length, NtpResponder.MaxPacketLength);
        Span<byte> keyed = stackalloc byte[_key.Length + packet.Length];
        _key.CopyTo(keyed);
        packet.CopyTo(keyed[_key.Length..]);
        Hash(keyed, tag);
        CryptographicOperations.ZeroMemory(keyed[.._key.Length]);
    }

    [SuppressMessage("Security", "CA5350", Justification = "Clients of RFC 5905 have SHA-1; docs/configuration.md calls it weak.")]
    [SuppressMessage("Security", "CA5351", Justification = "Clients of RFC 5905 have MD5; docs/configuration.md calls it weak.")]
    private int Hash(ReadOnlySpan<byte> keyed, Span<byte> tag) => Algorithm switch
    {
        SymmetricKeyAlgorithm.Md5 => MD5.HashData(keyed, tag),
        SymmetricKeyAlgorithm.Sha1 => SHA1.HashData(keyed, tag),
        SymmetricKeyAlgorithm.Sha256 => SHA256.HashData(keyed, tag),
        SymmetricKeyAlgorithm.Sha384 => SHA384.HashData(keyed, tag),
        SymmetricKeyAlgorithm.Sha512 => SHA512.HashData(keyed, tag),
        _ => throw new UnreachableException(),
    };
}
