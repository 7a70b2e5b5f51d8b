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

    /// <summary>Encrypts and authenticates (RFC 5297 §2.6) with one string of associated data and a nonce.</summary>
    public static void Seal(
        in AesSivKey key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> sealedText) =>
        Seal(key, Absorb(key, Absorb(key, key.Start, associatedData), nonce), plaintext, sealedText);

    /// <summary>Decrypts and verifies (RFC 5297 §2.7) with one string of associated data and a nonce; clears the plaintext if it is not authentic.</summary>
    public static bool TryOpen(
        in AesSivKey key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, Span<byte> plaintext) =>
        TryOpen(key, Absorb(key, Absorb(key, key.Start, associatedData), nonce), sealedText, plaintext);

    /// <summary>One step of S2V over a string of associated data (RFC 5297 §2.4); the first step starts from <see cref="AesSivKey.Start"/>.</summary>
    public static Vector128<byte> Absorb(in AesSivKey key, Vector128<byte> s2v, ReadOnlySpan<byte> associatedData) =>
        AesBlock.Double(s2v) ^ AesCmac<TAes>.Tag(key.MacKey, key.Subkey, Vector128<byte>.Zero, associatedData);

    /// <summary>Seals after all associated data was taken in by <see cref="Absorb"/>.</summary>
    public static void Seal(in AesSivKey key, Vector128<byte> s2v, ReadOnlySpan<byte> plaintext, Span<byte> sealedText)
    {
        Vector128<byte> iv = Finish(key, s2v, plaintext);
        ApplyKeyStream(key, iv, plaintext, sealedText[AesSivKey.TagSize..]);
        iv.CopyTo(sealedText);
    }

    /// <summary>Opens after all associated data was taken in by <see cref="Absorb"/>.</summary>
    public static bool TryOpen(in AesSivKey key, Vector128<byte> s2v, ReadOnlySpan<byte> sealedText, Span<byte> plaintext)
    {
        Vector128<byte> iv = Vector128.Create(sealedText);
        ApplyKeyStream(key, iv, sealedText[AesSivKey.TagSize..], plaintext);
        if (IsZero(iv ^ Finish(key, s2v, plaintext)))
        {
            return true;
        }

        plaintext.Clear();
        return false;
    }

    /// <summary>The last step of S2V: the synthetic initialisation vector (RFC 5297 §2.4).</summary>
    private static Vector128<byte> Finish(in AesSivKey key, Vector128<byte> s2v, ReadOnlySpan<byte> plaintext)
    {
        if (plaintext.Length < AesBlock.Size)
        {
            return TAes.Encrypt(key.MacKey, AesBlock.Double(s2v) ^ AesBlock.Pad(plaintext) ^ key.Subkey);
        }

        // The sum goes into the last 16 bytes, which lie in the last block or across the last two: the chain runs over a copy of these.
        Vector128<byte> chained = Vector128<byte>.Zero;
        while (plaintext.Length >= 2 * AesBlock.Size)
        {
            chained = TAes.Encrypt(key.MacKey, chained ^ Vector128.Create(plaintext));
            plaintext = plaintext[AesBlock.Size..];
        }

        Span<byte> end = stackalloc byte[2 * AesBlock.Size];
        end = end[..plaintext.Length];
        plaintext.CopyTo(end);
        Span<byte> lastBlock = end[^AesBlock.Size..];
        (Vector128.Create<byte>(lastBlock) ^ s2v).CopyTo(lastBlock);
        return AesCmac<TAes>.Tag(key.MacKey, key.Subkey, chained, end);
    }

    /// <summary>Counter mode (RFC 5297 §2.5), the same in both directions; <paramref name="output"/> may be <paramref name="input"/> itself.</summary>
    private static void ApplyKeyStream(in AesSivKey key, Vector128<byte> iv, ReadOnlySpan<byte> input, Span<byte> output)
    {
        // The top bits of the last two 32-bit words are cleared, so counting never carries out of the last word.
        Vector128<uint> first = iv.AsUInt32() & Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 127, 255, 255, 255, 127, 255, 255, 255).AsUInt32();
        uint count = FromBigEndian(first.GetElement(3));
        for (int offset = 0; offset < input.Length; offset += 4 * AesBlock.Size, count += 4)
        {
            Vector128<byte> pad0 = first.WithElement(3, FromBigEndian(count)).AsByte();
            Vector128<byte> pad1 = first.WithElement(3, FromBigEndian(count + 1)).AsByte();
            Vector128<byte> pad2 = first.WithElement(3, FromBigEndian(count + 2)).AsByte();
            Vector128<byte> pad3 = first.WithElement(3, FromBigEndian(count + 3)).AsByte();
            TAes.Encrypt(key.CounterKey, ref pad0, ref pad1, ref pad2, ref pad3);
            Xor(pad0, input, output, offset);
            Xor(pad1, input, output, offset + AesBlock.Size);
            Xor(pad2, input, output, offset + (2 * AesBlock.Size));
            Xor(pad3, input, output, offset + (3 * AesBlock.Size));
        }
    }

    private static uint FromBigEndian(uint value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

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
