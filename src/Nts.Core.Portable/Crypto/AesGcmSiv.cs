using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Nts.Crypto;

/// <summary>AES-GCM-SIV (RFC 8452) with 16-byte keys, over one of the AES implementations and one of POLYVAL's; <see cref="AeadKey"/> chooses which.</summary>
/// <remarks>A key is the round keys of AES-128 that make the keys of each nonce.</remarks>
internal static class AesGcmSiv<TAes, TField>
    where TAes : struct, IAesCipher
    where TField : struct, IPolyvalField
{
    /// <summary>Blocks of the keys that belong to a nonce: round keys, then powers of POLYVAL's key.</summary>
    private const int RecordKeysLength = AesKeySchedule.Length128 + Polyval<TField>.PowerCount;

    /// <summary>Encrypts and authenticates (RFC 8452 §4).</summary>
    public static void Seal(
        ReadOnlySpan<Vector128<byte>> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> sealedText)
    {
        Span<Vector128<byte>> recordKeys = stackalloc Vector128<byte>[RecordKeysLength];
        recordKeys = recordKeys[..(AesKeySchedule.Length128 + Polyval<TField>.PowersFor(Math.Max(associatedData.Length, plaintext.Length)))];
        DeriveKeys(key, nonce, recordKeys);
        Vector128<byte> tag = Tag(recordKeys, associatedData, nonce, plaintext);
        ApplyKeyStream(recordKeys[..AesKeySchedule.Length128], tag, plaintext, sealedText);
        tag.CopyTo(sealedText[plaintext.Length..]);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(recordKeys));
    }

    /// <summary>Decrypts and verifies (RFC 8452 §5); clears the plaintext if it is not authentic.</summary>
    public static bool TryOpen(
        ReadOnlySpan<Vector128<byte>> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, Span<byte> plaintext)
    {
        Span<Vector128<byte>> recordKeys = stackalloc Vector128<byte>[RecordKeysLength];
        recordKeys = recordKeys[..(AesKeySchedule.Length128 + Polyval<TField>.PowersFor(Math.Max(associatedData.Length, plaintext.Length)))];
        DeriveKeys(key, nonce, recordKeys);
        Vector128<byte> tag = Vector128.Create(sealedText[plaintext.Length..]);
        ApplyKeyStream(recordKeys[..AesKeySchedule.Length128], tag, sealedText[..plaintext.Length], plaintext);
        bool authentic = AesBlock.AreEqual(tag, Tag(recordKeys, associatedData, nonce, plaintext));
        if (!authentic)
        {
            plaintext.Clear();
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(recordKeys));
        return authentic;
    }

    /// <summary>Counter mode from a tag (RFC 8452 §4); <paramref name="output"/> may be <paramref name="input"/> itself.</summary>
    internal static void ApplyKeyStream(ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<byte> tag, ReadOnlySpan<byte> input, Span<byte> output) =>
        AesCounterMode<TAes, Counter>.Apply(roundKeys, tag, input, output);

    /// <summary>The two keys that belong to a nonce: half of each of four encrypted blocks, which are a number and the nonce (RFC 8452 §4).</summary>
    private static void DeriveKeys(ReadOnlySpan<Vector128<byte>> key, ReadOnlySpan<byte> nonce, Span<Vector128<byte>> recordKeys)
    {
        // A number and the nonce: the shuffle brings the zero that fills up the nonce to the front.
        Vector128<uint> numbered = Vector128.Shuffle(AesBlock.Load(nonce).AsUInt32(), Vector128.Create(3u, 0, 1, 2));
        Vector128<byte> half0 = numbered.AsByte();
        Vector128<byte> half1 = numbered.WithElement(0, 1u).AsByte();
        Vector128<byte> half2 = numbered.WithElement(0, 2u).AsByte();
        Vector128<byte> half3 = numbered.WithElement(0, 3u).AsByte();
        TAes.Encrypt(key, ref half0, ref half1, ref half2, ref half3);
        Polyval<TField>.Expand(Vector128.Create(half0.GetLower(), half1.GetLower()), recordKeys[AesKeySchedule.Length128..]);

        Span<byte> encryptionKey = stackalloc byte[AesBlock.Size];
        Vector128.Create(half2.GetLower(), half3.GetLower()).CopyTo(encryptionKey);
        TAes.Expand(encryptionKey, recordKeys[..AesKeySchedule.Length128]);
        CryptographicOperations.ZeroMemory(encryptionKey);
    }

    private static Vector128<byte> Tag(
        ReadOnlySpan<Vector128<byte>> recordKeys, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext)
    {
        ReadOnlySpan<Vector128<byte>> powers = recordKeys[AesKeySchedule.Length128..];
        Vector128<byte> bits = Vector128.Create(8 * (ulong)associatedData.Length, 8 * (ulong)plaintext.Length).AsByte();
        Vector128<byte> sum = Polyval<TField>.Absorb(powers, Vector128<byte>.Zero, associatedData);
        sum = Polyval<TField>.Absorb(powers, sum, plaintext);
        sum = Polyval<TField>.Absorb(powers, sum, bits);

        sum ^= AesBlock.Load(nonce);
        return TAes.Encrypt(recordKeys[..AesKeySchedule.Length128], sum & Vector128.Create(ulong.MaxValue, ulong.MaxValue >> 1).AsByte());
    }

    /// <summary>The first word counts, with the lowest byte first, and wraps (RFC 8452 §4).</summary>
    private readonly struct Counter : ICounter
    {
        public static Vector128<uint> One => Vector128.Create(1u, 0, 0, 0);

        public static Vector128<uint> First(Vector128<byte> tag) => tag.AsUInt32() | Vector128.Create(0, 0, 0, 1u << 31);

        public static Vector128<byte> Block(Vector128<uint> counter) => counter.AsByte();
    }
}
