using System;
using Nts.TestKit;

namespace Nts.Crypto;

public sealed class AesGcmSivTests
{
    /// <summary>RFC 8452 C.3 is for AES-256, which NTS does not use in this mode; its parts are POLYVAL and the key stream.</summary>
    [SkippableTheory]
    [InlineData("hardware", "000000000000000000000000000000004db923dc793ee6497c76dcc03a98e108", "f3f80f2cf0cb2dd9c5984fcda908456cc537703b5ba70324a6793a7bf218d3ea")]
    [InlineData("portable", "000000000000000000000000000000004db923dc793ee6497c76dcc03a98e108", "f3f80f2cf0cb2dd9c5984fcda908456cc537703b5ba70324a6793a7bf218d3ea")]
    [InlineData("hardware", "eb3640277c7ffd1303c7a542d02d3e4c0000000000000000", "18ce4f0b8cb4d0cac65fea8f79257b20888e53e72299e56d")]
    [InlineData("portable", "eb3640277c7ffd1303c7a542d02d3e4c0000000000000000", "18ce4f0b8cb4d0cac65fea8f79257b20888e53e72299e56d")]
    public void Rfc8452_C3_CounterWraps(string backEnd, string plaintext, string ciphertext)
    {
        byte[] key = Hex.Bytes("779b38d15bffb63d39d6e9ae76a9b2f3 75d11b0e3a68c422845c7d4690fa594f");
        byte[] tag = Hex.Bytes("ffffffff000000000000000000000000");
        Assert.Equal(ciphertext, Hex.Text(CryptoBackEnd.Get(backEnd).ApplyGcmSivKeyStream(key, tag, Hex.Bytes(plaintext))));
    }

    [SkippableTheory]
    [InlineData("hardware")]
    [InlineData("portable")]
    public void Rfc8452_C3_Polyval(string backEnd)
    {
        byte[] key = Hex.Bytes("dc95c078a24089895275f3d86b4fb868");
        byte[] message = Hex.Bytes("00000000000000000000000000000000 4db923dc793ee6497c76dcc03a98e108 00000000000000000001000000000000");
        Assert.Equal("7367cdb411b730128dd56e8edc0eff56", Hex.Text(CryptoBackEnd.Get(backEnd).Polyval(key, message)));
    }

    [SkippableTheory]
    [InlineData("hardware")]
    [InlineData("portable")]
    public void Rfc8452_AppendixA_Polyval(string backEnd)
    {
        byte[] key = Hex.Bytes("25629347589242761d31f826ba4b757b");
        byte[] message = Hex.Bytes("4f4f95668c83dfb6401762bb2d01a262 d1a24ddd2721d006bbe45f20d3c9f362");
        Assert.Equal("f7a3b47b846119fae5b7866cf5e5b77e", Hex.Text(CryptoBackEnd.Get(backEnd).Polyval(key, message)));
    }

    /// <summary>Dense and sparse factors: every word of ones is where carries of the portable multiplication would show.</summary>
    [SkippableTheory]
    [InlineData("ffffffffffffffffffffffffffffffff")]
    [InlineData("01000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000080")]
    [InlineData("2184104208218410 4208218410420821")]
    [InlineData("10420821841042082184104208218410")]
    public void Polyval_ExtremeKeys_IsTheSameOnBothBackEnds(string key)
    {
        byte[] message = new byte[80];
        Array.Fill(message, (byte)0xFF);
        Assert.Equal(
            Hex.Text(CryptoBackEnd.Get("hardware").Polyval(Hex.Bytes(key), message)),
            Hex.Text(CryptoBackEnd.Get("portable").Polyval(Hex.Bytes(key), message)));
    }

    [SkippableFact]
    public void Seal_AnyLength_IsTheSameOnBothBackEnds()
    {
        CryptoBackEnd hardware = CryptoBackEnd.Get("hardware");
        CryptoBackEnd portable = CryptoBackEnd.Get("portable");
        Seeded random = Seeded.Create();
        byte[] key = new byte[16];
        byte[] nonce = new byte[12];
        for (int length = 0; length <= 200; length++)
        {
            byte[] plaintext = new byte[length];
            byte[] associatedData = new byte[random.Next(200)];
            random.NextBytes(key);
            random.NextBytes(plaintext);
            random.NextBytes(associatedData);
            random.NextBytes(nonce);
            string which = $"{length} bytes, {random}";

            byte[] sealedText = hardware.SealGcmSiv(key, associatedData, nonce, plaintext);
            Assert.True(Hex.Text(sealedText) == Hex.Text(portable.SealGcmSiv(key, associatedData, nonce, plaintext)), which);

            byte[] opened = new byte[length];
            Assert.True(portable.TryOpenGcmSiv(key, associatedData, nonce, sealedText, opened), which);
            Assert.True(Hex.Text(plaintext) == Hex.Text(opened), which);
        }
    }

    [SkippableTheory]
    [InlineData("hardware")]
    [InlineData("portable")]
    public void TryOpen_AnyBitFlipped_RefusesAndClears(string backEnd)
    {
        CryptoBackEnd gcmSiv = CryptoBackEnd.Get(backEnd);
        byte[] key = Hex.Bytes("f901cfe8a69615a93fdf7a98cad48179");
        byte[] associatedData = Hex.Bytes("7576f7028ec6eb5ea7e298342a94d4b202b370ef9768ec6561c4fe6b7e7296fa859c21");
        byte[] nonce = Hex.Bytes("6245709fb18853f68d833640");
        byte[] sealedText = gcmSiv.SealGcmSiv(key, associatedData, nonce, Hex.Bytes("e42a3c02c25b64869e146d7b233987bddfc240871d"));
        byte[] opened = new byte[sealedText.Length - AeadKey.TagSize];
        foreach (byte[] altered in (byte[][])[sealedText, associatedData, nonce])
        {
            for (int bit = 0; bit < altered.Length * 8; bit++)
            {
                Array.Fill(opened, (byte)0xAA);
                altered[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(gcmSiv.TryOpenGcmSiv(key, associatedData, nonce, sealedText, opened));
                Assert.All(opened, value => Assert.Equal(0, value));
                altered[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        Assert.True(gcmSiv.TryOpenGcmSiv(key, associatedData, nonce, sealedText, opened));
    }
}
