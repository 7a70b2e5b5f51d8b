using System;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>AES-CMAC (RFC 4493; NIST SP 800-38B) over one of the AES implementations.</summary>
internal static class AesCmac<TAes>
    where TAes : struct, IAesCipher
{
    /// <summary>The subkey K1 (RFC 4493 §2.3); K2 is its double.</summary>
    public static Vector128<byte> Subkey(ReadOnlySpan<Vector128<byte>> key) => AesBlock.Double(TAes.Encrypt(key, Vector128<byte>.Zero));

    /// <summary>The tag of a message.</summary>
    public static Vector128<byte> Tag(ReadOnlySpan<Vector128<byte>> key, Vector128<byte> subkey, ReadOnlySpan<byte> message)
    {
        CmacChain chain = new(key, message);
        Advance(ref chain);
        return Finish(chain, subkey);
    }

    /// <summary>Takes in the blocks before the end, except some first ones.</summary>
    public static void Advance(ref CmacChain chain, int from = 0)
    {
        Vector128<byte> value = chain.Value;
        foreach (Vector128<byte> block in chain.Blocks[from..])
        {
            value = TAes.Encrypt(chain.Key, value ^ block);
        }

        chain.Value = value;
    }

    /// <summary>Takes in the blocks before the end of four strings, side by side: one encryption of a chain waits for another, and meanwhile the other chains go on.</summary>
    public static void Advance(ref CmacChain chain0, ref CmacChain chain1, ref CmacChain chain2, ref CmacChain chain3)
    {
        ReadOnlySpan<Vector128<byte>> blocks0 = chain0.Blocks, blocks1 = chain1.Blocks, blocks2 = chain2.Blocks, blocks3 = chain3.Blocks;
        Vector128<byte> value0 = chain0.Value, value1 = chain1.Value, value2 = chain2.Value, value3 = chain3.Value;
        int common = Math.Min(Math.Min(blocks0.Length, blocks1.Length), Math.Min(blocks2.Length, blocks3.Length));
        for (int i = 0; i < common; i++)
        {
            value0 ^= blocks0[i];
            value1 ^= blocks1[i];
            value2 ^= blocks2[i];
            value3 ^= blocks3[i];
            TAes.Encrypt(chain0.Key, chain1.Key, chain2.Key, chain3.Key, ref value0, ref value1, ref value2, ref value3);
        }

        (chain0.Value, chain1.Value, chain2.Value, chain3.Value) = (value0, value1, value2, value3);
        if (blocks0.Length == common && blocks1.Length == common && blocks2.Length == common && blocks3.Length == common)
        {
            return;
        }

        // Messages that come together mostly have one length; where they do not, the longer ones go on alone.
        Advance(ref chain0, common);
        Advance(ref chain1, common);
        Advance(ref chain2, common);
        Advance(ref chain3, common);
    }

    /// <summary>The tag of a string whose last block is all that is not in.</summary>
    public static Vector128<byte> Finish(in CmacChain chain, Vector128<byte> subkey)
    {
        Vector128<byte> last = chain.End.Length == AesBlock.Size
            ? Vector128.Create(chain.End) ^ subkey
            : AesBlock.Pad(chain.End) ^ AesBlock.Double(subkey);
        return TAes.Encrypt(chain.Key, chain.Value ^ last);
    }
}
