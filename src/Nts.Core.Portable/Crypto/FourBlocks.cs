using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>Four blocks that go through the same steps.</summary>
/// <remarks>A step is written for all four before the next one: the compiler keeps that order, and a CPU that does not reorder (Cortex-A53) has work while it waits.</remarks>
internal readonly struct FourBlocks(Vector128<byte> block0, Vector128<byte> block1, Vector128<byte> block2, Vector128<byte> block3) : IBlocks<FourBlocks>
{
    public readonly Vector128<byte> Block0 = block0;
    public readonly Vector128<byte> Block1 = block1;
    public readonly Vector128<byte> Block2 = block2;
    public readonly Vector128<byte> Block3 = block3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks operator ^(FourBlocks left, FourBlocks right) =>
        new(left.Block0 ^ right.Block0, left.Block1 ^ right.Block1, left.Block2 ^ right.Block2, left.Block3 ^ right.Block3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks LowNibbles(FourBlocks blocks, Vector128<byte> mask) =>
        new(blocks.Block0 & mask, blocks.Block1 & mask, blocks.Block2 & mask, blocks.Block3 & mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks HighNibbles(FourBlocks blocks) =>
        new(blocks.Block0 >>> 4, blocks.Block1 >>> 4, blocks.Block2 >>> 4, blocks.Block3 >>> 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks LookUp(Vector128<byte> table, FourBlocks indices) => new(
        Vector128.ShuffleNative(table, indices.Block0),
        Vector128.ShuffleNative(table, indices.Block1),
        Vector128.ShuffleNative(table, indices.Block2),
        Vector128.ShuffleNative(table, indices.Block3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks Permute(FourBlocks blocks, Vector128<byte> places) => new(
        Vector128.ShuffleNative(blocks.Block0, places),
        Vector128.ShuffleNative(blocks.Block1, places),
        Vector128.ShuffleNative(blocks.Block2, places),
        Vector128.ShuffleNative(blocks.Block3, places));

    /// <summary>The round keys of four keys of one length.</summary>
    public readonly ref struct Keys(
        ReadOnlySpan<Vector128<byte>> roundKeys0,
        ReadOnlySpan<Vector128<byte>> roundKeys1,
        ReadOnlySpan<Vector128<byte>> roundKeys2,
        ReadOnlySpan<Vector128<byte>> roundKeys3) : IRoundKeys<FourBlocks>
    {
        private readonly ReadOnlySpan<Vector128<byte>> _roundKeys0 = roundKeys0;
        private readonly ReadOnlySpan<Vector128<byte>> _roundKeys1 = roundKeys1;
        private readonly ReadOnlySpan<Vector128<byte>> _roundKeys2 = roundKeys2;
        private readonly ReadOnlySpan<Vector128<byte>> _roundKeys3 = roundKeys3;

        public int Count => _roundKeys0.Length;

        public FourBlocks this[int round] => new(_roundKeys0[round], _roundKeys1[round], _roundKeys2[round], _roundKeys3[round]);
    }
}
