using System;
using System.Collections.Generic;
using Nts.Crypto;

namespace Nts.Desktop.Decoding;

/// <summary>The keys of NTS sessions that are known, so that their packets can be opened.</summary>
internal sealed class SessionKeys
{
    private readonly List<(AeadAlgorithm Aead, bool IsS2C, byte[] Key)> _keys = [];

    /// <summary>Remembers a key; one of a length that the algorithm does not have is of no use.</summary>
    /// <returns>False when the algorithm is not known here or the length is wrong.</returns>
    public bool TryAdd(AeadAlgorithm aead, bool isS2C, ReadOnlySpan<byte> key)
    {
        bool fits = AeadKey.IsSupported(aead) && key.Length == AeadKey.KeySize(aead);
        if (fits)
        {
            _keys.Add((aead, isS2C, key.ToArray()));
        }

        return fits;
    }

    /// <summary>Whether there is any key for a direction.</summary>
    public bool HasAny(bool isS2C) => _keys.Exists(key => key.IsS2C == isS2C);

    /// <summary>Opens an authenticator with whichever key of its direction does it.</summary>
    public bool TryOpen(
        bool isS2C, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, out AeadAlgorithm aead, out byte[] plaintext)
    {
        plaintext = new byte[Math.Max(0, sealedText.Length - AeadKey.TagSize)];
        foreach ((AeadAlgorithm candidate, bool isForReplies, byte[] key) in _keys)
        {
            aead = candidate;
            if (isForReplies == isS2C && sealedText.Length >= AeadKey.TagSize && AeadKey.TakesNonce(candidate, nonce.Length))
            {
                AeadKey.Expand(candidate, key, out AeadKey expanded);
                bool isOpen = expanded.TryOpen(associatedData, nonce, sealedText, plaintext);
                expanded.Clear();
                if (isOpen)
                {
                    return true;
                }
            }
        }

        aead = default;
        return false;
    }
}
