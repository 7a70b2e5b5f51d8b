using System;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>Counter mode, the same in both directions, over one of the AES implementations.</summary>
internal static class AesCounterMode<TAes, TCounter>
    where TAes : struct, IAesCipher
    where TCounter : struct, ICounter
{
    /// <summary>Adds the key stream of a tag to an input; <paramref name="output"/> may be <paramref name="input"/> itself.</summary>
    public static void Apply(ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<byte> tag, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Vector128<byte> first = TCounter.First(tag);
        uint count = 0;
        for (int offset = 0; offset < input.Length; offset += 4 * AesBlock.Size, count += 4)
        {
            Vector128<byte> pad0 = TCounter.Add(first, count);
            Vector128<byte> pad1 = TCounter.Add(first, count + 1);
            Vector128<byte> pad2 = TCounter.Add(first, count + 2);
            Vector128<byte> pad3 = TCounter.Add(first, count + 3);
            TAes.Encrypt(roundKeys, ref pad0, ref pad1, ref pad2, ref pad3);
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
}
