using System;
using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>The SIV mode (RFC 5297) over one of the AES implementations; <see cref="AesSivKey"/> chooses which.</summary>
internal static class AesSiv<TAes>
    where TAes : struct, IAesCipher
{
    /// <summary>Expands both halves of the key: the first is CMAC's, the second counter mode's (RFC 5297 §2.6).</summary>
    public static void Expand(ReadOnlySpan<byte> key, out AesSivKey expanded)
    {
        TAes.Expand(key[..AesKeySchedule.KeySize], out expanded.MacKey);
        TAes.Expand(key[AesKeySchedule.KeySize..], out expanded.CounterKey);
        expanded.Subkey = AesCmac<TAes>.Subkey(expanded.MacKey);
        expanded.Start = TAes.Encrypt(expanded.MacKey, expanded.Subkey);
    }

    /// <summary>Encrypts and authenticates (RFC 5297 §2.6).</summary>
    public static void Seal(in AesSivKey key, in SivContext context, ReadOnlySpan<byte> plaintext, Span<byte> sealedText)
    {
        Vector128<byte> iv = StringsToVector(key, context, plaintext);
        ApplyKeyStream(key, iv, plaintext, sealedText[AesSivKey.TagSize..]);
        iv.CopyTo(sealedText);
    }

    /// <summary>Decrypts and verifies (RFC 5297 §2.7); clears the plaintext if it is not authentic.</summary>
    public static bool TryOpen(in AesSivKey key, in SivContext context, ReadOnlySpan<byte> sealedText, Span<byte> plaintext)
    {
        Vector128<byte> iv = Vector128.Create(sealedText);
        ApplyKeyStream(key, iv, sealedText[AesSivKey.TagSize..], plaintext);
        if (IsZero(iv ^ StringsToVector(key, context, plaintext)))
        {
            return true;
        }

        plaintext.Clear();
        return false;
    }

    /// <summary>S2V (RFC 5297 §2.4): the synthetic initialisation vector.</summary>
    private static Vector128<byte> StringsToVector(in AesSivKey key, in SivContext context, ReadOnlySpan<byte> plaintext)
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

    /// <summary>Counter mode (RFC 5297 §2.5), the same in both directions; <paramref name="output"/> may be <paramref name="input"/> itself.</summary>
    private static void ApplyKeyStream(in AesSivKey key, Vector128<byte> iv, ReadOnlySpan<byte> input, Span<byte> output)
    {
        // The top bits of the last two 32-bit words are cleared, so counting never carries out of the last word.
        Vector128<uint> first = iv.AsUInt32() & Vector128.Create(0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FF7F, 0xFFFF_FF7F);
        uint count = BinaryPrimitives.ReverseEndianness(first.GetElement(3));
        for (int offset = 0; offset < input.Length; offset += 4 * AesBlock.Size, count += 4)
        {
            Vector128<byte> pad0 = first.WithElement(3, BinaryPrimitives.ReverseEndianness(count)).AsByte();
            Vector128<byte> pad1 = first.WithElement(3, BinaryPrimitives.ReverseEndianness(count + 1)).AsByte();
            Vector128<byte> pad2 = first.WithElement(3, BinaryPrimitives.ReverseEndianness(count + 2)).AsByte();
            Vector128<byte> pad3 = first.WithElement(3, BinaryPrimitives.ReverseEndianness(count + 3)).AsByte();
            TAes.Encrypt(key.CounterKey, ref pad0, ref pad1, ref pad2, ref pad3);
            Xor(pad0, input, output, offset);
            Xor(pad1, input, output, offset + AesBlock.Size);
            Xor(pad2, input, output, offset + (2 * AesBlock.Size));
            Xor(pad3, input, output, offset + (3 * AesBlock.Size));
        }
    }

    /// <summary>Adds a block of key stream to what the input has at an offset: a block, a part of one, or nothing.</summary>
    private static void Xor(Vector128<byte> pad, ReadOnlySpan<byte> input, Span<byte> output, int offset)
    {
        if (offset + AesBlock.Size <= input.Length)
        {
            (Vector128.Create(input[offset..]) ^ pad).CopyTo(output[offset..]);
            return;
        }

        for (int i = offset; i < input.Length; i++)
        {
            output[i] = (byte)(input[i] ^ pad[i - offset]);
        }
    }

    /// <summary>Whether all bytes are zero, in the same time whichever are not.</summary>
    private static bool IsZero(Vector128<byte> difference)
    {
        Vector128<ulong> halves = difference.AsUInt64();
        return (halves.GetElement(0) | halves.GetElement(1)) == 0;
    }
}
