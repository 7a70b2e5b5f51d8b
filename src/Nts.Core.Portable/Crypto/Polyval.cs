using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>POLYVAL (RFC 8452 §3) over one of the implementations of its field.</summary>
internal static class Polyval<TField>
    where TField : struct, IPolyvalField
{
    /// <summary>The most powers of a key that are kept: so many blocks wait for one reduction, not each for its own.</summary>
    public const int PowerCount = 8;

    /// <summary>How many powers of a key are of use for strings of up to so many bytes.</summary>
    public static int PowersFor(int length) => Math.Clamp(length / AesBlock.Size, 1, PowerCount);

    /// <summary>The powers of a key, the key itself first.</summary>
    public static void Expand(Vector128<byte> key, Span<Vector128<byte>> powers)
    {
        powers[0] = key;
        for (int i = 1; i < powers.Length; i++)
        {
            PolyvalProduct product = default;
            TField.AddProduct(ref product, powers[i / 2], powers[(i - 1) / 2]);
            powers[i] = TField.Reduce(product);
        }
    }

    /// <summary>The sum after a message that is padded with zeroes to whole blocks.</summary>
    public static Vector128<byte> Absorb(ReadOnlySpan<Vector128<byte>> powers, Vector128<byte> sum, ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<Vector128<byte>> blocks = MemoryMarshal.Cast<byte, Vector128<byte>>(message);
        ReadOnlySpan<byte> rest = message[(blocks.Length * AesBlock.Size)..];
        while (!blocks.IsEmpty)
        {
            ReadOnlySpan<Vector128<byte>> descending = powers[..Math.Min(powers.Length, blocks.Length)];
            PolyvalProduct product = default;
            TField.AddProduct(ref product, sum ^ blocks[0], descending[^1]);
            for (int i = 1; i < descending.Length; i++)
            {
                TField.AddProduct(ref product, blocks[i], descending[descending.Length - 1 - i]);
            }

            sum = TField.Reduce(product);
            blocks = blocks[descending.Length..];
        }

        return rest.IsEmpty ? sum : Absorb(powers, sum, AesBlock.Load(rest));
    }

    /// <summary>The sum after one block.</summary>
    public static Vector128<byte> Absorb(ReadOnlySpan<Vector128<byte>> powers, Vector128<byte> sum, Vector128<byte> block)
    {
        PolyvalProduct product = default;
        TField.AddProduct(ref product, sum ^ block, powers[0]);
        return TField.Reduce(product);
    }
}
