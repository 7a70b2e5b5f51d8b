using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>AES for CPUs without AES instructions (Raspberry Pi 3 and 4): the S-box by look-ups in registers.</summary>
/// <remarks>
/// After M. Hamburg, "Accelerating AES with vector permute instructions" (CHES 2009); <see cref="VectorPermuteTables"/> says why it is AES.
/// A table has 16 entries and fits a register; one instruction (PSHUFB on x64, TBL on Arm64) looks all 16 bytes of a block up in it.
/// No address depends on a secret, so there is nothing that a cache could give away.
/// A call of OpenSSL through the runtime's own classes costs more than ten blocks here, and allocates.
/// x64 and Arm64 are all that this project runs on; elsewhere the runtime might carry these look-ups out in memory.
/// Round keys, the first and the last excepted, are kept in the basis of the tables and with the S-box's constant added.
/// </remarks>
internal readonly struct VectorPermuteAes : IAesCipher, AesKeySchedule.ISubWord
{
    private static Vector128<byte> NibbleMask => Vector128.Create((byte)0x0F);

    private static Vector128<byte> AffineConstant => Vector128.Create(VectorPermuteTables.AffineConstant);

    public static void Expand(ReadOnlySpan<byte> key, Span<Vector128<byte>> roundKeys)
    {
        AesKeySchedule.Expand<VectorPermuteAes>(key, roundKeys);
        foreach (ref Vector128<byte> roundKey in roundKeys[1..^1])
        {
            roundKey = Enter(new OneBlock(roundKey ^ AffineConstant)).Block;
        }

        roundKeys[^1] ^= AffineConstant;
    }

    public static Vector128<byte> SubWord(Vector128<byte> equalWords)
    {
        Invert(Enter(new OneBlock(equalWords)), out OneBlock p, out OneBlock q);
        return Leave(p, q).Block ^ AffineConstant;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector128<byte> Encrypt(ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<byte> block) =>
        Encrypt(new OneBlock.Keys(roundKeys), new OneBlock(block)).Block;

    public static void Encrypt(
        ReadOnlySpan<Vector128<byte>> roundKeys,
        ref Vector128<byte> block0,
        ref Vector128<byte> block1,
        ref Vector128<byte> block2,
        ref Vector128<byte> block3) =>
        Encrypt(roundKeys, roundKeys, roundKeys, roundKeys, ref block0, ref block1, ref block2, ref block3);

    [MethodImpl(MethodImplOptions.NoInlining)]
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
        FourBlocks blocks = Encrypt(new FourBlocks.Keys(roundKeys0, roundKeys1, roundKeys2, roundKeys3), new FourBlocks(block0, block1, block2, block3));
        block0 = blocks.Block0;
        block1 = blocks.Block1;
        block2 = blocks.Block2;
        block3 = blocks.Block3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBlocks Encrypt<TBlocks, TKeys>(TKeys keys, TBlocks blocks)
        where TBlocks : struct, IBlocks<TBlocks>
        where TKeys : struct, IRoundKeys<TBlocks>, allows ref struct
    {
        blocks = Enter(blocks ^ keys[0]);
        for (int round = 1; ; round++)
        {
            Invert(blocks, out TBlocks p, out TBlocks q);
            if (round == keys.Count - 1)
            {
                return TBlocks.Permute(Leave(p, q), VectorPermuteTables.Rows) ^ keys[round];
            }

            TBlocks single = TBlocks.LookUp(VectorPermuteTables.SubstituteP, p) ^ TBlocks.LookUp(VectorPermuteTables.SubstituteQ, q);
            TBlocks doubled = TBlocks.LookUp(VectorPermuteTables.DoubleP, p) ^ TBlocks.LookUp(VectorPermuteTables.DoubleQ, q);

            // MixColumns (FIPS 197 §5.1.3): 2 a + 3 b + c + d, where b, c, d are the next rows.
            blocks = (TBlocks.Permute(doubled, VectorPermuteTables.Rows) ^ keys[round])
                ^ (TBlocks.Permute(single, VectorPermuteTables.RowsTwoBelow) ^ TBlocks.Permute(single, VectorPermuteTables.RowsAbove))
                ^ TBlocks.Permute(single ^ doubled, VectorPermuteTables.RowsBelow);
        }
    }

    /// <summary>Changes from the usual basis to that of the tables.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBlocks Enter<TBlocks>(TBlocks blocks)
        where TBlocks : struct, IBlocks<TBlocks> =>
        TBlocks.LookUp(VectorPermuteTables.EnterLow, TBlocks.LowNibbles(blocks, NibbleMask))
            ^ TBlocks.LookUp(VectorPermuteTables.EnterHigh, TBlocks.HighNibbles(blocks));

    /// <summary>The S-box less its constant, in the usual basis.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBlocks Leave<TBlocks>(TBlocks p, TBlocks q)
        where TBlocks : struct, IBlocks<TBlocks> =>
        TBlocks.LookUp(VectorPermuteTables.LeaveP, p) ^ TBlocks.LookUp(VectorPermuteTables.LeaveQ, q);

    /// <summary>1/p and 1/q as <see cref="VectorPermuteTables"/> has them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Invert<TBlocks>(TBlocks blocks, out TBlocks p, out TBlocks q)
        where TBlocks : struct, IBlocks<TBlocks>
    {
        TBlocks k = TBlocks.LowNibbles(blocks, NibbleMask);
        TBlocks i = TBlocks.HighNibbles(blocks);
        TBlocks j = i ^ k;
        TBlocks ratio = TBlocks.LookUp(VectorPermuteTables.Ratio, k);
        p = TBlocks.LookUp(VectorPermuteTables.Inverse, TBlocks.LookUp(VectorPermuteTables.Inverse, i) ^ ratio) ^ j;
        q = TBlocks.LookUp(VectorPermuteTables.Inverse, TBlocks.LookUp(VectorPermuteTables.Inverse, j) ^ ratio) ^ i;
    }
}
