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

    /// <summary>Expands a key over a function that applies the S-box to each byte of four equal words.</summary>
    /// <typeparam name="TSubWord">Where the S-box comes from.</typeparam>
    /// <param name="key">16 or 32 bytes.</param>
    /// <param name="roundKeys">Receives <see cref="Length128"/> or <see cref="Length256"/> round keys.</param>
    public static void Expand<TSubWord>(ReadOnlySpan<byte> key, Span<Vector128<byte>> roundKeys)
        where TSubWord : ISubWord
    {
        int given = key.Length / AesBlock.Size;
        ArgumentOutOfRangeException.ThrowIfNotEqual(roundKeys.Length, given == 1 ? Length128 : Length256);
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, given == 1 ? 16 : 32);

        // The last two round keys; the same one twice where a key is no longer than a round key.
        Vector128<byte> older = Vector128.Create(key);
        Vector128<byte> newer = Vector128.Create(key[^AesBlock.Size..]);
        roundKeys[0] = older;
        roundKeys[given - 1] = newer;
        byte roundConstant = 1;
        for (int round = given; round < roundKeys.Length; round++)
        {
            // The last word in all four columns: after RotWord and with a round constant, but for every other round key of AES-256.
            Vector128<byte> mixed;
            if (given == 1 || round % 2 == 0)
            {
                Vector128<byte> rotated = Vector128.Shuffle(newer, Vector128.Create(0x0C0F0E0Du).AsByte());
                mixed = TSubWord.SubWord(rotated) ^ Vector128.Create((uint)roundConstant).AsByte();

                // Multiplication by x in GF(2^8); the constant is public.
                roundConstant = (byte)((roundConstant << 1) ^ ((roundConstant >> 7) * 0x11B));
            }
            else
            {
                mixed = TSubWord.SubWord(Vector128.Shuffle(newer, Vector128.Create(0x0F0E0D0Cu).AsByte()));
            }

            Vector128<byte> next = SumOfWordsBefore(older) ^ mixed;
            older = given == 1 ? next : newer;
            newer = next;
            roundKeys[round] = next;
        }
    }

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
