using System;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>A string on its way through the chain of AES-CMAC: what became of the blocks that are in, and the rest.</summary>
internal ref struct CmacChain
{
    /// <summary>The round keys.</summary>
    public readonly ReadOnlySpan<Vector128<byte>> Key;

    /// <summary>What is not in yet.</summary>
    public ReadOnlySpan<byte> Rest;

    /// <summary>The last encrypted block; zero at the start.</summary>
    public Vector128<byte> Value;

    private readonly int _longestEnd;

    /// <summary>A string of which nothing is in.</summary>
    /// <param name="key">The round keys.</param>
    /// <param name="text">The string.</param>
    /// <param name="longestEnd">Bytes at the end that may have to wait, 16 or more: whole blocks before them go in.</param>
    public CmacChain(ReadOnlySpan<Vector128<byte>> key, ReadOnlySpan<byte> text, int longestEnd = AesBlock.Size)
    {
        Key = key;
        Rest = text;
        _longestEnd = longestEnd;
    }

    /// <summary>How many blocks of the rest need not wait.</summary>
    public readonly int Ready => unchecked((Math.Max(Rest.Length - _longestEnd, 0) + AesBlock.Size - 1) / AesBlock.Size);
}
