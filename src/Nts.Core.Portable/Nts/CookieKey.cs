using System;
using System.Security.Cryptography;
using Nts.Crypto;

namespace Nts.Nts;

/// <summary>One master key for cookies, expanded once (RFC 8915 §6: the pair I, K).</summary>
internal sealed class CookieKey
{
    public const int Length = 32;

    private readonly byte[] _bytes;
    private AeadKey _expanded;
    private volatile bool _hasOpened;

    /// <summary>Takes a copy of 32 octets of key material.</summary>
    public CookieKey(uint id, ReadOnlySpan<byte> bytes)
    {
        Id = id;
        _bytes = bytes.ToArray();
        AeadKey.Expand(AeadAlgorithm.AesSivCmac256, _bytes, out _expanded);
    }

    /// <summary>What a cookie names this key by; never from the time, so that it needs no clock.</summary>
    public uint Id { get; }

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Whether a cookie was opened with it: someone who shares it has sealed.</summary>
    public bool HasOpened => _hasOpened;

    public ref readonly AeadKey Expanded => ref _expanded;

    public void MarkOpened()
    {
        // Written once: threads share the cache line.
        if (!_hasOpened)
        {
            _hasOpened = true;
        }
    }

    public void Wipe()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _expanded.Clear();
    }
}
