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
    private Vector128<byte> _sum;

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

    /// <summary>The synthetic initialisation vector.</summary>
    public Vector128<byte> ToVector()
    {
        // The CPU itself finds out that these do not wait for each other.
        AesCmac<TAes>.Advance(ref _associatedData);
        AesCmac<TAes>.Advance(ref _nonce);
        AesCmac<TAes>.Advance(ref _plaintext);
        FinishOthers();
        return FinishPlaintext();
    }

    /// <summary>The synthetic initialisation vectors of four messages, whose chains go side by side; their keys are of one length.</summary>
    public static void ToVectors(
        ref AesSivMessage<TAes> message0,
        ref AesSivMessage<TAes> message1,
        ref AesSivMessage<TAes> message2,
        ref AesSivMessage<TAes> message3,
        out Vector128<byte> iv0,
        out Vector128<byte> iv1,
        out Vector128<byte> iv2,
        out Vector128<byte> iv3)
    {
        AesCmac<TAes>.Advance(ref message0._associatedData, ref message1._associatedData, ref message2._associatedData, ref message3._associatedData);
        AesCmac<TAes>.Advance(ref message0._nonce, ref message1._nonce, ref message2._nonce, ref message3._nonce);
        AesCmac<TAes>.Advance(ref message0._plaintext, ref message1._plaintext, ref message2._plaintext, ref message3._plaintext);
        message0.FinishOthers();
        message1.FinishOthers();
        message2.FinishOthers();
        message3.FinishOthers();
        iv0 = message0.FinishPlaintext();
        iv1 = message1.FinishPlaintext();
        iv2 = message2.FinishPlaintext();
        iv3 = message3.FinishPlaintext();
    }

    /// <summary>The sum over the strings before the plaintext.</summary>
    private void FinishOthers()
    {
        _sum = AesBlock.Double(_key.Start) ^ AesCmac<TAes>.Finish(_associatedData, _key.Subkey);
        if (!_nonce.End.IsEmpty)
        {
            _sum = AesBlock.Double(_sum) ^ AesCmac<TAes>.Finish(_nonce, _key.Subkey);
        }
    }

    private readonly Vector128<byte> FinishPlaintext()
    {
        Vector128<byte> sum = _sum;
        Vector128<byte> subkey = _key.Subkey;
        ReadOnlySpan<byte> end = _plaintext.End;
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
