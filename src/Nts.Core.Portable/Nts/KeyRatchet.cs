using System;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Nts.Nts;

/// <summary>The ratchet of RFC 8915 §6: servers that once shared a key derive the same sequence of keys without a word to each other.</summary>
/// <remarks>
/// <code>
/// next id  = id + 1, modulo 2³²
/// next key = HKDF-SHA-256(IKM = key, salt = id (4 octets, big endian), info = "nts cookie key ratchet", 32 octets)     (RFC 5869)
/// </code>
/// Nobody can turn it back: who steals a key learns the later ones, not the earlier. Ids count up because RFC 8915 §6 wants them unique, and
/// so that a person sees which of two servers is ahead.
/// </remarks>
internal static class KeyRatchet
{
    private static ReadOnlySpan<byte> Info => "nts cookie key ratchet"u8;

    public static CookieKey After(CookieKey key)
    {
        Span<byte> salt = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(salt, key.Id);
        Span<byte> derived = stackalloc byte[CookieKey.Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, derived, salt, Info);
        CookieKey next = new(unchecked(key.Id + 1), derived);
        CryptographicOperations.ZeroMemory(derived);
        return next;
    }
}
