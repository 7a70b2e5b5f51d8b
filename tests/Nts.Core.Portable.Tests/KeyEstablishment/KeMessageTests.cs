using System;
using Nts.TestKit;

namespace Nts.KeyEstablishment;

public sealed class KeMessageTests
{
    [Theory]
    [InlineData("whole message", "8001 0002 0000 8000 0000", 10)]
    [InlineData("bytes behind it do not count", "8001 0002 0000 8000 0000 ffff", 10)]
    [InlineData("end with a body, for the parser to refuse", "8000 0002 0000", 6)]
    public void TryFindEnd_EndIsThere_GivesTheLength(string why, string hex, int expected) =>
        Assert.Equal((why, true, expected), (why, KeMessage.TryFindEnd(Hex.Bytes(hex), out int length), length));

    [Fact]
    public void TryFindEnd_EveryProperPrefix_IsIncomplete()
    {
        byte[] message = Hex.Bytes("8001 0002 0000 8004 0002 000f 0005 0004 80000000 8000 0000");
        for (int length = 0; length < message.Length; length++)
        {
            Assert.False(KeMessage.TryFindEnd(message.AsSpan(0, length), out _));
        }

        Assert.True(KeMessage.TryFindEnd(message, out _));
    }
}
