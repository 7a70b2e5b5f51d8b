using System;
using System.Runtime.InteropServices;
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

    /// <summary>Takes in all blocks that are ready.</summary>
    public static void Advance(ref CmacChain chain)
    {
        Vector128<byte> value = chain.Value;
        foreach (Vector128<byte> block in Take(ref chain, chain.Ready))
        {
            value = TAes.Encrypt(chain.Key, value ^ block);
        }

        chain.Value = value;
    }

    /// <summary>Takes in all blocks that are ready of four strings, side by side: an encryption waits for the one before it in its chain, meanwhile the other chains go on.</summary>
    public static void Advance(ref CmacChain chain0, ref CmacChain chain1, ref CmacChain chain2, ref CmacChain chain3)
    {
        int common = Math.Min(Math.Min(chain0.Ready, chain1.Ready), Math.Min(chain2.Ready, chain3.Ready));
        ReadOnlySpan<Vector128<byte>> blocks0 = Take(ref chain0, common);
        ReadOnlySpan<Vector128<byte>> blocks1 = Take(ref chain1, common);
        ReadOnlySpan<Vector128<byte>> blocks2 = Take(ref chain2, common);
        ReadOnlySpan<Vector128<byte>> blocks3 = Take(ref chain3, common);
        Vector128<byte> value0 = chain0.Value, value1 = chain1.Value, value2 = chain2.Value, value3 = chain3.Value;
        for (int i = 0; i < blocks0.Length; i++)
        {
            value0 ^= blocks0[i];
            value1 ^= blocks1[i];
            value2 ^= blocks2[i];
            value3 ^= blocks3[i];
            TAes.Encrypt(chain0.Key, chain1.Key, chain2.Key, chain3.Key, ref value0, ref value1, ref value2, ref value3);
        }

        (chain0.Value, chain1.Value, chain2.Value, chain3.Value) = (value0, value1, value2, value3);

        // Messages that come together mostly have one length; where they do not, the longer ones go on alone.
        Advance(ref chain0);
        Advance(ref chain1);
        Advance(ref chain2);
        Advance(ref chain3);
    }

    /// <summary>The tag of a string whose last block is all that is not in.</summary>
    public static Vector128<byte> Finish(in CmacChain chain, Vector128<byte> subkey)
    {
        Vector128<byte> last = chain.Rest.Length == AesBlock.Size
            ? Vector128.Create(chain.Rest) ^ subkey
            : AesBlock.Pad(chain.Rest) ^ AesBlock.Double(subkey);
        return TAes.Encrypt(chain.Key, chain.Value ^ last);
    }

    private static ReadOnlySpan<Vector128<byte>> Take(ref CmacChain chain, int blocks)
    {
        ReadOnlySpan<byte> taken = chain.Rest[..(blocks * AesBlock.Size)];
        chain.Rest = chain.Rest[taken.Length..];
        return MemoryMarshal.Cast<byte, Vector128<byte>>(taken);
    }
}
