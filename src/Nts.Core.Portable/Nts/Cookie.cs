using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Nts.Crypto;

namespace Nts.Nts;

/// <summary>The cookies of this server: all of one length, so that rotation never changes the size of a packet (RFC 8915 §6).</summary>
/// <remarks>
/// <code>
/// | key id (4) | nonce (14) | tag (16) | sealed: AEAD id (2), S2C key (32), C2S key (32) |
/// </code>
/// AEAD_AES_SIV_CMAC_256 under the key that the id names, with the id as associated data.
/// </remarks>
public static class Cookie
{
    /// <summary>Octets of every cookie; a multiple of four, so that an extension field holds it without padding.</summary>
    public const int Length = SealedOffset + TagLength + CookieSecrets.Length;

    internal const int NonceLength = 14;
    private const int KeyIdLength = 4;
    private const int TagLength = 16;
    private const int SealedOffset = KeyIdLength + NonceLength;

    /// <summary>Makes a cookie for a session with the ring's current key.</summary>
    /// <param name="keys">The ring.</param>
    /// <param name="algorithm">The session's AEAD algorithm.</param>
    /// <param name="c2s">The session's client-to-server key, 32 octets.</param>
    /// <param name="s2c">The session's server-to-client key, 32 octets.</param>
    /// <param name="random">Where the nonce comes from.</param>
    /// <param name="cookie">Takes <see cref="Length"/> octets.</param>
    public static void Seal(
        KeyRingSnapshot keys, AeadAlgorithm algorithm, ReadOnlySpan<byte> c2s, ReadOnlySpan<byte> s2c, IRandomSource random, Span<byte> cookie)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(c2s.Length, CookieSecrets.KeyLength);
        ArgumentOutOfRangeException.ThrowIfNotEqual(s2c.Length, CookieSecrets.KeyLength);
        Span<byte> nonce = stackalloc byte[NonceLength];
        random.Fill(nonce);
        Span<byte> bytes = stackalloc byte[CookieSecrets.Length];
        CookieSecrets secrets = new(bytes) { Algorithm = algorithm };
        c2s.CopyTo(secrets.C2S);
        s2c.CopyTo(secrets.S2C);
        Seal(keys, secrets, nonce, cookie);
        CryptographicOperations.ZeroMemory(bytes);
    }

    /// <summary>Makes a cookie from secrets that are at hand, with a nonce that was never used before.</summary>
    internal static void Seal(KeyRingSnapshot keys, CookieSecrets secrets, ReadOnlySpan<byte> nonce, Span<byte> cookie)
    {
        CookieKey key = keys.Current;
        BinaryPrimitives.WriteUInt32BigEndian(cookie, key.Id);
        nonce.CopyTo(cookie[KeyIdLength..]);
        key.Expanded.Seal(cookie[..KeyIdLength], nonce, secrets.Bytes, cookie[SealedOffset..Length]);
    }

    /// <summary>Opens a cookie with whichever key of the ring it names.</summary>
    internal static CookieStatus TryOpen(KeyRingSnapshot keys, ReadOnlySpan<byte> cookie, CookieSecrets secrets)
    {
        if (cookie.Length != Length)
        {
            return CookieStatus.Length;
        }

        if (keys.Find(BinaryPrimitives.ReadUInt32BigEndian(cookie)) is not CookieKey key)
        {
            return CookieStatus.KeyUnknown;
        }

        if (!key.Expanded.TryOpen(cookie[..KeyIdLength], cookie[KeyIdLength..SealedOffset], cookie[SealedOffset..], secrets.Bytes))
        {
            return CookieStatus.Forged;
        }

        return secrets.Algorithm == AeadAlgorithm.AesSivCmac256 ? CookieStatus.Ok : CookieStatus.Algorithm;
    }
}
