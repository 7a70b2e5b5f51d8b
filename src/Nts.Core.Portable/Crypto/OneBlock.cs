using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>A block by itself.</summary>
internal readonly struct OneBlock(Vector128<byte> block) : IBlocks<OneBlock>
{
    public readonly Vector128<byte> Block = block;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneBlock operator ^(OneBlock left, OneBlock right) => new(left.Block ^ right.Block);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneBlock LowNibbles(OneBlock blocks, Vector128<byte> mask) => new(blocks.Block & mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneBlock HighNibbles(OneBlock blocks) => new(blocks.Block >>> 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneBlock LookUp(Vector128<byte> table, OneBlock indices) => new(Vector128.ShuffleNative(table, indices.Block));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneBlock Permute(OneBlock blocks, Vector128<byte> places) => new(Vector128.ShuffleNative(blocks.Block, places));

    /// <summary>The round keys of its key.</summary>
    public readonly ref struct Keys(ReadOnlySpan<Vector128<byte>> roundKeys) : IRoundKeys<OneBlock>
    {
        private readonly ReadOnlySpan<Vector128<byte>> _roundKeys = roundKeys;

        public int Count => _roundKeys.Length;

        public OneBlock this[int round] => new(_roundKeys[round]);
    }
}
