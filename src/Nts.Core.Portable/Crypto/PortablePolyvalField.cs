using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Nts.Crypto;

/// <summary>POLYVAL's field for CPUs without a carry-less multiplication of words.</summary>
internal readonly struct PortablePolyvalField : IPolyvalField
{
    /// <summary>Every fifth bit: bits 0, 5 to 60.</summary>
    private const ulong EveryFifth = 0x1084_2108_4210_8421;

    /// <remarks>After Karatsuba: three products of words give all four.</remarks>
    public static void AddProduct(ref PolyvalProduct sum, Vector128<byte> a, Vector128<byte> b)
    {
        Vector128<byte> swappedA = SwapWords(a), swappedB = SwapWords(b);
        Vector128<ulong> low = MultiplyLow(a, b);
        Vector128<ulong> high = MultiplyLow(swappedA, swappedB);
        sum.Low ^= low;
        sum.Middle ^= low ^ high ^ MultiplyLow(a ^ swappedA, b ^ swappedB);
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

    private static Vector128<byte> SwapWords(Vector128<byte> words) => Vector128.Shuffle(words.AsUInt64(), Vector128.Create(1ul, 0)).AsByte();

    /// <summary>The product of the low words.</summary>
    private static Vector128<ulong> MultiplyLow(Vector128<byte> a, Vector128<byte> b) => AdvSimd.IsSupported
        ? MultiplyBytes(a.GetLower(), b.GetLower())
        : MultiplyEveryFifth(a.AsUInt64().ToScalar(), b.AsUInt64().ToScalar());

    /// <summary>The carry-less product of two words by the one of bytes, which every Arm64 CPU has: PMULL of eight pairs of bytes, without the cryptography extension.</summary>
    /// <remarks>Pairs of bytes at one distance from each other are multiplied together, for distances up to four either way round.</remarks>
    private static Vector128<ulong> MultiplyBytes(Vector64<byte> x, Vector64<byte> y)
    {
        Vector64<byte> x1 = AdvSimd.ExtractVector64(x, x, 1), x2 = AdvSimd.ExtractVector64(x, x, 2), x3 = AdvSimd.ExtractVector64(x, x, 3);
        Vector64<byte> y1 = AdvSimd.ExtractVector64(y, y, 1), y2 = AdvSimd.ExtractVector64(y, y, 2), y3 = AdvSimd.ExtractVector64(y, y, 3);
        Vector64<byte> y4 = AdvSimd.ExtractVector64(y, y, 4);
        Vector128<byte> sum = MultiplyPairs(x, y)
            ^ AdvSimd.ExtractVector128(default, Unwrap(MultiplyPairs(x, y1) ^ MultiplyPairs(x1, y), 1), 16 - 1)
            ^ AdvSimd.ExtractVector128(default, Unwrap(MultiplyPairs(x, y2) ^ MultiplyPairs(x2, y), 2), 16 - 2)
            ^ AdvSimd.ExtractVector128(default, Unwrap(MultiplyPairs(x, y3) ^ MultiplyPairs(x3, y), 3), 16 - 3)
            ^ AdvSimd.ExtractVector128(default, Unwrap(MultiplyPairs(x, y4), 4), 16 - 4);
        return sum.AsUInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> MultiplyPairs(Vector64<byte> x, Vector64<byte> y) => AdvSimd.PolynomialMultiplyWideningLower(x, y).AsByte();

    /// <summary>The last products, as many as the distance, are of a byte near the end and one that was rotated past it: they belong eight bytes lower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Unwrap(Vector128<byte> products, int distance)
    {
        Vector128<byte> wrapped = products & Vector128.Create(0, ulong.MaxValue << (64 - (16 * distance))).AsByte();
        return products ^ wrapped ^ AdvSimd.ExtractVector128(wrapped, default, 8);
    }

    /// <summary>The carry-less product of two words by the ordinary multiplication, which takes the same time for all values on x64.</summary>
    /// <remarks>
    /// Factors with bits only at every fifth place have at most 13 ones that add up at a place, so the carries end in the four places between;
    /// the lowest bit of each sum is the carry-less one. 5 × 5 such products make the whole.
    /// </remarks>
    private static Vector128<ulong> MultiplyEveryFifth(ulong a, ulong b)
    {
        ulong b0 = b & EveryFifth, b1 = b & (EveryFifth << 1), b2 = b & (EveryFifth << 2), b3 = b & (EveryFifth << 3), b4 = b & (EveryFifth << 4);

        // Bit 64 is a fourth place, which is a first one of the high word.
        return (SumOfProducts(a, b0, b4, b3, b2, b1) & Vector128.Create(EveryFifth, EveryFifth << 1))
            | (SumOfProducts(a, b1, b0, b4, b3, b2) & Vector128.Create(EveryFifth << 1, EveryFifth << 2))
            | (SumOfProducts(a, b2, b1, b0, b4, b3) & Vector128.Create(EveryFifth << 2, EveryFifth << 3))
            | (SumOfProducts(a, b3, b2, b1, b0, b4) & Vector128.Create(EveryFifth << 3, EveryFifth << 4))
            | (SumOfProducts(a, b4, b3, b2, b1, b0) & Vector128.Create(EveryFifth << 4, EveryFifth));
    }

    /// <summary>The products of the five parts of <paramref name="a"/> with five of the other factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> SumOfProducts(ulong a, ulong with0, ulong with1, ulong with2, ulong with3, ulong with4)
    {
        ulong high = Math.BigMul(a & EveryFifth, with0, out ulong low0)
            ^ Math.BigMul(a & (EveryFifth << 1), with1, out ulong low1)
            ^ Math.BigMul(a & (EveryFifth << 2), with2, out ulong low2)
            ^ Math.BigMul(a & (EveryFifth << 3), with3, out ulong low3)
            ^ Math.BigMul(a & (EveryFifth << 4), with4, out ulong low4);
        return Vector128.Create(low0 ^ low1 ^ low2 ^ low3 ^ low4, high);
    }
}
