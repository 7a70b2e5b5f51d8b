using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>A string on its way through the chain of AES-CMAC.</summary>
internal ref struct CmacChain
{
    /// <summary>The round keys.</summary>
    public readonly ReadOnlySpan<Vector128<byte>> Key;

    /// <summary>The blocks before the end.</summary>
    public readonly ReadOnlySpan<Vector128<byte>> Blocks;

    /// <summary>What has to wait for more than the blocks before it: at least the last block, whole or not.</summary>
    public readonly ReadOnlySpan<byte> End;

    /// <summary>The last encrypted block; zero at the start.</summary>
    public Vector128<byte> Value;

    /// <summary>A string of which nothing is in.</summary>
    /// <param name="key">The round keys.</param>
    /// <param name="text">The string.</param>
    /// <param name="longestEnd">Bytes of the longest end, 16 or more.</param>
    public CmacChain(ReadOnlySpan<Vector128<byte>> key, ReadOnlySpan<byte> text, int longestEnd = AesBlock.Size)
    {
        int before = unchecked(Math.Max(text.Length - longestEnd, 0) + AesBlock.Size - 1) & -AesBlock.Size;
        Key = key;
        Blocks = MemoryMarshal.Cast<byte, Vector128<byte>>(text[..before]);
        End = text[before..];
    }
}
