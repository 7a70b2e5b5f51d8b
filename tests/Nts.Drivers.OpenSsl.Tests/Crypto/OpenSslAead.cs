using System;
using Nts.Crypto;

namespace Nts.Drivers.OpenSsl.Crypto;

/// <summary>An AEAD algorithm of NTS as libcrypto does it; every instance is good for many messages.</summary>
internal sealed unsafe class OpenSslAead(AeadAlgorithm algorithm) : IDisposable
{
    // The number in the name is that of AES's own key.
    private readonly nint _cipher = LibCrypto.EVP_CIPHER_fetch(
        0,
        algorithm switch
        {
            AeadAlgorithm.AesSivCmac256 => "AES-128-SIV",
            AeadAlgorithm.AesSivCmac512 => "AES-256-SIV",
            _ => "AES-128-GCM-SIV",
        },
        null);

    public bool IsAvailable => _cipher != 0;

    private bool IsGcmSiv => algorithm == AeadAlgorithm.Aes128GcmSiv;

    public byte[] Seal(byte[] key, byte[] associatedData, byte[] nonce, byte[] plaintext)
    {
        byte[] sealedText = new byte[plaintext.Length + AeadKey.TagSize];
        nint context = Start(key, associatedData, nonce, null);
        try
        {
            int length;
            fixed (byte* input = plaintext, output = sealedText)
            {
                byte* tag = TagOf(output, plaintext.Length);
                Require(LibCrypto.EVP_CipherUpdate(context, CiphertextOf(output), &length, input, plaintext.Length));
                Require(LibCrypto.EVP_CipherFinal_ex(context, output, &length));
                Require(LibCrypto.EVP_CIPHER_CTX_ctrl(context, LibCrypto.EVP_CTRL_AEAD_GET_TAG, AeadKey.TagSize, tag));
            }

            return sealedText;
        }
        finally
        {
            LibCrypto.EVP_CIPHER_CTX_free(context);
        }
    }

    public bool TryOpen(byte[] key, byte[] associatedData, byte[] nonce, byte[] sealedText, byte[] plaintext)
    {
        fixed (byte* output = plaintext, input = sealedText)
        {
            nint context = Start(key, associatedData, nonce, TagOf(input, plaintext.Length));
            try
            {
                int length;
                return LibCrypto.EVP_CipherUpdate(context, output, &length, CiphertextOf(input), plaintext.Length) == 1
                    && LibCrypto.EVP_CipherFinal_ex(context, output, &length) == 1;
            }
            finally
            {
                LibCrypto.EVP_CIPHER_CTX_free(context);
            }
        }
    }

    public void Dispose() => LibCrypto.EVP_CIPHER_free(_cipher);

    private static void Absorb(nint context, byte[] associatedData)
    {
        // "fixed" makes an empty array a null pointer, which means the end of the message to OpenSSL.
        int length;
        byte none;
        fixed (byte* input = associatedData)
        {
            Require(LibCrypto.EVP_CipherUpdate(context, null, &length, input is null ? &none : input, associatedData.Length));
        }
    }

    private static void Require(int result)
    {
        if (result != 1)
        {
            throw new InvalidOperationException("libcrypto refused a step");
        }
    }

    private byte* TagOf(byte* sealedText, int plaintextLength) => IsGcmSiv ? sealedText + plaintextLength : sealedText;

    private byte* CiphertextOf(byte* sealedText) => IsGcmSiv ? sealedText : sealedText + AeadKey.TagSize;

    /// <summary>A message whose associated data is in: SIV takes the nonce as the last of it (RFC 5297 §3).</summary>
    private nint Start(byte[] key, byte[] associatedData, byte[] nonce, byte* tag)
    {
        nint context = LibCrypto.EVP_CIPHER_CTX_new();
        fixed (byte* bytes = key, iv = nonce)
        {
            Require(LibCrypto.EVP_CipherInit_ex2(context, _cipher, bytes, IsGcmSiv ? iv : null, tag is null ? 1 : 0, 0));
        }

        if (tag is not null)
        {
            Require(LibCrypto.EVP_CIPHER_CTX_ctrl(context, LibCrypto.EVP_CTRL_AEAD_SET_TAG, AeadKey.TagSize, tag));
        }

        Absorb(context, associatedData);
        if (!IsGcmSiv)
        {
            Absorb(context, nonce);
        }

        return context;
    }
}
