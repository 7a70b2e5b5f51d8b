using System;
using System.Runtime.InteropServices;
using Nts.TestKit;

namespace Nts.Crypto;

public sealed class AeadKeyTests
{
    private const AeadAlgorithm Siv256 = AeadAlgorithm.AesSivCmac256;
    private const AeadAlgorithm Siv512 = AeadAlgorithm.AesSivCmac512;
    private const AeadAlgorithm GcmSiv = AeadAlgorithm.Aes128GcmSiv;

    private static readonly byte[] Data = Hex.Bytes("00112233 44556677 8899aabb ccddeeff deaddada deaddada ffeeddcc bbaa9988 77665544 33221100");
    private static readonly byte[] Plaintext = "this is some plaintext to encrypt using SIV-AES"u8.ToArray();

    /// <summary>Keys and nonces count up from zero; what other programs make of them (package cryptography 48.0.0 over OpenSSL 4.0.0).</summary>
    [Theory]
    [InlineData(Siv256, "fda970a0d327f284d1f3473d1663f58810ee5d0b98f9d58284be27719d975b5710f52e226e0a4d4a03981ff6064433bcf7389463129cb7562b69b0fb246b64")]
    [InlineData(Siv512, "2c2e48a0e0c284e11f2f3436edc4def07dcd94bb863393a1db8c9fcdbb9d84e7ca75aa53b6b49e6724785162922ec3cdaaf8d43c7d79e30ac90319470134f1")]
    [InlineData(GcmSiv, "3b46b44dc3e908b5c7ea663523dd8733ccac0c2497d9e1a7cbfe06f4c133320dbe1f2281a096f480bbd635ce8639cb36f39d758e91bdba971082119a5fc01f")]
    public void SealAndTryOpen_SeparateBuffersAndInPlace_AgreeWithOtherPrograms(AeadAlgorithm algorithm, string expected)
    {
        AeadKey key = Key(algorithm, out byte[] nonce);
        byte[] sealedText = new byte[Plaintext.Length + AeadKey.TagSize];
        key.Seal(Data, nonce, Plaintext, sealedText);
        Assert.Equal(expected, Hex.Text(sealedText));

        byte[] buffer = new byte[sealedText.Length];
        Span<byte> inPlace = buffer.AsSpan(key.CiphertextOffset, Plaintext.Length);
        Plaintext.CopyTo(inPlace);
        key.Seal(Data, nonce, inPlace, buffer);
        Assert.Equal(expected, Hex.Text(buffer));

        byte[] plaintext = new byte[Plaintext.Length];
        Assert.True(key.TryOpen(Data, nonce, sealedText, plaintext));
        Assert.Equal(Plaintext, plaintext);
        Assert.True(key.TryOpen(Data, nonce, buffer, inPlace));
        Assert.Equal(Plaintext, inPlace.ToArray());
    }

    [Theory]
    [InlineData(Siv256)]
    [InlineData(Siv512)]
    [InlineData(GcmSiv)]
    public void TryOpen_InPlaceAndAltered_Clears(AeadAlgorithm algorithm)
    {
        AeadKey key = Key(algorithm, out byte[] nonce);
        byte[] buffer = new byte[Plaintext.Length + AeadKey.TagSize];
        key.Seal(Data, nonce, Plaintext, buffer);
        buffer[^1] ^= 1;
        Span<byte> inPlace = buffer.AsSpan(key.CiphertextOffset, Plaintext.Length);
        Assert.False(key.TryOpen(Data, nonce, buffer, inPlace));
        Assert.False(inPlace.ContainsAnyExcept((byte)0));
    }

    [Theory]
    [InlineData(Siv256, 0)]
    [InlineData(Siv256, 15)]
    [InlineData(Siv512, 15)]
    [InlineData(GcmSiv, 0)]
    [InlineData(GcmSiv, 15)]
    public void TryOpen_ShorterThanATag_RefusesAndClears(AeadAlgorithm algorithm, int length)
    {
        AeadKey key = Key(algorithm, out byte[] nonce);
        byte[] plaintext = [1, 2, 3];
        Assert.False(key.TryOpen(Data, nonce, new byte[length], plaintext));
        Assert.Equal([0, 0, 0], plaintext);
    }

    [Theory]
    [InlineData(Siv256, 0)]
    [InlineData(Siv512, 0)]
    [InlineData(GcmSiv, 0)]
    [InlineData(GcmSiv, 11)]
    [InlineData(GcmSiv, 13)]
    [InlineData(GcmSiv, 16)]
    public void SealAndTryOpen_UnusableNonce_Refuse(AeadAlgorithm algorithm, int length)
    {
        AeadKey key = Key(algorithm, out _);
        byte[] nonce = new byte[length];
        Assert.False(AeadKey.TakesNonce(algorithm, length));
        Assert.Throws<ArgumentException>(() => key.Seal(Data, nonce, new byte[3], new byte[19]));
        byte[] plaintext = [1, 2, 3];
        Assert.False(key.TryOpen(Data, nonce, new byte[19], plaintext));
        Assert.Equal([0, 0, 0], plaintext);
    }

