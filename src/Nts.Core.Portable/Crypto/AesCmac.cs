using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>AES-CMAC (RFC 4493; NIST SP 800-38B) over one of the AES implementations.</summary>
internal static class AesCmac<TAes>
    where TAes : struct, IAesCipher
{
    /// <summary>The subkey K1 (RFC 4493 §2.3); K2 is its double.</summary>
    public static Vector128<byte> Subkey(ReadOnlySpan<Vector128<byte>> key) => AesBlock.Double(TAes.Encrypt(key, Vector128<byte>.Zero));

    /// <summary>The tag of a message whose first whole blocks were chained already.</summary>
    /// <param name="key">The round keys.</param>
    /// <param name="subkey">K1 of the same key.</param>
    /// <param name="chained">The chaining value so far; zero at the start of a message.</param>
    /// <param name="rest">The rest of the message; empty only if the message is.</param>
    public static Vector128<byte> Tag(ReadOnlySpan<Vector128<byte>> key, Vector128<byte> subkey, Vector128<byte> chained, ReadOnlySpan<byte> rest)
    {
        while (rest.Length > AesBlock.Size)
        {
            chained = TAes.Encrypt(key, chained ^ Vector128.Create(rest));
            rest = rest[AesBlock.Size..];
        }

        return TAes.Encrypt(key, chained ^ Block(rest, 0, subkey));
    }

    /// <summary>The tags of up to three messages, and the chaining value after whole blocks of a fourth, side by side.</summary>
    /// <remarks>Takes the time of the longest, because each encryption of a chain must wait for the one before it.</remarks>
    /// <param name="key">The round keys.</param>
    /// <param name="subkey">K1 of the same key.</param>
    /// <param name="messages">The messages; the tag of one that is absent is zero.</param>
    /// <param name="beginning">Whole blocks, not the last of their message.</param>
    /// <param name="tag0">The tag of the first message.</param>
    /// <param name="tag1">The tag of the second message.</param>
    /// <param name="tag2">The tag of the third message.</param>
    /// <param name="chained">Where <see cref="Tag"/> goes on after <paramref name="beginning"/>.</param>
    public static void Tags(
        ReadOnlySpan<Vector128<byte>> key,
        Vector128<byte> subkey,
        in SivContext messages,
        ReadOnlySpan<byte> beginning,
        out Vector128<byte> tag0,
        out Vector128<byte> tag1,
        out Vector128<byte> tag2,
        out Vector128<byte> chained)
    {
        int blocks0 = AesBlock.Count(messages.First);
        int blocks1 = messages.Count > 1 ? AesBlock.Count(messages.Second) : 0;
        int blocks2 = messages.Count > 2 ? AesBlock.Count(messages.Third) : 0;
        int blocks3 = beginning.Length / AesBlock.Size;
        int steps = Math.Max(Math.Max(blocks0, blocks1), Math.Max(blocks2, blocks3));

        tag0 = tag1 = tag2 = chained = Vector128<byte>.Zero;
        for (int i = 0; i < steps; i++)
        {
            Vector128<byte> lane0 = i < blocks0 ? tag0 ^ Block(messages.First, i, subkey) : default;
            Vector128<byte> lane1 = i < blocks1 ? tag1 ^ Block(messages.Second, i, subkey) : default;
            Vector128<byte> lane2 = i < blocks2 ? tag2 ^ Block(messages.Third, i, subkey) : default;
            Vector128<byte> lane3 = i < blocks3 ? chained ^ Vector128.Create(beginning[(i * AesBlock.Size)..]) : default;
            TAes.Encrypt(key, ref lane0, ref lane1, ref lane2, ref lane3);
            tag0 = i < blocks0 ? lane0 : tag0;
            tag1 = i < blocks1 ? lane1 : tag1;
            tag2 = i < blocks2 ? lane2 : tag2;
            chained = i < blocks3 ? lane3 : chained;
        }
    }

    /// <summary>A block of a message, the last one padded if need be and masked with K1 or K2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Block(ReadOnlySpan<byte> message, int index, Vector128<byte> subkey)
    {
        ReadOnlySpan<byte> rest = message[(index * AesBlock.Size)..];
        if (rest.Length > AesBlock.Size)
        {
            return Vector128.Create(rest);
        }

        return rest.Length == AesBlock.Size ? Vector128.Create(rest) ^ subkey : AesBlock.Pad(rest) ^ AesBlock.Double(subkey);
    }
}
