using System;
using System.Runtime.InteropServices;
using Nts.TestKit;

namespace Nts.Crypto;

public sealed class AesSivKeyTests
{
    private static readonly byte[] Key = Hex.Bytes("7f7e7d7c 7b7a7978 77767574 73727170 40414243 44454647 48494a4b 4c4d4e4f");
    private static readonly byte[] Data = Hex.Bytes("00112233 44556677 8899aabb ccddeeff deaddada deaddada ffeeddcc bbaa9988 77665544 33221100");
    private static readonly byte[] Nonce = Hex.Bytes("09f91102 9d74e35b d84156c5 635688c0");
    private static readonly byte[] Plaintext = "this is some plaintext to encrypt using SIV-AES"u8.ToArray();
    private static readonly byte[] SealedText = Hex.Bytes(
        """
        85825e22 e90cf2dd da2c548d c7c1b631
        0dcdaca0 cebf9dc6 cb90583f 5bf1506e 02cd4883 2b00e4e5 98b2b22a 53e6199d 4df0c166 6a35a043 3b250dc1 34d776
        """);

    [Fact]
    public void Seal_SeparateBuffers_GivesTheSealedText()
    {
        AesSivKey.Expand(Key, out AesSivKey key);
        byte[] sealedText = new byte[SealedText.Length];
        key.Seal(Data, Nonce, Plaintext, sealedText);
        Assert.Equal(SealedText, sealedText);
    }

    [Fact]
    public void Seal_InPlace_GivesTheSealedText()
    {
        AesSivKey.Expand(Key, out AesSivKey key);
        byte[] buffer = [.. new byte[AesSivKey.TagSize], .. Plaintext];
        key.Seal(Data, Nonce, buffer.AsSpan(AesSivKey.TagSize), buffer);
        Assert.Equal(SealedText, buffer);
    }

    [Fact]
    public void TryOpen_InPlace_GivesThePlaintext()
    {
        AesSivKey.Expand(Key, out AesSivKey key);
        byte[] buffer = [.. SealedText];
        Assert.True(key.TryOpen(Data, Nonce, buffer, buffer.AsSpan(AesSivKey.TagSize)));
        Assert.Equal(Plaintext, buffer[AesSivKey.TagSize..]);
    }

    [Fact]
    public void TryOpen_InPlaceAndAltered_Clears()
    {
        AesSivKey.Expand(Key, out AesSivKey key);
        byte[] buffer = [.. SealedText];
        buffer[^1] ^= 1;
        Assert.False(key.TryOpen(Data, Nonce, buffer, buffer.AsSpan(AesSivKey.TagSize)));
        Assert.All(buffer[AesSivKey.TagSize..], value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public void TryOpen_ShorterThanATag_RefusesAndClears(int length)
    {
        AesSivKey.Expand(Key, out AesSivKey key);
        byte[] plaintext = [1, 2, 3];
        Assert.False(key.TryOpen(Data, Nonce, SealedText.AsSpan(0, length), plaintext));
        Assert.Equal([0, 0, 0], plaintext);
    }

    [Theory]
    [InlineData("plaintext where the tag goes", 0)]
    [InlineData("plaintext a byte too early", 15)]
    [InlineData("plaintext a byte too late", 17)]
    public void Seal_BuffersOverlapByHalves_Throws(string why, int start)
    {
        AesSivKey.Expand(Key, out AesSivKey key);
        byte[] buffer = new byte[128];
        Assert.True(
            Throws(() => key.Seal(Data, Nonce, buffer.AsSpan(start, 48), buffer.AsSpan(0, 64))) &&
            Throws(() => key.TryOpen(Data, Nonce, buffer.AsSpan(0, 64), buffer.AsSpan(start, 48))),
            why);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Seal_LengthsDoNotFit_Throws(int excess)
    {
        AesSivKey.Expand(Key, out AesSivKey key);
        byte[] sealedText = new byte[SealedText.Length + excess];
        Assert.Throws<ArgumentException>(() => key.Seal(Data, Nonce, Plaintext, sealedText));
        Assert.Throws<ArgumentException>(() => key.TryOpen(Data, Nonce, sealedText, new byte[Plaintext.Length]));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public void Expand_WrongLength_Throws(int length) => Assert.Throws<ArgumentException>(() => AesSivKey.Expand(new byte[length], out _));

    [Fact]
    public void Clear_ExpandedKey_LeavesOnlyZeroes()
    {
        AesSivKey.Expand(Key, out AesSivKey key);
        ReadOnlySpan<byte> memory = MemoryMarshal.AsBytes(new ReadOnlySpan<AesSivKey>(ref key));
        Assert.True(memory.ContainsAnyExcept((byte)0));
        key.Clear();
        Assert.False(memory.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void SealAndTryOpen_ManyTimes_AllocateNothing()
    {
        byte[] sealedText = new byte[SealedText.Length];
        byte[] opened = new byte[Plaintext.Length];
        long before = 0;
        bool authentic = true;
        for (int i = 0; i < 2000; i++)
        {
            if (i == 1000)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            AesSivKey.Expand(Key, out AesSivKey key);
            key.Seal(Data, Nonce, Plaintext, sealedText);
            authentic &= key.TryOpen(Data, Nonce, sealedText, opened);
            key.Clear();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(authentic);
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