    [Theory]
    [InlineData(Siv256, "plaintext where the tag goes", 0)]
    [InlineData(Siv256, "plaintext a byte too early", 15)]
    [InlineData(Siv256, "plaintext a byte too late", 17)]
    [InlineData(Siv512, "plaintext where the tag goes", 0)]
    [InlineData(GcmSiv, "plaintext a byte too late", 1)]
    [InlineData(GcmSiv, "plaintext where SIV has it", 16)]
    public void Seal_BuffersOverlapByHalves_Throws(AeadAlgorithm algorithm, string why, int start)
    {
        AeadKey key = Key(algorithm, out byte[] nonce);
        byte[] buffer = new byte[128];
        Assert.True(
            Throws(() => key.Seal(Data, nonce, buffer.AsSpan(start, 48), buffer.AsSpan(0, 64))) &&
            Throws(() => key.TryOpen(Data, nonce, buffer.AsSpan(0, 64), buffer.AsSpan(start, 48))),
            why);
    }

    [Theory]
    [InlineData(Siv256, -1)]
    [InlineData(Siv512, 1)]
    [InlineData(GcmSiv, -1)]
    [InlineData(GcmSiv, 1)]
    public void Seal_LengthsDoNotFit_Throws(AeadAlgorithm algorithm, int excess)
    {
        AeadKey key = Key(algorithm, out byte[] nonce);
        byte[] sealedText = new byte[Plaintext.Length + AeadKey.TagSize + excess];
        Assert.Throws<ArgumentException>(() => key.Seal(Data, nonce, Plaintext, sealedText));
        Assert.Throws<ArgumentException>(() => key.TryOpen(Data, nonce, sealedText, new byte[Plaintext.Length]));
    }

    [Theory]
    [InlineData(Siv256, 16)]
    [InlineData(Siv256, 31)]
    [InlineData(Siv256, 64)]
    [InlineData(Siv512, 32)]
    [InlineData(Siv512, 48)]
    [InlineData(GcmSiv, 15)]
    [InlineData(GcmSiv, 32)]
    public void Expand_WrongLength_Throws(AeadAlgorithm algorithm, int length) =>
        Assert.Throws<ArgumentException>(() => AeadKey.Expand(algorithm, new byte[length], out _));

    [Fact]
    public void Expand_AlgorithmThatNtsDoesNotUse_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AeadKey.Expand((AeadAlgorithm)16, new byte[48], out _));

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    [InlineData(16, false)]
    [InlineData(17, true)]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void IsSupported_NumberOfIana_SaysWhetherItIsHere(int number, bool expected) =>
        Assert.Equal(expected, AeadKey.IsSupported((AeadAlgorithm)number));

    [Theory]
    [InlineData(Siv256)]
    [InlineData(Siv512)]
    [InlineData(GcmSiv)]
    public void Clear_ExpandedKey_LeavesOnlyZeroes(AeadAlgorithm algorithm)
    {
        AeadKey key = Key(algorithm, out _);
        ReadOnlySpan<byte> memory = MemoryMarshal.AsBytes(new ReadOnlySpan<AeadKey>(ref key));
        Assert.True(memory.ContainsAnyExcept((byte)0));
        key.Clear();
        Assert.False(memory.ContainsAnyExcept((byte)0));
    }

    [Theory]
    [InlineData(Siv256)]
    [InlineData(Siv512)]
    [InlineData(GcmSiv)]
    public void TryOpen_WipedKey_IsFalse(AeadAlgorithm algorithm)
    {
        AeadKey key = Key(algorithm, out byte[] nonce);
        byte[] sealedText = new byte[Plaintext.Length + AeadKey.TagSize];
        key.Seal(Data, nonce, Plaintext, sealedText);
        key.Clear();
        Assert.False(key.TryOpen(Data, nonce, sealedText, new byte[Plaintext.Length]));
    }

    [Theory]
    [InlineData(Siv256)]
    [InlineData(Siv512)]
    [InlineData(GcmSiv)]
    public void SealAndTryOpen_ManyTimes_AllocateNothing(AeadAlgorithm algorithm)
    {
        byte[] bytes = new byte[AeadKey.KeySize(algorithm)];
        byte[] nonce = new byte[AeadKey.NonceSize(algorithm)];
        byte[] sealedText = new byte[Plaintext.Length + AeadKey.TagSize];
        byte[] opened = new byte[Plaintext.Length];
        long before = 0;
        bool authentic = true;
        for (int i = 0; i < 2000; i++)
        {
            if (i == 1000)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            AeadKey.Expand(algorithm, bytes, out AeadKey key);
            key.Seal(Data, nonce, Plaintext, sealedText);
            authentic &= key.TryOpen(Data, nonce, sealedText, opened);
            key.Clear();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(authentic);
    }

    private static AeadKey Key(AeadAlgorithm algorithm, out byte[] nonce)
    {
        AeadKey.Expand(algorithm, Count(AeadKey.KeySize(algorithm)), out AeadKey key);
        nonce = Count(AeadKey.NonceSize(algorithm));
        return key;
    }

    private static byte[] Count(int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)i;
        }

        return bytes;
    }

    private static bool Throws(Action operation)
    {
        try
        {
            operation();
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
