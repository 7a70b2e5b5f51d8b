using System;
using Nts.Crypto;

namespace Nts.Drivers.OpenSsl.Crypto;

/// <summary>AES-128-SIV as libcrypto does it; every instance is good for many messages.</summary>
internal sealed unsafe class OpenSslAesSiv : IDisposable
{
    private readonly nint _cipher = LibCrypto.EVP_CIPHER_fetch(0, "AES-128-SIV", null);

    public bool IsAvailable => _cipher != 0;

    public byte[] Seal(byte[] key, byte[] associatedData, byte[] nonce, byte[] plaintext)
    {
        byte[] sealedText = new byte[plaintext.Length + AesSivKey.TagSize];
        nint context = Start(key, 1);
        try
        {
            Absorb(context, associatedData);
            Absorb(context, nonce);
            int length;
            fixed (byte* input = plaintext, tag = sealedText)
            {
                Require(LibCrypto.EVP_CipherUpdate(context, tag + AesSivKey.TagSize, &length, input, plaintext.Length));
                Require(LibCrypto.EVP_CipherFinal_ex(context, tag, &length));
                Require(LibCrypto.EVP_CIPHER_CTX_ctrl(context, LibCrypto.EVP_CTRL_AEAD_GET_TAG, AesSivKey.TagSize, tag));
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
        nint context = Start(key, 0);
        try
        {
            int length;
            fixed (byte* output = plaintext, tag = sealedText)
            {
                Require(LibCrypto.EVP_CIPHER_CTX_ctrl(context, LibCrypto.EVP_CTRL_AEAD_SET_TAG, AesSivKey.TagSize, tag));
                Absorb(context, associatedData);
                Absorb(context, nonce);
                return LibCrypto.EVP_CipherUpdate(context, output, &length, tag + AesSivKey.TagSize, plaintext.Length) == 1
                    && LibCrypto.EVP_CipherFinal_ex(context, output, &length) == 1;
            }
        }
        finally
        {
            LibCrypto.EVP_CIPHER_CTX_free(context);
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
            throw new InvalidOperationException("libcrypto refused a step of AES-128-SIV");
        }
    }

    private nint Start(byte[] key, int encrypt)
    {
        nint context = LibCrypto.EVP_CIPHER_CTX_new();
        fixed (byte* bytes = key)
        {
            Require(LibCrypto.EVP_CipherInit_ex2(context, _cipher, bytes, null, encrypt, 0));
        }

        return context;
    }
}
