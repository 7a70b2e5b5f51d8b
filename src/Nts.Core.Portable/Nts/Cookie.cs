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
        AeadMessage message = Lay(keys.Current, secrets, nonce, cookie);
        message.Key.Seal(message.AssociatedData, message.Nonce, message.Plaintext, message.SealedText);
    }

    /// <summary>Lays out a cookie that is still to be sealed.</summary>
    /// <param name="key">The key that will open it.</param>
    /// <param name="secrets">What it seals.</param>
    /// <param name="nonce">A nonce that was never used before.</param>
    /// <param name="cookie">Room of exactly its length.</param>
    internal static AeadMessage Lay(CookieKey key, CookieSecrets secrets, ReadOnlySpan<byte> nonce, Span<byte> cookie)
    {
        BinaryPrimitives.WriteUInt32BigEndian(cookie, key.Id);
        nonce.CopyTo(cookie[KeyIdLength..]);
        return new(in key.Expanded, cookie[..KeyIdLength], cookie[KeyIdLength..SealedOffset], secrets.Bytes, cookie[SealedOffset..]);
    }

    /// <summary>Finds the key of the ring that a cookie names.</summary>
    /// <param name="keys">The ring.</param>
    /// <param name="cookie">The cookie; anything at all.</param>
    /// <param name="key">The key, when the status is <see cref="CookieStatus.Ok"/>.</param>
    internal static CookieStatus TryFind(KeyRingSnapshot keys, ReadOnlySpan<byte> cookie, out CookieKey? key)
    {
        key = null;
        if (cookie.Length is <= Overhead or > MaxLength)
        {
            return CookieStatus.Length;
        }

        key = keys.Find(BinaryPrimitives.ReadUInt32BigEndian(cookie));
        return key is null ? CookieStatus.KeyUnknown : CookieStatus.Ok;
    }

    /// <summary>A cookie that is to be opened with the key that it names.</summary>
    /// <param name="key">That key.</param>
    /// <param name="cookie">The cookie.</param>
    /// <param name="room">At least <see cref="CookieSecrets.MaxLength"/> octets for the secrets; whoever calls wipes them after use.</param>
    internal static AeadMessage Opening(CookieKey key, Span<byte> cookie, Span<byte> room) =>
        new(in key.Expanded, cookie[..KeyIdLength], cookie[KeyIdLength..SealedOffset], room[..(cookie.Length - Overhead)], cookie[SealedOffset..]);

    /// <summary>Reads what came out of a cookie.</summary>
    /// <param name="key">The key that opened it.</param>
    /// <param name="cookie">The cookie.</param>
    /// <param name="room">Where the secrets are.</param>
    /// <param name="secrets">A view of them, when the status is <see cref="CookieStatus.Ok"/>.</param>
    internal static CookieStatus TryRead(CookieKey key, ReadOnlySpan<byte> cookie, Span<byte> room, out CookieSecrets secrets)
    {
        key.MarkOpened();
        return CookieSecrets.TryRead(room[..(cookie.Length - Overhead)], out secrets) ? CookieStatus.Ok : CookieStatus.Algorithm;
    }

    /// <summary>Opens a cookie with whichever key of the ring it names.</summary>
    /// <param name="keys">The ring.</param>
    /// <param name="cookie">The cookie; anything at all.</param>
    /// <param name="room">At least <see cref="CookieSecrets.MaxLength"/> octets for the secrets; whoever calls wipes them after use.</param>
    /// <param name="secrets">A view of what was sealed, when the status is <see cref="CookieStatus.Ok"/>.</param>
    internal static CookieStatus TryOpen(KeyRingSnapshot keys, Span<byte> cookie, Span<byte> room, out CookieSecrets secrets)
    {
        secrets = default;
        CookieStatus status = TryFind(keys, cookie, out CookieKey? key);
        if (status != CookieStatus.Ok)
        {
            return status;
        }

        AeadMessage message = Opening(key!, cookie, room);
        return message.Key.TryOpen(message.AssociatedData, message.Nonce, message.SealedText, message.Plaintext)
            ? TryRead(key!, cookie, room, out secrets)
            : CookieStatus.Forged;
    }
}
