using System;
using Nts.Crypto;
using Nts.TestKit;
using Xunit.Abstractions;

namespace Nts.Drivers.OpenSsl.Crypto;

/// <summary>Our AEADs against libcrypto's.</summary>
/// <remarks>
/// Not compared: the empty plaintext. OpenSSL's SIV cannot express it (EVP_CipherUpdate ignores it and EVP_CipherFinal_ex then fails;
/// openssl/openssl issues 17268 and 26580), so every plaintext here has at least one byte. Vectors cover the empty one.
/// Empty associated data counts in SIV from OpenSSL 3.0.10 on; before that it was ignored (CVE-2023-2975) and this test fails, rightly.
/// </remarks>
public sealed class AeadAgainstOpenSslTests(ITestOutputHelper output)
{
    private const int Cases = 10_000;

    [SkippableTheory]
    [InlineData(AeadAlgorithm.AesSivCmac256, "this libcrypto has no AES-128-SIV")]
    [InlineData(AeadAlgorithm.AesSivCmac512, "this libcrypto has no AES-256-SIV")]
    [InlineData(AeadAlgorithm.Aes128GcmSiv, "this libcrypto has no AES-128-GCM-SIV: OpenSSL has it from 3.2 on")]
    public void SealAndTryOpen_RandomCases_AgreeWithOpenSsl(AeadAlgorithm algorithm, string reasonToSkip)
    {
        using OpenSslAead openSsl = new(algorithm);
        Skip.IfNot(openSsl.IsAvailable, reasonToSkip);
        Seeded random = Seeded.Create();
        output.WriteLine($"{Cases} cases, {random}");
        for (int i = 0; i < Cases; i++)
        {
            byte[] key = Draw(random, AeadKey.KeySize(algorithm));
            byte[] associatedData = Draw(random, random.Next(0, 300));
            byte[] nonce = Draw(random, algorithm == AeadAlgorithm.Aes128GcmSiv ? 12 : random.Next(1, 40));
            byte[] plaintext = Draw(random, random.Next(1, 300));
            string which = $"case {i}, {random}";

            AeadKey.Expand(algorithm, key, out AeadKey expanded);
            byte[] sealedText = new byte[plaintext.Length + AeadKey.TagSize];
            expanded.Seal(associatedData, nonce, plaintext, sealedText);
            Assert.True(Hex.Text(openSsl.Seal(key, associatedData, nonce, plaintext)) == Hex.Text(sealedText), which);

            byte[] opened = new byte[plaintext.Length];
            Assert.True(openSsl.TryOpen(key, associatedData, nonce, sealedText, opened), which);
            Assert.True(plaintext.AsSpan().SequenceEqual(opened), which);

            sealedText[random.Next(sealedText.Length)] ^= (byte)(1 << random.Next(8));
            Assert.False(openSsl.TryOpen(key, associatedData, nonce, sealedText, opened), which);
            Assert.False(expanded.TryOpen(associatedData, nonce, sealedText, opened), which);
        }
    }

    private static byte[] Draw(Seeded random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
