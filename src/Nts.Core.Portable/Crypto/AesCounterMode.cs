using System;
using System.Runtime.CompilerServices;
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
        while (!input.IsEmpty)
        {
            Vector128<byte> pad0 = Next(ref counter), pad1 = Next(ref counter), pad2 = Next(ref counter), pad3 = Next(ref counter);
            TAes.Encrypt(roundKeys, ref pad0, ref pad1, ref pad2, ref pad3);
            if (input.Length < 4 * AesBlock.Size)
            {
                ApplyLast(pad0, pad1, pad2, pad3, input, output);
                return;
            }

            (Vector128.Create(input) ^ pad0).CopyTo(output);
            (Vector128.Create(input[AesBlock.Size..]) ^ pad1).CopyTo(output[AesBlock.Size..]);
            (Vector128.Create(input[(2 * AesBlock.Size)..]) ^ pad2).CopyTo(output[(2 * AesBlock.Size)..]);
            (Vector128.Create(input[(3 * AesBlock.Size)..]) ^ pad3).CopyTo(output[(3 * AesBlock.Size)..]);
            input = input[(4 * AesBlock.Size)..];
            output = output[(4 * AesBlock.Size)..];
        }
    }

    /// <summary>Adds the beginning of four blocks of key stream to less than four blocks of input.</summary>
    private static void ApplyLast(
        Vector128<byte> pad0, Vector128<byte> pad1, Vector128<byte> pad2, Vector128<byte> pad3, ReadOnlySpan<byte> input, Span<byte> output)
    {
        while (input.Length >= AesBlock.Size)
        {
            (Vector128.Create(input) ^ pad0).CopyTo(output);
            (pad0, pad1, pad2) = (pad1, pad2, pad3);
            input = input[AesBlock.Size..];
            output = output[AesBlock.Size..];
        }

        AesBlock.Store(AesBlock.Load(input) ^ pad0, output[..input.Length]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Next(ref Vector128<uint> counter)
    {
        Vector128<byte> block = TCounter.Block(counter);
        counter += TCounter.One;
        return block;
    }
}
