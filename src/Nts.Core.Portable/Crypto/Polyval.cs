using System;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>POLYVAL (RFC 8452 §3) over one of the implementations of its field.</summary>
internal static class Polyval<TField>
    where TField : struct, IPolyvalField
{
    /// <summary>How many powers of a key are kept: so many blocks wait for one reduction, not each for its own.</summary>
    public const int PowerCount = 4;

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
        while (!message.IsEmpty)
        {
            PolyvalProduct product = default;
            for (int power = Math.Min(powers.Length, AesBlock.Count(message)) - 1; power >= 0; power--)
            {
                TField.AddProduct(ref product, sum ^ AesBlock.FirstOf(message), powers[power]);
                sum = Vector128<byte>.Zero;
                message = message[Math.Min(AesBlock.Size, message.Length)..];
            }

            sum = TField.Reduce(product);
        }

        return sum;
    }
}
