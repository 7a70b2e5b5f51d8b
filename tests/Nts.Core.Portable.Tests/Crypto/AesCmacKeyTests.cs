using System;
using System.Runtime.InteropServices;
using Nts.TestKit;

namespace Nts.Crypto;

public sealed class AesCmacKeyTests
{
    private static readonly byte[] Key = Hex.Bytes("2b7e1516 28aed2a6 abf71588 09cf4f3c");
    private static readonly byte[] Message = Hex.Bytes("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411");

    [Theory]
    [InlineData(0, "bb1d6929e95937287fa37d129b756746")]
    [InlineData(16, "070a16b46b4d4144f79bdd9dd04a287c")]
    [InlineData(40, "dfa66747de9ae63030ca32611497c827")]
    public void Tag_Rfc4493Examples_GivesTheTag(int length, string expected)
    {
        AesCmacKey.Expand(Key, out AesCmacKey key);
        byte[] tag = new byte[AesCmacKey.TagSize];
        key.Tag(Message.AsSpan(0, length), tag);
        Assert.Equal(expected, Hex.Text(tag));
    }

    [Fact]
    public void Tag_NoRoom_Throws()
    {
        AesCmacKey.Expand(Key, out AesCmacKey key);
        Assert.Throws<ArgumentException>(() => key.Tag(Message, new byte[15]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(32)]
    public void Expand_WrongLength_Throws(int length) => Assert.Throws<ArgumentException>(() => AesCmacKey.Expand(new byte[length], out _));

    [Fact]
    public void Clear_ExpandedKey_LeavesOnlyZeroes()
    {
        AesCmacKey.Expand(Key, out AesCmacKey key);
        ReadOnlySpan<byte> memory = MemoryMarshal.AsBytes(new ReadOnlySpan<AesCmacKey>(ref key));
        Assert.True(memory.ContainsAnyExcept((byte)0));
        key.Clear();
        Assert.False(memory.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Tag_ManyTimes_AllocatesNothing()
    {
        byte[] tag = new byte[AesCmacKey.TagSize];
        long before = 0;
        for (int i = 0; i < 2000; i++)
        {
            if (i == 1000)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            AesCmacKey.Expand(Key, out AesCmacKey key);
            key.Tag(Message, tag);
            key.Clear();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
