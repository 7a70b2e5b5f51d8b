using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Nts.Crypto;

namespace Nts.Nts;

/// <summary>The cookies of this server: all of one length for an algorithm, so that rotation never changes the size of a packet (RFC 8915 §6).</summary>
/// <remarks>
/// <code>
/// | key id (4) | nonce (14) | tag (16) | sealed: AEAD id (2), S2C key, C2S key |
/// </code>
/// AEAD_AES_SIV_CMAC_256 under the key that the id names, with the id as associated data, whatever the session's own algorithm is.
/// </remarks>
public static class Cookie
{
    internal const int NonceLength = 14;
    private const int KeyIdLength = 4;
    private const int SealedOffset = KeyIdLength + NonceLength;
    private const int Overhead = SealedOffset + AeadKey.TagSize;

    /// <summary>Octets of the longest cookie.</summary>
    public const int MaxLength = Overhead + CookieSecrets.MaxLength;

    /// <summary>Octets of every cookie for an algorithm; a multiple of four, so that an extension field holds it without padding.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not supported.</exception>
    public static int LengthFor(AeadAlgorithm algorithm) => Overhead + CookieSecrets.LengthFor(algorithm);

    /// <summary>Makes a cookie for a session with the ring's current key.</summary>
    /// <param name="keys">The ring.</param>
    /// <param name="algorithm">The session's AEAD algorithm.</param>
    /// <param name="c2s">The session's client-to-server key, as long as the algorithm wants.</param>
    /// <param name="s2c">The session's server-to-client key, as long.</param>
    /// <param name="random">Where the nonce comes from.</param>
    /// <param name="cookie">Takes <see cref="LengthFor"/> octets.</param>
    public static void Seal(
        KeyRingSnapshot keys, AeadAlgorithm algorithm, ReadOnlySpan<byte> c2s, ReadOnlySpan<byte> s2c, IRandomSource random, Span<byte> cookie)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(c2s.Length, AeadKey.KeySize(algorithm));
        ArgumentOutOfRangeException.ThrowIfNotEqual(s2c.Length, AeadKey.KeySize(algorithm));
        Span<byte> nonce = stackalloc byte[NonceLength];
        random.Fill(nonce);
        Span<byte> bytes = stackalloc byte[CookieSecrets.MaxLength];
        CookieSecrets secrets = CookieSecrets.Create(algorithm, bytes);
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
        key.Expanded.Seal(cookie[..KeyIdLength], nonce, secrets.Bytes, cookie[SealedOffset..(Overhead + secrets.Bytes.Length)]);
    }

    /// <summary>Opens a cookie with whichever key of the ring it names.</summary>
    /// <param name="keys">The ring.</param>
    /// <param name="cookie">The cookie; anything at all.</param>
    /// <param name="room">At least <see cref="CookieSecrets.MaxLength"/> octets for the secrets; whoever calls wipes them after use.</param>
    /// <param name="secrets">A view of what was sealed, when the status is <see cref="CookieStatus.Ok"/>.</param>
    internal static CookieStatus TryOpen(KeyRingSnapshot keys, ReadOnlySpan<byte> cookie, Span<byte> room, out CookieSecrets secrets)
    {
        secrets = default;
        if (cookie.Length is <= Overhead or > MaxLength)
        {
            return CookieStatus.Length;
        }

        if (keys.Find(BinaryPrimitives.ReadUInt32BigEndian(cookie)) is not CookieKey key)
        {
            return CookieStatus.KeyUnknown;
        }

        Span<byte> opened = room[..(cookie.Length - Overhead)];
        if (!key.Expanded.TryOpen(cookie[..KeyIdLength], cookie[KeyIdLength..SealedOffset], cookie[SealedOffset..], opened))
        {
            return CookieStatus.Forged;
        }

        key.MarkOpened();
        return CookieSecrets.TryRead(opened, out secrets) ? CookieStatus.Ok : CookieStatus.Algorithm;
    }
}
