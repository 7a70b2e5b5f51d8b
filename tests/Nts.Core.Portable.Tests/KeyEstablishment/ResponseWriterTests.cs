using System;
using Nts.Crypto;
using Nts.TestKit;

namespace Nts.KeyEstablishment;

public sealed class ResponseWriterTests
{
    private static readonly Negotiation Agreement = new(RequestReason.Accepted, AeadAlgorithm.AesSivCmac256);

    [Theory]
    [InlineData(null, 123, "")]
    [InlineData(null, 11123, "0007 0002 2b73")]
    [InlineData("ntp.example", 123, "0006 000b 6e74702e6578616d706c65")]
    [InlineData("::1", 1, "0006 0003 3a3a31 0007 0002 0001")]
    public void TryWriteAgreement_Address_IsNamedOnlyWhereItIsNotAssumed(string? host, int port, string addressHex)
    {
        byte[] destination = new byte[KeLimits.ResponseRoom];

        Assert.True(ResponseWriter.TryWriteAgreement(
            destination, Agreement, new NtpServerAddress(host, (ushort)port), Hex.Bytes("01020304 05060708"), 4, out int written));
        Assert.Equal(
            Hex.Text(Hex.Bytes("8001 0002 0000 8004 0002 000f" + addressHex + "0005 0004 01020304 0005 0004 05060708 8000 0000")),
            Hex.Text(destination.AsSpan(0, written)));
    }

    [Theory]
    [InlineData("30, asked for", 30, true, "0400 0000")]
    [InlineData("30, not asked for", 30, false, "")]
    [InlineData("15, asked for in vain", 15, true, "")]
    public void TryWriteAgreement_Record1024_IsEchoedWith30WhenAskedFor(string why, int aead, bool hasRecord1024, string echoHex)
    {
        byte[] destination = new byte[KeLimits.ResponseRoom];
        Negotiation negotiation = new(RequestReason.Accepted, (AeadAlgorithm)aead, hasRecord1024);

        Assert.True(ResponseWriter.TryWriteAgreement(destination, negotiation, new(), new byte[4], 4, out int written));
        Assert.Equal(
            (why, Hex.Text(Hex.Bytes($"8001 0002 0000 8004 0002 {aead:x4}" + echoHex + "0005 0004 00000000 8000 0000"))),
            (why, Hex.Text(destination.AsSpan(0, written))));
    }

    [Theory]
    [InlineData("ntp example")]
    [InlineData("")]
    [InlineData("zürich.example")]
    public void TryWriteAgreement_NameThatIsNone_IsRefused(string host) =>
        Assert.False(ResponseWriter.TryWriteAgreement(new byte[4096], Agreement, new NtpServerAddress(host), new byte[4], 4, out _));

    [Fact]
    public void TryWriteAgreement_EightCookiesOf100Bytes_Has848Bytes()
    {
        Assert.True(ResponseWriter.TryWriteAgreement(
            new byte[KeLimits.ResponseRoom], Agreement, new NtpServerAddress(), new byte[800], 100, out int written));
        Assert.Equal(848, written);
    }

    [Fact]
    public void TryWriteAgreement_NoRoom_WritesNothing()
    {
        Assert.False(ResponseWriter.TryWriteAgreement(new byte[847], Agreement, new NtpServerAddress(), new byte[800], 100, out int written));
        Assert.Equal(0, written);
    }

    [Theory]
    [InlineData(RequestReason.NoCommonProtocol, "8001 0000 8000 0000")]
    [InlineData(RequestReason.NoCommonAead, "8001 0002 0000 8004 0000 8000 0000")]
    [InlineData(RequestReason.UnrecognizedCriticalRecord, "8002 0002 0000 8000 0000")]
    [InlineData(RequestReason.TimedOut, "8002 0002 0001 8000 0000")]
    [InlineData(RequestReason.AeadMissing, "8002 0002 0001 8000 0000")]
    [InlineData(RequestReason.InternalError, "8002 0002 0002 8000 0000")]
    public void TryWriteRefusal_Reason_GivesTheRecordOfTheRfc(RequestReason reason, string hex)
    {
        byte[] destination = new byte[64];

        Assert.True(ResponseWriter.TryWriteRefusal(destination, new Negotiation(reason), out int written));
        Assert.Equal(Hex.Text(Hex.Bytes(hex)), Hex.Text(destination.AsSpan(0, written)));
    }
}
