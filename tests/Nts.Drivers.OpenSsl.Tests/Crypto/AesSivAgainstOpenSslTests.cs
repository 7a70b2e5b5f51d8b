using System;
using Nts.Crypto;
using Nts.TestKit;
using Xunit.Abstractions;

namespace Nts.Drivers.OpenSsl.Crypto;

/// <summary>Our AES-SIV-CMAC-256 against libcrypto's AES-128-SIV.</summary>
/// <remarks>
/// Not compared: the empty plaintext. OpenSSL's SIV cannot express it (EVP_CipherUpdate ignores it and EVP_CipherFinal_ex then fails;
/// openssl/openssl issues 17268 and 26580), so every plaintext here has at least one byte. Vectors cover the empty one in AesSivKeyTests.
/// Empty associated data counts from OpenSSL 3.0.10 on; before that it was ignored (CVE-2023-2975) and this test fails, rightly.
/// </remarks>
public sealed class AesSivAgainstOpenSslTests(ITestOutputHelper output)
{
    private const int Cases = 10_000;

    [SkippableFact]
    public void SealAndTryOpen_RandomCases_AgreeWithOpenSsl()
    {
        using OpenSslAesSiv openSsl = new();
        Skip.IfNot(openSsl.IsAvailable, "this libcrypto has no AES-128-SIV");
        Seeded random = Seeded.Create();
        output.WriteLine($"{Cases} cases, {random}");
        for (int i = 0; i < Cases; i++)
        {
            byte[] key = Draw(random, AesSivKey.KeySize);
            byte[] associatedData = Draw(random, random.Next(0, 300));
            byte[] nonce = Draw(random, random.Next(0, 40));
            byte[] plaintext = Draw(random, random.Next(1, 300));
            string which = $"case {i}, {random}";

            AesSivKey.Expand(key, out AesSivKey expanded);
            byte[] sealedText = new byte[plaintext.Length + AesSivKey.TagSize];
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
