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

    /// <summary>Takes a copy of 32 octets of key material.</summary>
    public CookieKey(uint id, ReadOnlySpan<byte> bytes)
    {
        Id = id;
        _bytes = bytes.ToArray();
        AeadKey.Expand(AeadAlgorithm.AesSivCmac256, _bytes, out _expanded);
    }

    /// <summary>What a cookie names this key by; random, so that it needs no clock.</summary>
    public uint Id { get; }

    public ReadOnlySpan<byte> Bytes => _bytes;

    public ref readonly AeadKey Expanded => ref _expanded;

    public void Wipe()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _expanded.Clear();
    }
}
