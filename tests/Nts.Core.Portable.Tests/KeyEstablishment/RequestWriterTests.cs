using System;
using Nts.Crypto;
using Nts.TestKit;

namespace Nts.KeyEstablishment;

public sealed class RequestWriterTests
{
    /// <summary>The bytes that chronyd 4.3 of Debian 12 sent to <c>openssl s_server</c>.</summary>
    [Fact]
    public void TryWrite_AsChronydAsks_ByteForByte()
    {
        byte[] destination = new byte[64];

        Assert.True(RequestWriter.TryWrite(destination, [AeadAlgorithm.AesSivCmac256], out int written));
        Assert.Equal("800100020000" + "80040002000f" + "80000000", Hex.Text(destination.AsSpan(0, written)));
    }

    [Fact]
    public void TryWrite_WithAead30_SendsRecord1024()
    {
        byte[] destination = new byte[64];

        Assert.True(RequestWriter.TryWrite(destination, [AeadAlgorithm.Aes128GcmSiv, AeadAlgorithm.AesSivCmac256], out int written));
        Assert.Equal("800100020000" + "80040004001e000f" + "04000000" + "80000000", Hex.Text(destination.AsSpan(0, written)));
    }

    [Fact]
    public void TryWrite_NoRoom_WritesNothing()
    {
        Assert.False(RequestWriter.TryWrite(new byte[15], [AeadAlgorithm.AesSivCmac256], out int written));
        Assert.Equal(0, written);
    }
}
