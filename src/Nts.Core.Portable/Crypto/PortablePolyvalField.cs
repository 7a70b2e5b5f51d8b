using System;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>POLYVAL's field in plain 64-bit arithmetic, for CPUs without a carry-less multiplication.</summary>
internal readonly struct PortablePolyvalField : IPolyvalField
{
    /// <summary>Every fifth bit: bits 0, 5 to 60.</summary>
    private const ulong EveryFifth = 0x1084_2108_4210_8421;

    /// <remarks>After Karatsuba: three products of words give all four.</remarks>
    public static void AddProduct(ref PolyvalProduct sum, Vector128<byte> a, Vector128<byte> b)
    {
        ulong a0 = a.AsUInt64().GetElement(0), a1 = a.AsUInt64().GetElement(1);
        ulong b0 = b.AsUInt64().GetElement(0), b1 = b.AsUInt64().GetElement(1);
        Vector128<ulong> low = Multiply(a0, b0);
        Vector128<ulong> high = Multiply(a1, b1);
        sum.Low ^= low;
        sum.Middle ^= low ^ high ^ Multiply(a0 ^ a1, b0 ^ b1);
        sum.High ^= high;
    }

    public static Vector128<byte> Reduce(in PolyvalProduct sum)
    {
        ulong word0 = sum.Low.GetElement(0);
        ulong word1 = sum.Low.GetElement(1) ^ sum.Middle.GetElement(0);
        ulong word2 = sum.High.GetElement(0) ^ sum.Middle.GetElement(1);
        ulong word3 = sum.High.GetElement(1);

        // Twice the multiple of the modulus that makes the lowest word zero: word · (x^128 + x^127 + x^126 + x^121 + 1).
        word1 ^= (word0 << 63) ^ (word0 << 62) ^ (word0 << 57);
        word2 ^= word0 ^ (word0 >> 1) ^ (word0 >> 2) ^ (word0 >> 7);
        word2 ^= (word1 << 63) ^ (word1 << 62) ^ (word1 << 57);
        word3 ^= word1 ^ (word1 >> 1) ^ (word1 >> 2) ^ (word1 >> 7);
        return Vector128.Create(word2, word3).AsByte();
    }

    /// <summary>The carry-less product of two words by the ordinary multiplication, which takes the same time for all values on x64 and Arm64.</summary>
    /// <remarks>
    /// Factors with bits only at every fifth place have at most 13 ones that add up at a place, so the carries end in the four places between;
    /// the lowest bit of each sum is the carry-less one. 5 × 5 such products make the whole.
    /// </remarks>
    private static Vector128<ulong> Multiply(ulong a, ulong b)
    {
        ulong low = 0, high = 0;
        for (int place = 0; place < 5; place++)
        {
            ulong lowSum = 0, highSum = 0;
            for (int i = 0; i < 5; i++)
            {
                int rest = place >= i ? place - i : place - i + 5;
                highSum ^= Math.BigMul(a & (EveryFifth << i), b & (EveryFifth << rest), out ulong product);
                lowSum ^= product;
            }

            // Bit 64 is a fourth place, which is a first one of the high word.
            low |= lowSum & (EveryFifth << place);
            high |= highSum & (EveryFifth << ((place + 1) % 5));
        }

        return Vector128.Create(low, high);
    }
}
