using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        Vector128<uint> counter = TCounter.First(tag);
        ReadOnlySpan<Vector128<byte>> blocks = MemoryMarshal.Cast<byte, Vector128<byte>>(input);
        Span<Vector128<byte>> sums = MemoryMarshal.Cast<byte, Vector128<byte>>(output)[..blocks.Length];
        int done = 0;
        for (; done <= blocks.Length - 4; done += 4)
        {
            Vector128<byte> pad0 = Next(ref counter), pad1 = Next(ref counter), pad2 = Next(ref counter), pad3 = Next(ref counter);
            TAes.Encrypt(roundKeys, ref pad0, ref pad1, ref pad2, ref pad3);
            sums[done] = blocks[done] ^ pad0;
            sums[done + 1] = blocks[done + 1] ^ pad1;
            sums[done + 2] = blocks[done + 2] ^ pad2;
            sums[done + 3] = blocks[done + 3] ^ pad3;
        }

        int rest = done * AesBlock.Size;
        if (rest < input.Length)
        {
            ApplyLast(roundKeys, counter, input[rest..], output[rest..]);
        }
    }

    /// <summary>Adds the beginning of four blocks of key stream to less than four blocks of input.</summary>
    private static void ApplyLast(ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<uint> counter, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Vector128<byte> pad0 = Next(ref counter), pad1 = Next(ref counter), pad2 = Next(ref counter), pad3 = Next(ref counter);
        TAes.Encrypt(roundKeys, ref pad0, ref pad1, ref pad2, ref pad3);
        ReadOnlySpan<Vector128<byte>> blocks = MemoryMarshal.Cast<byte, Vector128<byte>>(input);
        Span<Vector128<byte>> sums = MemoryMarshal.Cast<byte, Vector128<byte>>(output)[..blocks.Length];
        for (int i = 0; i < blocks.Length; i++)
        {
            sums[i] = blocks[i] ^ pad0;
            (pad0, pad1, pad2) = (pad1, pad2, pad3);
        }

        int rest = blocks.Length * AesBlock.Size;
        AesBlock.Store(AesBlock.Load(input[rest..]) ^ pad0, output[rest..input.Length]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Next(ref Vector128<uint> counter)
    {
        Vector128<byte> block = TCounter.Block(counter);
        counter += TCounter.One;
        return block;
    }
}
