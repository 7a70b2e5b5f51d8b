using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>AES in plain 64-bit arithmetic, four blocks side by side, for CPUs without AES instructions (Raspberry Pi 3 and 4).</summary>
/// <remarks>
/// Bitsliced: see <see cref="AesBitPlanes"/>. There is no table at all, so nothing that a cache could give away.
/// A single block costs as much as four.
/// A round key is the same for all four blocks, so every group of four bits in its eight planes is 0000 or 1111;
/// what is kept is one bit of each group, which packs the eight planes into the usual 16 bytes.
/// </remarks>
internal readonly struct BitslicedAes : IAesCipher, AesKeySchedule.ISubWord
{
    private const ulong OneOfFour = 0x1111_1111_1111_1111;

    public static void Expand(ReadOnlySpan<byte> key, Span<Vector128<byte>> roundKeys)
    {
        AesKeySchedule.Expand<BitslicedAes>(key, roundKeys);
        foreach (ref Vector128<byte> roundKey in roundKeys)
        {
            roundKey = Pack(roundKey);
        }
    }

    public static Vector128<byte> SubWord(Vector128<byte> equalWords)
    {
        // Where a byte stands does not matter to the S-box, so four bytes need no arrangement into rows and columns.
        AesBitPlanes planes = default;
        planes[0] = equalWords.AsUInt32().ToScalar();
        planes.Transpose();
        planes.SubBytes();
        planes.Transpose();
        return Vector128.Create(unchecked((uint)planes[0])).AsByte();
    }

    public static Vector128<byte> Encrypt(ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<byte> block)
    {
        Vector128<byte> unused1 = default, unused2 = default, unused3 = default;
        Encrypt(roundKeys, ref block, ref unused1, ref unused2, ref unused3);
        return block;
    }

    public static void Encrypt(
        ReadOnlySpan<Vector128<byte>> roundKeys,
        ref Vector128<byte> block0,
        ref Vector128<byte> block1,
        ref Vector128<byte> block2,
        ref Vector128<byte> block3)
    {
        AesBitPlanes planes = AesBitPlanes.FromBlocks(block0, block1, block2, block3);
        AddRoundKey(ref planes, roundKeys[0]);
        foreach (Vector128<byte> roundKey in roundKeys[1..^1])
        {
            planes.SubBytes();
            planes.ShiftRows();
            planes.MixColumns();
            AddRoundKey(ref planes, roundKey);
        }

        planes.SubBytes();
        planes.ShiftRows();
        AddRoundKey(ref planes, roundKeys[^1]);
        planes.ToBlocks(out block0, out block1, out block2, out block3);
    }

    public static void Encrypt(
        ReadOnlySpan<Vector128<byte>> roundKeys0,
        ReadOnlySpan<Vector128<byte>> roundKeys1,
        ReadOnlySpan<Vector128<byte>> roundKeys2,
        ReadOnlySpan<Vector128<byte>> roundKeys3,
        ref Vector128<byte> block0,
        ref Vector128<byte> block1,
        ref Vector128<byte> block2,
        ref Vector128<byte> block3)
    {
        block0 = Encrypt(roundKeys0, block0);
        block1 = Encrypt(roundKeys1, block1);
        block2 = Encrypt(roundKeys2, block2);
        block3 = Encrypt(roundKeys3, block3);
    }

    private static Vector128<byte> Pack(Vector128<byte> roundKey)
    {
        AesBitPlanes planes = AesBitPlanes.FromBlocks(roundKey, roundKey, roundKey, roundKey);
        ulong low = 0, high = 0;
        for (int bit = 0; bit < 4; bit++)
        {
            low |= (planes[bit] & OneOfFour) << bit;
            high |= (planes[bit + 4] & OneOfFour) << bit;
        }

        return Vector128.Create(low, high).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRoundKey(ref AesBitPlanes planes, Vector128<byte> packed)
    {
        ulong low = packed.AsUInt64().GetElement(0);
        ulong high = packed.AsUInt64().GetElement(1);
        planes[0] ^= Unpack(low);
        planes[1] ^= Unpack(low >> 1);
        planes[2] ^= Unpack(low >> 2);
        planes[3] ^= Unpack(low >> 3);
        planes[4] ^= Unpack(high);
        planes[5] ^= Unpack(high >> 1);
        planes[6] ^= Unpack(high >> 2);
        planes[7] ^= Unpack(high >> 3);
    }

    /// <summary>Fills each group of four bits with its lowest bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Unpack(ulong packed)
    {
        ulong bits = packed & OneOfFour;
        return unchecked((bits << 4) - bits);
    }
}
