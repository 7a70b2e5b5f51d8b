using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Nts.Crypto;

namespace Nts.Nts;

/// <summary>What a client keeps after key establishment: the two keys and the cookies that it has not used yet (RFC 8915 §5.7).</summary>
/// <remarks>Not thread-safe: one session belongs to one association.</remarks>
public sealed class NtsSession : IDisposable
{
    /// <summary>The most cookies worth keeping (RFC 8915 §4.1.6, §5.7).</summary>
    public const int MaxCookies = 8;

    /// <summary>Octets of the longest cookie that can be used; one cookie and its request must fit into a small datagram.</summary>
    public const int MaxCookieLength = 256;

    /// <summary>Octets of the shortest cookie that an extension field can carry (RFC 7822 §3).</summary>
    private const int MinCookieLength = 12;

    private readonly Queue<byte[]> _cookies = new(MaxCookies);
    private AeadKey _c2s;
    private AeadKey _s2c;
    private (byte[] C2s, byte[] S2c)? _alternative;

    /// <summary>A session without cookies yet.</summary>
    /// <param name="algorithm">The AEAD algorithm that key establishment chose.</param>
    /// <param name="c2s">The client-to-server key, as long as the algorithm wants (RFC 8915 §5.1).</param>
    /// <param name="s2c">The server-to-client key, as long.</param>
    public NtsSession(AeadAlgorithm algorithm, ReadOnlySpan<byte> c2s, ReadOnlySpan<byte> s2c)
    {
        Algorithm = algorithm;
        AeadKey.Expand(algorithm, c2s, out _c2s);
        AeadKey.Expand(algorithm, s2c, out _s2c);
    }

    /// <summary>The AEAD algorithm of both keys.</summary>
    public AeadAlgorithm Algorithm { get; }

    /// <summary>Cookies that no request has carried yet.</summary>
    public int CookieCount => _cookies.Count;

    /// <summary>Whether a request could carry a cookie: a multiple of four octets, 12 to <see cref="MaxCookieLength"/>.</summary>
    public static bool CanUse(ReadOnlySpan<byte> cookie) => cookie.Length % 4 == 0 && cookie.Length is >= MinCookieLength and <= MaxCookieLength;

    /// <summary>Keeps a second pair of keys, for a server of which it is not known which pair it uses.</summary>
    /// <remarks>
    /// So it is with AEAD 30 and a server that did not echo record 1024: chrony exports in its own way, another server by the letter of
    /// RFC 8915 §5.1. The first authentic reply proves the pair in use, and the other is wiped.
    /// </remarks>
    /// <param name="c2s">The client-to-server key, as long as the algorithm wants.</param>
    /// <param name="s2c">The server-to-client key, as long.</param>
    public void KeepAlternativeKeys(ReadOnlySpan<byte> c2s, ReadOnlySpan<byte> s2c)
    {
        ForgetAlternativeKeys();
        _alternative = (c2s.ToArray(), s2c.ToArray());
    }

    /// <summary>Goes over to the second pair of keys; the cookies remain good. To be called after an NTS NAK, before new keys are established.</summary>
    /// <returns>False when there is no second pair, or it has been tried: keys must be established anew.</returns>
    public bool TrySwitchToAlternativeKeys()
    {
        if (_alternative is not { } keys)
        {
            return false;
        }

        AeadKey.Expand(Algorithm, keys.C2s, out _c2s);
        AeadKey.Expand(Algorithm, keys.S2c, out _s2c);
        ForgetAlternativeKeys();
        return true;
    }

    /// <summary>Keeps a cookie; when there are too many, the oldest goes.</summary>
    /// <returns>False for a cookie that no request could carry.</returns>
    public bool TryAddCookie(ReadOnlySpan<byte> cookie)
    {
        if (!CanUse(cookie))
        {
            return false;
        }

        if (_cookies.Count == MaxCookies)
        {
            _cookies.Dequeue();
        }

        _cookies.Enqueue(cookie.ToArray());
        return true;
    }

    /// <summary>Wipes the keys and forgets the cookies.</summary>
    public void Dispose()
    {
        _cookies.Clear();
        _c2s.Clear();
        _s2c.Clear();
        ForgetAlternativeKeys();
    }

    /// <summary>Takes the oldest cookie out, so that none is sent twice (RFC 8915 §5.7).</summary>
    internal bool TryTakeCookie([NotNullWhen(true)] out byte[]? cookie) => _cookies.TryDequeue(out cookie);

    internal void SealRequest(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, Span<byte> sealedText) =>
        _c2s.Seal(associatedData, nonce, [], sealedText);

    internal bool TryOpenReply(ReadOnlySpan<byte> associatedData, in Authenticator authenticator, Span<byte> plaintext)
    {
        bool isAuthentic = _s2c.TryOpen(associatedData, authenticator.Nonce, authenticator.SealedText, plaintext);
        if (isAuthentic)
        {
            ForgetAlternativeKeys();
        }

        return isAuthentic;
    }

    private void ForgetAlternativeKeys()
    {
        CryptographicOperations.ZeroMemory(_alternative?.C2s);
        CryptographicOperations.ZeroMemory(_alternative?.S2c);
        _alternative = null;
    }
}
