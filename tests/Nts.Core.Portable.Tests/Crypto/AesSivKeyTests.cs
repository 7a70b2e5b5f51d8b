using System;
using System.Runtime.InteropServices;
using Nts.TestKit;

namespace Nts.Crypto;

public sealed class AesSivKeyTests
{
    private static readonly byte[] _key = Hex.Bytes("7f7e7d7c 7b7a7978 77767574 73727170 40414243 44454647 48494a4b 4c4d4e4f");
    private static readonly byte[] _data = Hex.Bytes("00112233 44556677 8899aabb ccddeeff deaddada deaddada ffeeddcc bbaa9988 77665544 33221100");
    private static readonly byte[] _nonce = Hex.Bytes("09f91102 9d74e35b d84156c5 635688c0");
    private static readonly byte[] _plaintext = "this is some plaintext to encrypt using SIV-AES"u8.ToArray();
    private static readonly byte[] _sealedText = Hex.Bytes(
        """
        85825e22 e90cf2dd da2c548d c7c1b631
        0dcdaca0 cebf9dc6 cb90583f 5bf1506e 02cd4883 2b00e4e5 98b2b22a 53e6199d 4df0c166 6a35a043 3b250dc1 34d776
        """);

    [Fact]
    public void Seal_SeparateBuffers_GivesTheSealedText()
    {
        AesSivKey.Expand(_key, out AesSivKey key);
        byte[] sealedText = new byte[_sealedText.Length];
        key.Seal(_data, _nonce, _plaintext, sealedText);
        Assert.Equal(_sealedText, sealedText);
    }

    [Fact]
    public void Seal_InPlace_GivesTheSealedText()
    {
        AesSivKey.Expand(_key, out AesSivKey key);
        byte[] buffer = [.. new byte[AesSivKey.TagSize], .. _plaintext];
        key.Seal(_data, _nonce, buffer.AsSpan(AesSivKey.TagSize), buffer);
        Assert.Equal(_sealedText, buffer);
    }

    [Fact]
    public void TryOpen_InPlace_GivesThePlaintext()
    {
        AesSivKey.Expand(_key, out AesSivKey key);
        byte[] buffer = [.. _sealedText];
        Assert.True(key.TryOpen(_data, _nonce, buffer, buffer.AsSpan(AesSivKey.TagSize)));
        Assert.Equal(_plaintext, buffer[AesSivKey.TagSize..]);
    }

    [Fact]
    public void TryOpen_InPlaceAndAltered_Clears()
    {
        AesSivKey.Expand(_key, out AesSivKey key);
        byte[] buffer = [.. _sealedText];
        buffer[^1] ^= 1;
        Assert.False(key.TryOpen(_data, _nonce, buffer, buffer.AsSpan(AesSivKey.TagSize)));
        Assert.All(buffer[AesSivKey.TagSize..], value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public void TryOpen_ShorterThanATag_RefusesAndClears(int length)
    {
        AesSivKey.Expand(_key, out AesSivKey key);
        byte[] plaintext = [1, 2, 3];
        Assert.False(key.TryOpen(_data, _nonce, _sealedText.AsSpan(0, length), plaintext));
        Assert.Equal([0, 0, 0], plaintext);
    }

    [Theory]
    [InlineData("plaintext where the tag goes", 0)]
    [InlineData("plaintext a byte too early", 15)]
    [InlineData("plaintext a byte too late", 17)]
    public void Seal_BuffersOverlapByHalves_Throws(string why, int start)
    {
        AesSivKey.Expand(_key, out AesSivKey key);
        byte[] buffer = new byte[128];
        Assert.True(
            Throws(() => key.Seal(_data, _nonce, buffer.AsSpan(start, 48), buffer.AsSpan(0, 64))) &&
            Throws(() => key.TryOpen(_data, _nonce, buffer.AsSpan(0, 64), buffer.AsSpan(start, 48))),
            why);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Seal_LengthsDoNotFit_Throws(int excess)
    {
        AesSivKey.Expand(_key, out AesSivKey key);
        byte[] sealedText = new byte[_sealedText.Length + excess];
        Assert.Throws<ArgumentException>(() => key.Seal(_data, _nonce, _plaintext, sealedText));
        Assert.Throws<ArgumentException>(() => key.TryOpen(_data, _nonce, sealedText, new byte[_plaintext.Length]));
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
        AesSivKey.Expand(_key, out AesSivKey key);
        ReadOnlySpan<byte> memory = MemoryMarshal.AsBytes(new ReadOnlySpan<AesSivKey>(ref key));
        Assert.True(memory.ContainsAnyExcept((byte)0));
        key.Clear();
        Assert.False(memory.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void SealAndTryOpen_ManyTimes_AllocateNothing()
    {
        byte[] sealedText = new byte[_sealedText.Length];
        byte[] opened = new byte[_plaintext.Length];
        long before = 0;
        bool authentic = true;
        for (int i = 0; i < 2000; i++)
        {
            if (i == 1000)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            AesSivKey.Expand(_key, out AesSivKey key);
            key.Seal(_data, _nonce, _plaintext, sealedText);
            authentic &= key.TryOpen(_data, _nonce, sealedText, opened);
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
