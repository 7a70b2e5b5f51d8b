using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>The key schedule of AES-128 and AES-256 (FIPS 197 §5.2).</summary>
internal static class AesKeySchedule
{
    /// <summary>Round keys of AES-128.</summary>
    public const int Length128 = 11;

    /// <summary>Round keys of AES-256.</summary>
    public const int Length256 = 15;

    /// <summary>The powers of x in GF(2^8), from x^0 at 1 on (FIPS 197 §5.2 "Rcon").</summary>
    private static ReadOnlySpan<byte> RoundConstants => [0, 0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0x1B, 0x36];

    /// <summary>Expands a key over a function that applies the S-box to each byte of four equal words.</summary>
    /// <typeparam name="TSubWord">Where the S-box comes from.</typeparam>
    /// <param name="key">16 or 32 bytes.</param>
    /// <param name="roundKeys">Receives <see cref="Length128"/> or <see cref="Length256"/> round keys.</param>
    public static void Expand<TSubWord>(ReadOnlySpan<byte> key, Span<Vector128<byte>> roundKeys)
        where TSubWord : ISubWord
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(roundKeys.Length, key.Length == 32 ? Length256 : Length128);
        Vector128<byte> first = Vector128.Create(key);
        roundKeys[0] = first;
        if (key.Length == 16)
        {
            for (int round = 1; round < roundKeys.Length; round++)
            {
                first = SumOfWordsBefore(first) ^ RotatedWord<TSubWord>(first, round);
                roundKeys[round] = first;
            }

            return;
        }

        Vector128<byte> second = Vector128.Create(key[AesBlock.Size..]);
        roundKeys[1] = second;
        for (int round = 2; round < roundKeys.Length; round += 2)
        {
            first = SumOfWordsBefore(first) ^ RotatedWord<TSubWord>(second, round / 2);
            roundKeys[round] = first;
            if (round + 1 < roundKeys.Length)
            {
                second = SumOfWordsBefore(second) ^ TSubWord.SubWord(Vector128.Shuffle(first, Vector128.Create(0x0F0E0D0Cu).AsByte()));
                roundKeys[round + 1] = second;
            }
        }
    }

    /// <summary>The last word after RotWord, SubWord and the addition of a round constant, in all four places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> RotatedWord<TSubWord>(Vector128<byte> words, int count)
        where TSubWord : ISubWord =>
        TSubWord.SubWord(Vector128.Shuffle(words, Vector128.Create(0x0C0F0E0Du).AsByte())) ^ Vector128.Create((uint)RoundConstants[count]).AsByte();

    /// <summary>Each word becomes the sum of itself and all words before it: an index beyond the vector shifts a zero in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> SumOfWordsBefore(Vector128<byte> words)
    {
        words ^= Vector128.Shuffle(words.AsUInt32(), Vector128.Create(4u, 0, 1, 2)).AsByte();
        return words ^ Vector128.Shuffle(words.AsUInt32(), Vector128.Create(4u, 4, 0, 1)).AsByte();
    }

    /// <summary>The S-box as the key schedule wants it.</summary>
    internal interface ISubWord
    {
        /// <summary>Applies the S-box to every byte of a vector whose four 32-bit words are equal.</summary>
        static abstract Vector128<byte> SubWord(Vector128<byte> equalWords);
    }
}
