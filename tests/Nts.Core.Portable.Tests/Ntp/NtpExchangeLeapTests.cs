using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>One exchange over a leap second: a clock that leaps in its midst would give half a second of offset.</summary>
public sealed class NtpExchangeLeapTests
{
    private static readonly PosixTime Start = PosixTime.FromSeconds(1_483_228_799, 990_000_000);

    [Theory]
    [InlineData("nobody leaps", 0, 0, 0, ExchangeStatus.Accepted)]
    [InlineData("two clocks of different speed", 0, 0, -41, ExchangeStatus.Accepted)]
    [InlineData("the client inserts a second", -1000, 0, 0, ExchangeStatus.TimestampsInvalid)]
    [InlineData("the server inserts a second", 0, -1000, 0, ExchangeStatus.TimestampsInvalid)]
    [InlineData("the server leaves one out", 0, 1000, 0, ExchangeStatus.TimestampsInvalid)]
    public void Accept_LeapWithin_IsRefused(string why, int clientLeaps, int serverLeaps, int delayChange, ExchangeStatus expected)
    {
        NtpExchange exchange = NtpExchange.CreatePlain(Seeded.Fixed(1));
        Assert.True(NtpHeader.TryParse(exchange.Request.Span, out NtpHeader request));
        byte[] reply = new byte[NtpHeader.Length];
        new NtpHeader
        {
            Version = 4,
            Mode = NtpMode.Server,
            Stratum = Stratum.Primary,
            OriginTime = request.TransmitTime,
            ReceiveTime = NtpTimestamp.FromPosix(Start + Milliseconds(20)),
            TransmitTime = NtpTimestamp.FromPosix(Start + Milliseconds(21 + serverLeaps)),
        }.TryWrite(reply);
        ExchangeStatus status = exchange.Accept(reply, Start, Start + Milliseconds(41 + clientLeaps + delayChange), out _);
        Assert.Equal((why, expected), (why, status));
    }

    private static NtpDuration Milliseconds(int milliseconds) => NtpDuration.FromMilliseconds(milliseconds);
}
