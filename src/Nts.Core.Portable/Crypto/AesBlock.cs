using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>Operations on one block of 16 bytes that the modes share.</summary>
internal static class AesBlock
{
    /// <summary>Bytes in a block.</summary>
    public const int Size = 16;

    /// <summary>How many blocks CMAC makes of a message; the empty message is one.</summary>
    public static int Count(ReadOnlySpan<byte> message) => message.IsEmpty ? 1 : ((message.Length - 1) / Size) + 1;

    /// <summary>Multiplication by x in GF(2^128), the first byte being the most significant (RFC 5297 §2.3 "dbl", RFC 4493 §2.3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Double(Vector128<byte> block)
    {
        ulong high = BinaryPrimitives.ReverseEndianness(block.AsUInt64().GetElement(0));
        ulong low = BinaryPrimitives.ReverseEndianness(block.AsUInt64().GetElement(1));
        ulong carry = unchecked(0 - (high >> 63)) & 0x87;
        high = (high << 1) | (low >> 63);
        low = (low << 1) ^ carry;
        return Vector128.Create(BinaryPrimitives.ReverseEndianness(high), BinaryPrimitives.ReverseEndianness(low)).AsByte();
    }

    /// <summary>A string shorter than a block, followed by one 1 bit and zeroes (RFC 5297 §2.1 "pad").</summary>
    public static Vector128<byte> Pad(ReadOnlySpan<byte> partial)
    {
        Debug.Assert(partial.Length < Size, "only a partial block is padded");
        Span<byte> padded = stackalloc byte[Size];
        padded.Clear();
        partial.CopyTo(padded);
        padded[partial.Length] = 0x80;
        return Vector128.Create<byte>(padded);
    }

    /// <summary>The first block of a message that is not empty, filled up with zeroes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> FirstOf(ReadOnlySpan<byte> message)
    {
        return message.Length >= Size ? Vector128.Create(message) : Partial(message);

        static Vector128<byte> Partial(ReadOnlySpan<byte> message)
        {
            Span<byte> filled = stackalloc byte[Size];
            filled.Clear();
            message.CopyTo(filled);
            return Vector128.Create<byte>(filled);
        }
    }

    /// <summary>Whether two blocks are equal, in the same time wherever they differ.</summary>
    public static bool AreEqual(Vector128<byte> left, Vector128<byte> right)
    {
        Vector128<ulong> difference = (left ^ right).AsUInt64();
        return (difference.GetElement(0) | difference.GetElement(1)) == 0;
    }
}
