using System;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>A message on its way through S2V (RFC 5297 §2.4): three chains of CMAC that need each other only at their ends.</summary>
internal ref struct AesSivMessage<TAes>
    where TAes : struct, IAesCipher
{
    /// <summary>The sum over the other strings goes into the last 16 bytes of the plaintext, which begin up to 15 bytes before a block does.</summary>
    private const int LongestEnd = AesBlock.Size + AesBlock.Size - 1;

    private readonly AesSivKey _key;
    private CmacChain _associatedData;
    private CmacChain _nonce;
    private CmacChain _plaintext;

    /// <summary>A message of which nothing is in.</summary>
    /// <param name="key">The key.</param>
    /// <param name="associatedData">The first string.</param>
    /// <param name="nonce">The second string; there is none if it is empty (RFC 5297 §3).</param>
    /// <param name="plaintext">The last string.</param>
    public AesSivMessage(AesSivKey key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext)
    {
        _key = key;
        _associatedData = new CmacChain(key.MacKey, associatedData);
        _nonce = new CmacChain(key.MacKey, nonce);
        _plaintext = new CmacChain(key.MacKey, plaintext, LongestEnd);
    }

    /// <summary>Takes in all but the ends of the strings. The CPU itself finds out that the chains do not wait for each other.</summary>
    public void Advance()
    {
        AesCmac<TAes>.Advance(ref _associatedData);
        AesCmac<TAes>.Advance(ref _nonce);
        AesCmac<TAes>.Advance(ref _plaintext);
    }

    /// <summary>Takes in all but the ends of four messages' strings, side by side.</summary>
    public static void Advance(
        ref AesSivMessage<TAes> message0, ref AesSivMessage<TAes> message1, ref AesSivMessage<TAes> message2, ref AesSivMessage<TAes> message3)
    {
        AesCmac<TAes>.Advance(ref message0._associatedData, ref message1._associatedData, ref message2._associatedData, ref message3._associatedData);
        AesCmac<TAes>.Advance(ref message0._nonce, ref message1._nonce, ref message2._nonce, ref message3._nonce);
        AesCmac<TAes>.Advance(ref message0._plaintext, ref message1._plaintext, ref message2._plaintext, ref message3._plaintext);
    }

    /// <summary>The synthetic initialisation vector, once all but the ends are in.</summary>
    public Vector128<byte> Finish()
    {
        Vector128<byte> subkey = _key.Subkey;
        Vector128<byte> sum = AesBlock.Double(_key.Start) ^ AesCmac<TAes>.Finish(_associatedData, subkey);
        if (!_nonce.Rest.IsEmpty)
        {
            sum = AesBlock.Double(sum) ^ AesCmac<TAes>.Finish(_nonce, subkey);
        }

        ReadOnlySpan<byte> end = _plaintext.Rest;
        int beyond = end.Length - AesBlock.Size;
        if (beyond < 0)
        {
            return TAes.Encrypt(_key.MacKey, AesBlock.Double(sum) ^ AesBlock.Pad(end) ^ subkey);
        }

        Vector128<byte> chained = _plaintext.Value ^ Vector128.Create(end);
        if (beyond == 0)
        {
            return TAes.Encrypt(_key.MacKey, chained ^ sum ^ subkey);
        }

        // The sum straddles two blocks. Places outside of it count as zero.
        Vector128<byte> places = Vector128<byte>.Indices - Vector128.Create((byte)beyond);
        chained = TAes.Encrypt(_key.MacKey, chained ^ Vector128.Shuffle(sum, places));
        Vector128<byte> restOfSum = Vector128.Shuffle(sum, places + Vector128.Create((byte)AesBlock.Size));
        return TAes.Encrypt(_key.MacKey, chained ^ restOfSum ^ AesBlock.Pad(end[AesBlock.Size..]) ^ AesBlock.Double(subkey));
    }
}
