using System;
using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>The SIV mode (RFC 5297) over one of the AES implementations; <see cref="AeadKey"/> chooses which.</summary>
internal static class AesSiv<TAes>
    where TAes : struct, IAesCipher
{
    /// <summary>Expands both halves of the key: the first is CMAC's, the second counter mode's (RFC 5297 §2.6).</summary>
    /// <param name="key">32 or 64 bytes.</param>
    /// <param name="blocks">Takes <see cref="AesSivKey.Length128"/> or <see cref="AesSivKey.Length256"/> blocks.</param>
    public static void Expand(ReadOnlySpan<byte> key, Span<Vector128<byte>> blocks)
    {
        int half = AesSivKey.RoundKeysOf(blocks.Length);
        TAes.Expand(key[..(key.Length / 2)], blocks[..half]);
        TAes.Expand(key[(key.Length / 2)..], blocks[half..^2]);
        blocks[^2] = AesCmac<TAes>.Subkey(blocks[..half]);
        blocks[^1] = TAes.Encrypt(blocks[..half], blocks[^2]);
    }

    /// <summary>Encrypts and authenticates (RFC 5297 §2.6).</summary>
    public static void Seal(AesSivKey key, in SivContext context, ReadOnlySpan<byte> plaintext, Span<byte> sealedText)
    {
        Vector128<byte> iv = StringsToVector(key, context, plaintext);
        AesCounterMode<TAes, Counter>.Apply(key.CounterKey, iv, plaintext, sealedText[AesBlock.Size..]);
        iv.CopyTo(sealedText);
    }

    /// <summary>Decrypts and verifies (RFC 5297 §2.7); clears the plaintext if it is not authentic.</summary>
    public static bool TryOpen(AesSivKey key, in SivContext context, ReadOnlySpan<byte> sealedText, Span<byte> plaintext)
    {
        Vector128<byte> iv = Vector128.Create(sealedText);
        AesCounterMode<TAes, Counter>.Apply(key.CounterKey, iv, sealedText[AesBlock.Size..], plaintext);
        if (AesBlock.AreEqual(iv, StringsToVector(key, context, plaintext)))
        {
            return true;
        }

        plaintext.Clear();
        return false;
    }

    /// <summary>S2V (RFC 5297 §2.4): the synthetic initialisation vector.</summary>
    private static Vector128<byte> StringsToVector(AesSivKey key, in SivContext context, ReadOnlySpan<byte> plaintext)
    {
        // The sum over the associated data goes into the last 16 bytes of the plaintext; the blocks before these need not wait for it.
        int independent = Math.Max(0, (plaintext.Length / AesBlock.Size) - 1) * AesBlock.Size;
        AesCmac<TAes>.Tags(
            key.MacKey,
            key.Subkey,
            context,
            plaintext[..independent],
            out Vector128<byte> tag0,
            out Vector128<byte> tag1,
            out Vector128<byte> tag2,
            out Vector128<byte> chained);

        Vector128<byte> sum = AesBlock.Double(key.Start) ^ tag0;
        sum = context.Count > 1 ? AesBlock.Double(sum) ^ tag1 : sum;
        sum = context.Count > 2 ? AesBlock.Double(sum) ^ tag2 : sum;

        if (plaintext.Length < AesBlock.Size)
        {
            return TAes.Encrypt(key.MacKey, AesBlock.Double(sum) ^ AesBlock.Pad(plaintext) ^ key.Subkey);
        }

        Span<byte> end = stackalloc byte[2 * AesBlock.Size];
        end = end[..(plaintext.Length - independent)];
        plaintext[independent..].CopyTo(end);
        Span<byte> last = end[^AesBlock.Size..];
        (Vector128.Create<byte>(last) ^ sum).CopyTo(last);
        return AesCmac<TAes>.Tag(key.MacKey, key.Subkey, chained, end);
    }

    /// <summary>The last word counts. The top bits of the last two words are cleared, so that it never carries (RFC 5297 §2.5).</summary>
    private readonly struct Counter : ICounter
    {
        public static Vector128<byte> First(Vector128<byte> tag) =>
            tag & Vector128.Create(0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FF7F, 0xFFFF_FF7F).AsByte();

        public static Vector128<byte> Add(Vector128<byte> first, uint blocks)
        {
            uint count = BinaryPrimitives.ReverseEndianness(first.AsUInt32().GetElement(3));
            return first.AsUInt32().WithElement(3, BinaryPrimitives.ReverseEndianness(unchecked(count + blocks))).AsByte();
        }
    }
}
