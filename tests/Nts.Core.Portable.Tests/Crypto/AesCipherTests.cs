using System;
using System.Linq;
using System.Security.Cryptography;
using Nts.TestKit;

namespace Nts.Crypto;

public sealed class AesCipherTests
{
    [SkippableTheory]
    [InlineData("hardware")]
    [InlineData("portable")]
    public void Fips197_AppendixB_Encrypts(string backEnd) => Assert.Equal(
        "3925841d02dc09fbdc118597196a0b32",
        Hex.Text(CryptoBackEnd.Get(backEnd).Encrypt(Hex.Bytes("2b7e151628aed2a6abf7158809cf4f3c"), Hex.Bytes("3243f6a8885a308d313198a2e0370734"))));

    [SkippableTheory]
    [InlineData("hardware")]
    [InlineData("portable")]
    public void Fips197_AppendixC1_Encrypts(string backEnd) => Assert.Equal(
        "69c4e0d86a7b0430d8cdb78070b4c55a",
        Hex.Text(CryptoBackEnd.Get(backEnd).Encrypt(Hex.Bytes("000102030405060708090a0b0c0d0e0f"), Hex.Bytes("00112233445566778899aabbccddeeff"))));

    [SkippableTheory]
    [InlineData("hardware")]
    [InlineData("portable")]
    public void Fips197_AppendixC3_Encrypts(string backEnd) => Assert.Equal(
        "8ea2b7ca516745bfeafc49904b496089",
        Hex.Text(CryptoBackEnd.Get(backEnd).Encrypt(
            Hex.Bytes("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"), Hex.Bytes("00112233445566778899aabbccddeeff"))));

    [SkippableTheory]
    [InlineData("hardware", 16)]
    [InlineData("portable", 16)]
    [InlineData("hardware", 32)]
    [InlineData("portable", 32)]
    public void Encrypt_FourBlocks_AgreesWithTheRuntimesAes(string backEnd, int keySize)
    {
        CryptoBackEnd aes = CryptoBackEnd.Get(backEnd);
        Seeded random = Seeded.Create();
        using Aes reference = Aes.Create();
        byte[] key = new byte[keySize];
        byte[] blocks = new byte[64];
        for (int i = 0; i < 1000; i++)
        {
            random.NextBytes(key);
            random.NextBytes(blocks);
            reference.Key = key;
            byte[] expected = reference.EncryptEcb(blocks, PaddingMode.None);
            Assert.True(Hex.Text(expected) == Hex.Text(aes.EncryptFour(key, blocks)), random.ToString());
        }
    }

    [SkippableTheory]
    [InlineData("hardware", 16)]
    [InlineData("portable", 16)]
    [InlineData("hardware", 32)]
    [InlineData("portable", 32)]
    public void Encrypt_FourBlocksUnderFourKeys_IsEachByItself(string backEnd, int keySize)
    {
        CryptoBackEnd aes = CryptoBackEnd.Get(backEnd);
        Seeded random = Seeded.Create();
        byte[][] keys = [new byte[keySize], new byte[keySize], new byte[keySize], new byte[keySize]];
        byte[] blocks = new byte[64];
        for (int i = 0; i < 1000; i++)
        {
            Array.ForEach(keys, random.NextBytes);
            random.NextBytes(blocks);
            byte[] expected = [.. keys.SelectMany((key, lane) => aes.Encrypt(key, blocks[(16 * lane)..(16 * (lane + 1))]))];
            Assert.True(Hex.Text(expected) == Hex.Text(aes.EncryptFour(keys[0], keys[1], keys[2], keys[3], blocks)), random.ToString());
        }
    }
}
