using System;
using Nts.TestKit;

namespace Nts.Crypto;

public sealed class AesSivTests
{
    // RFC 5297 A.1
    private const string KeyA1 = "fffefdfc fbfaf9f8 f7f6f5f4 f3f2f1f0 f0f1f2f3 f4f5f6f7 f8f9fafb fcfdfeff";
    private const string DataA1 = "10111213 14151617 18191a1b 1c1d1e1f 20212223 24252627";
    private const string PlaintextA1 = "11223344 55667788 99aabbcc ddee";
    private const string SealedA1 = "85632d07 c6e8f37f 950acd32 0a2ecc93 40c02b96 90c4dc04 daef7f6a fe5c";

    // RFC 5297 A.2
    private const string KeyA2 = "7f7e7d7c 7b7a7978 77767574 73727170 40414243 44454647 48494a4b 4c4d4e4f";
    private const string Data1A2 = "00112233 44556677 8899aabb ccddeeff deaddada deaddada ffeeddcc bbaa9988 77665544 33221100";
    private const string Data2A2 = "10203040 50607080 90a0";
    private const string NonceA2 = "09f91102 9d74e35b d84156c5 635688c0";
    private const string PlaintextA2 = """
        74686973 20697320 736f6d65 20706c61 696e7465 78742074 6f20656e 63727970 74207573 696e6720 5349562d 414553
        """;

    private const string SealedA2 = """
        7bdb6e3b 432667eb 06f4d14b ff2fbd0f
        cb900f2f ddbe4043 26601965 c889bf17 dba77ceb 094fa663 b7a3f748 ba8af829 ea64ad54 4a272e9c 485b62a3 fd5c0d
        """;

    [SkippableTheory]
    [InlineData("hardware")]
    [InlineData("portable")]
    public void Rfc5297_A1_SealsAndOpens(string backEnd) => SealsAndOpens(backEnd, KeyA1, PlaintextA1, SealedA1, DataA1);

    [SkippableTheory]
    [InlineData("hardware")]
    [InlineData("portable")]
    public void Rfc5297_A2_SealsAndOpens(string backEnd) => SealsAndOpens(backEnd, KeyA2, PlaintextA2, SealedA2, Data1A2, Data2A2, NonceA2);

    /// <summary>The shape of NTS: A.2 without AD2.</summary>
    [SkippableTheory]
    [InlineData("hardware")]
    [InlineData("portable")]
    public void SealAndOpen_OneStringAndNonce_AgreeWithOtherPrograms(string backEnd) => SealsAndOpens(
        backEnd,
        KeyA2,
        PlaintextA2,
        """
        85825e22 e90cf2dd da2c548d c7c1b631
        0dcdaca0 cebf9dc6 cb90583f 5bf1506e 02cd4883 2b00e4e5 98b2b22a 53e6199d 4df0c166 6a35a043 3b250dc1 34d776
        """,
        Data1A2,
        NonceA2);

    /// <summary>The shape of an NTS client's request.</summary>
    [SkippableTheory]
    [InlineData("hardware")]
    [InlineData("portable")]
    public void SealAndOpen_EmptyPlaintext_AgreeWithOtherPrograms(string backEnd) =>
        SealsAndOpens(backEnd, KeyA2, "", "4cf1e6f9 180dca76 83caaa9c 7bb70ec6", Data1A2, NonceA2);

    [SkippableTheory]
    [InlineData(32)]
    [InlineData(64)]
    public void Seal_AnyLength_IsTheSameOnBothBackEnds(int keySize)
    {
        CryptoBackEnd hardware = CryptoBackEnd.Get("hardware");
        CryptoBackEnd portable = CryptoBackEnd.Get("portable");
        Seeded random = Seeded.Create();
        byte[] key = new byte[keySize];
        for (int length = 0; length <= 200; length++)
        {
            byte[] plaintext = new byte[length];
            byte[] associatedData = new byte[random.Next(200)];
            byte[] nonce = new byte[random.Next(40)];
            random.NextBytes(key);
            random.NextBytes(plaintext);
            random.NextBytes(associatedData);
            random.NextBytes(nonce);
            string which = $"{length} bytes, {random}";

            byte[] sealedText = hardware.Seal(key, plaintext, associatedData, nonce);
            Assert.True(Hex.Text(sealedText) == Hex.Text(portable.Seal(key, plaintext, associatedData, nonce)), which);

            byte[] opened = new byte[length];
            Assert.True(portable.TryOpen(key, sealedText, opened, associatedData, nonce), which);
            Assert.True(Hex.Text(plaintext) == Hex.Text(opened), which);
        }
    }

    [SkippableTheory]
    [InlineData("hardware", KeyA2)]
    [InlineData("portable", KeyA2)]
    [InlineData("hardware", KeyA1 + KeyA2)]
    [InlineData("portable", KeyA1 + KeyA2)]
    public void TryOpen_AnyBitFlipped_RefusesAndClears(string backEnd, string keyText)
    {
        CryptoBackEnd siv = CryptoBackEnd.Get(backEnd);
        byte[] key = Hex.Bytes(keyText);
        byte[] associatedData = Hex.Bytes(Data1A2);
        byte[] nonce = Hex.Bytes(NonceA2);
        byte[] sealedText = siv.Seal(key, Hex.Bytes(PlaintextA2), associatedData, nonce);
        byte[] opened = new byte[sealedText.Length - AeadKey.TagSize];
        foreach (byte[] altered in (byte[][])[sealedText, associatedData, nonce])
        {
            for (int bit = 0; bit < altered.Length * 8; bit++)
            {
                Array.Fill(opened, (byte)0xAA);
                altered[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(siv.TryOpen(key, sealedText, opened, associatedData, nonce));
                Assert.All(opened, value => Assert.Equal(0, value));
                altered[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        Assert.True(siv.TryOpen(key, sealedText, opened, associatedData, nonce));
    }

    private static void SealsAndOpens(string backEnd, string key, string plaintext, string sealedText, params string[] associatedData)
    {
        CryptoBackEnd siv = CryptoBackEnd.Get(backEnd);
        byte[][] components = Array.ConvertAll(associatedData, Hex.Bytes);
        byte[] sealedBytes = siv.Seal(Hex.Bytes(key), Hex.Bytes(plaintext), components);
        Assert.Equal(Hex.Text(Hex.Bytes(sealedText)), Hex.Text(sealedBytes));

        byte[] opened = new byte[sealedBytes.Length - AeadKey.TagSize];
        Assert.True(siv.TryOpen(Hex.Bytes(key), sealedBytes, opened, components));
        Assert.Equal(Hex.Text(Hex.Bytes(plaintext)), Hex.Text(opened));
    }
}
