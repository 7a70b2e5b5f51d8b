using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>Operations on one block of 16 bytes that the modes share; none of them takes a time that depends on a value.</summary>
internal static class AesBlock
{
    /// <summary>Bytes in a block.</summary>
    public const int Size = 16;

    /// <summary>Multiplication by x in GF(2^128), the first byte being the most significant (RFC 5297 §2.3 "dbl", RFC 4493 §2.3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Double(Vector128<byte> block)
    {
        Vector128<long> words = Reverse(block).AsInt64();
        Vector128<long> carries = Vector128.Shuffle(words >> 63, Vector128.Create(1L, 0)) & Vector128.Create(0x87L, 1);
        return Reverse(((words << 1) ^ carries).AsByte());
    }

    /// <summary>A string shorter than a block, followed by one 1 bit and zeroes (RFC 5297 §2.1 "pad").</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Pad(ReadOnlySpan<byte> partial)
    {
        Vector128<byte> isNext = Vector128.Equals(Vector128<byte>.Indices, Vector128.Create(unchecked((byte)partial.Length)));
        return Load(partial) | (isNext & Vector128.Create((byte)0x80));
    }

    /// <summary>A string shorter than a block, followed by zeroes.</summary>
    /// <remarks>Made of two words that may overlap: a copy through memory would stall where a vector is read over what bytes just wrote.</remarks>
    public static Vector128<byte> Load(ReadOnlySpan<byte> partial)
    {
        Debug.Assert(partial.Length < Size, "a whole block needs no filling up");
        int length = partial.Length;
        if (length >= sizeof(ulong))
        {
            // Two shifts, because one by 64 bits would be one by none.
            ulong last = BinaryPrimitives.ReadUInt64LittleEndian(partial[^sizeof(ulong)..]);
            return Vector128.Create(BinaryPrimitives.ReadUInt64LittleEndian(partial), last >> (8 * (15 - length)) >> 8).AsByte();
        }

        if (length >= sizeof(uint))
        {
            ulong last = BinaryPrimitives.ReadUInt32LittleEndian(partial[^sizeof(uint)..]);
            return Vector128.CreateScalar(BinaryPrimitives.ReadUInt32LittleEndian(partial) | (last << (8 * (length - sizeof(uint))))).AsByte();
        }

        uint word = 0;
        for (int i = 0; i < length; i++)
        {
            word |= (uint)partial[i] << (8 * i);
        }

        return Vector128.CreateScalar(word).AsByte();
    }

    /// <summary>Writes the beginning of a block, as much as there is room for.</summary>
    public static void Store(Vector128<byte> block, Span<byte> partial)
    {
        Debug.Assert(partial.Length < Size, "a whole block needs no cutting");
        ulong word = block.AsUInt64().ToScalar();
        int start = 0;
        if (partial.Length >= sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(partial, word);
            word = block.AsUInt64().GetElement(1);
            start = sizeof(ulong);
        }

        for (int i = start; i < partial.Length; i++, word >>= 8)
        {
            partial[i] = unchecked((byte)word);
        }
    }

    /// <summary>Whether two blocks are equal, in the same time wherever they differ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreEqual(Vector128<byte> left, Vector128<byte> right)
    {
        Vector128<ulong> difference = (left ^ right).AsUInt64();
        return (difference.GetElement(0) | difference.GetElement(1)) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Reverse(Vector128<byte> block) =>
        Vector128.Shuffle(block, Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
}
