using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>The eleven round keys of AES-128: 176 bytes in the form that the <see cref="IAesCipher"/> which made them wants.</summary>
[InlineArray(Rounds + 1)]
internal struct AesKeySchedule
{
    public const int KeySize = 16;
    public const int Rounds = 10;

    private Vector128<byte> _roundKey;

    /// <summary>FIPS 197 §5.2 for a 16-byte key, over a function that applies the S-box to each byte of four equal words.</summary>
    /// <typeparam name="TSubWord">Where the S-box comes from.</typeparam>
    public static void Expand<TSubWord>(ReadOnlySpan<byte> key, out AesKeySchedule schedule)
        where TSubWord : ISubWord
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeySize);
        Vector128<byte> roundKey = Vector128.Create(key);
        byte roundConstant = 1;

        schedule = default;
        schedule[0] = roundKey;
        for (int round = 1; round <= Rounds; round++)
        {
            // RotWord of the last word, in all four columns.
            Vector128<byte> rotated = Vector128.Shuffle(roundKey, Vector128.Create(0x0C0F0E0Du).AsByte());
            Vector128<byte> mixed = TSubWord.SubWord(rotated) ^ Vector128.Create((uint)roundConstant).AsByte();

            // Each word becomes the sum of itself and all words before it: an index beyond the vector shifts a zero in.
            roundKey ^= Vector128.Shuffle(roundKey.AsUInt32(), Vector128.Create(4u, 0, 1, 2)).AsByte();
            roundKey ^= Vector128.Shuffle(roundKey.AsUInt32(), Vector128.Create(4u, 4, 0, 1)).AsByte();
            roundKey ^= mixed;
            schedule[round] = roundKey;

            // Multiplication by x in GF(2^8); the constant is public.
            roundConstant = (byte)((roundConstant << 1) ^ ((roundConstant >> 7) * 0x11B));
        }
    }

    /// <summary>The S-box as the key schedule wants it.</summary>
    internal interface ISubWord
    {
        /// <summary>Applies the S-box to every byte of a vector whose four 32-bit words are equal.</summary>
        static abstract Vector128<byte> SubWord(Vector128<byte> equalWords);
    }
}
