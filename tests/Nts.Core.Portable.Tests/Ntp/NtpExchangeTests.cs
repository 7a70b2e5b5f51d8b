using System;
using Nts.Crypto;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

public sealed class NtpExchangeTests
{
    private static readonly PosixTime T1 = Scene.ReceivedAt - NtpDuration.FromMilliseconds(30);
    private static readonly PosixTime T4 = Scene.SentAt + NtpDuration.FromMilliseconds(10);

    [Theory]
    [InlineData(8, "one-cookie")]
    [InlineData(6, "three-cookies")]
    [InlineData(1, "eight-cookies")]
    public void Request_SessionWithCookies_IsTheIndependentRequest(int cookies, string name)
    {
        NtpExchange exchange = NtsExchange(cookies, out NtsSession session);
        Assert.Equal(Hex.Text(Scene.Vectors[name + ".request"]), Hex.Text(exchange.Request.Span));
        Assert.Equal(cookies - 1, session.CookieCount);
    }

    [Theory]
    [InlineData(8, "one-cookie", 1)]
    [InlineData(6, "three-cookies", 3)]
    [InlineData(1, "eight-cookies", 8)]
    [InlineData(8, "ten-wanted", 8)]
    public void Accept_IndependentReply_GivesSampleAndCookies(int cookies, string name, int newCookies)
    {
        NtpExchange exchange = NtsExchange(cookies, out NtsSession session);
        Assert.Equal(ExchangeStatus.Accepted, exchange.Accept(Scene.Vectors[name + ".reply"], T1, T4, out NtpSample sample));
        Assert.True(sample.IsAuthentic);
        Assert.Equal(newCookies, sample.NewCookies);
        Assert.Equal(NtsSession.MaxCookies, session.CookieCount);
        Assert.Equal(Stratum.Primary, sample.Header.Stratum);
        AssertNear(0.010, sample.Offset.TotalSeconds); // 30 ms there, 10 ms back: the server seems 10 ms ahead
        AssertNear(0.040, sample.Delay.TotalSeconds);
    }

    [Fact]
    public void Accept_SameReplyTwice_TakesItOnce()
    {
        NtpExchange exchange = NtsExchange(8, out NtsSession session);
        exchange.Accept(Scene.Vectors["one-cookie.reply"], T1, T4, out _);
        Assert.Equal(ExchangeStatus.Repeated, exchange.Accept(Scene.Vectors["one-cookie.reply"], T1, T4, out NtpSample sample));
        Assert.Equal(default, sample);
        Assert.Equal(8, session.CookieCount);
    }

    [Theory]
    [InlineData("empty", 0, 0, ExchangeStatus.Truncated)]
    [InlineData("mode", 0, 0x23 ^ 0x24, ExchangeStatus.NotServer)]
    [InlineData("version 5", 0, 0x08, ExchangeStatus.Version)]
    [InlineData("version 2", 0, 0x30, ExchangeStatus.Version)]
    [InlineData("origin", 31, 1, ExchangeStatus.OriginMismatch)]
    [InlineData("leap", 0, 0x40, ExchangeStatus.Forged)]
    [InlineData("receive timestamp", 39, 1, ExchangeStatus.Forged)]
    [InlineData("length of the first field", 51, 1, ExchangeStatus.FieldsMalformed)]
    [InlineData("type of the unique identifier", 48, 0x80, ExchangeStatus.UniqueIdentifierMismatch)]
    [InlineData("unique identifier", 52, 1, ExchangeStatus.UniqueIdentifierMismatch)]
    [InlineData("type of the authenticator", 84, 0x80, ExchangeStatus.NotAuthenticated)]
    [InlineData("nonce length", 88, 1, ExchangeStatus.FieldsMalformed)]
    [InlineData("nonce", 92, 1, ExchangeStatus.Forged)]
    [InlineData("tag", 108, 1, ExchangeStatus.Forged)]
    [InlineData("cookie", 227, 1, ExchangeStatus.Forged)]
    public void Accept_AlteredReply_RefusesWithReasonAndStaysOpen(string why, int position, int flip, ExchangeStatus expected)
    {
        NtpExchange exchange = NtsExchange(8, out _);
        byte[] reply = [.. Scene.Vectors["one-cookie.reply"]];
        reply[position] ^= (byte)flip;
        ExchangeStatus status = exchange.Accept(flip == 0 ? [] : reply, T1, T4, out NtpSample sample);
        Assert.True((expected, default) == (status, sample), $"{why}: {status} {sample}");
        Assert.Equal(ExchangeStatus.Accepted, exchange.Accept(Scene.Vectors["one-cookie.reply"], T1, T4, out _));
    }

    [Fact]
    public void Accept_PlainReplyToNtsRequest_Refuses() => Assert.Equal(
        ExchangeStatus.UniqueIdentifierMismatch,
        NtsExchange(8, out _).Accept(Scene.Vectors["one-cookie.reply"].AsSpan(0, NtpHeader.Length), T1, T4, out _));

    [Fact]
    public void Accept_RepeatedUniqueIdentifier_Refuses()
    {
        byte[] reply = Scene.Vectors["one-cookie.reply"];
        byte[] doubled = [.. reply[..84], .. reply[48..]];
        Assert.Equal(ExchangeStatus.UniqueIdentifierMismatch, NtsExchange(8, out _).Accept(doubled, T1, T4, out _));
    }

    [Fact]
    public void Accept_FieldsBehindTheAuthenticator_AreIgnored()
    {
        byte[] reply = [.. Scene.Vectors["one-cookie.reply"], .. Hex.Bytes("02040068" + new string('0', 200))];
        Assert.Equal(ExchangeStatus.Accepted, NtsExchange(8, out NtsSession session).Accept(reply, T1, T4, out _));
        Assert.Equal(8, session.CookieCount);
    }

    [Fact]
    public void Accept_Nak_SaysSoAndWaitsForTheTrueReply()
    {
        NtpExchange exchange = NtsExchange(8, out _);
        ExchangeStatus status = exchange.Accept(Scene.Vectors["unknown-key.reply"], T1, T4, out NtpSample sample);
        Assert.Equal(ExchangeStatus.NtsNak, status);
        Assert.False(sample.IsAuthentic);
        Assert.Equal(ExchangeStatus.Accepted, exchange.Accept(Scene.Vectors["one-cookie.reply"], T1, T4, out _));
    }

    [Fact]
    public void Accept_NakOfChronyd_SaysSo() => Assert.Equal(
        ExchangeStatus.NtsNak,
        NtsExchange(8, out _).Accept(VectorFile.Load("chronyd-4.3.txt")["server.nts-nak"], T1, T4, out _));

    [Theory]
    [InlineData("unique identifier", 52, ExchangeStatus.UniqueIdentifierMismatch)]
    [InlineData("origin", 31, ExchangeStatus.OriginMismatch)]
    public void Accept_NakForAnotherRequest_Refuses(string why, int position, ExchangeStatus expected)
    {
        byte[] reply = [.. Scene.Vectors["unknown-key.reply"]];
        reply[position] ^= 1;
        ExchangeStatus status = NtsExchange(8, out _).Accept(reply, T1, T4, out _);
        Assert.True(expected == status, $"{why}: {status}");
    }

    [Fact]
    public void Accept_UnauthenticatedKiss_SaysThatItIsNotAuthentic()
    {
        byte[] reply = [.. Scene.Vectors["unknown-key.reply"]];
        "RATE"u8.CopyTo(reply.AsSpan(12));
        Assert.Equal(ExchangeStatus.Kiss, NtsExchange(8, out _).Accept(reply, T1, T4, out NtpSample sample));
        Assert.Equal("RATE", sample.Header.ReferenceId.ToString());
        Assert.False(sample.IsAuthentic);
    }

    [Fact]
    public void Accept_ReplyOfChronyd_MeasuresIt()
    {
        NtpExchange exchange = NtpExchange.CreatePlain(new FixedRandom("0123456789abcdef"));
        NtpTimestamp received = NtpTimestamp.FromWire(0xeeacf164d1becf71);
        PosixTime t1 = received.ToPosix(PosixTime.FromSeconds(1_795_000_000)) - NtpDuration.FromSeconds(1);
        ExchangeStatus status = exchange.Accept(
            VectorFile.Load("chronyd-4.3.txt")["server.synchronised"], t1, t1 + NtpDuration.FromSeconds(0.5), out NtpSample sample);
        Assert.Equal(ExchangeStatus.Accepted, status);
        Assert.Equal("127.127.1.1", sample.Header.ReferenceId.ToString());
        Assert.Equal(new Log2Seconds(-26), sample.Header.Precision);
        AssertNear(0.7500030535, sample.Offset.TotalSeconds); // chronyd took 0xd1bf35e6 − 0xd1becf71 units, 6.107 µs
        AssertNear(0.4999938931, sample.Delay.TotalSeconds);
    }

    [Fact]
    public void Accept_UnsynchronizedChronyd_IsAKissWithoutCode()
    {
        NtpExchange exchange = NtpExchange.CreatePlain(new FixedRandom("0123456789abcdef"));
        ExchangeStatus status = exchange.Accept(VectorFile.Load("chronyd-4.3.txt")["server.unsynchronised"], T1, T4, out NtpSample sample);
        Assert.Equal(ExchangeStatus.Kiss, status);
        Assert.Equal(LeapIndicator.Unsynchronized, sample.Header.Leap);
    }

    [Theory]
    [InlineData("stratum 16", "24100000", "00000001 00000000", "00000001 00000000", ExchangeStatus.Unsynchronized)]
    [InlineData("leap 3", "e4010000", "00000001 00000000", "00000001 00000000", ExchangeStatus.Unsynchronized)]
    [InlineData("no receive timestamp", "24010000", "00000000 00000000", "00000001 00000000", ExchangeStatus.TimestampsInvalid)]
    [InlineData("no transmit timestamp", "24010000", "00000001 00000000", "00000000 00000000", ExchangeStatus.TimestampsInvalid)]
    [InlineData("sent before received", "24010000", "00000002 00000000", "00000001 00000000", ExchangeStatus.TimestampsInvalid)]
    [InlineData("version 3", "1c010000", "00000001 00000000", "00000001 00000000", ExchangeStatus.Accepted)]
    public void Accept_PlainReply_JudgesIt(string why, string start, string receive, string transmit, ExchangeStatus expected)
    {
        NtpExchange exchange = NtpExchange.CreatePlain(new FixedRandom("0123456789abcdef"));
        byte[] reply = Hex.Bytes(start + new string('0', 40) + "0123456789abcdef" + receive + transmit);
        ExchangeStatus status = exchange.Accept(reply, T1, T4, out _);
        Assert.True(expected == status, $"{why}: {status}");
    }

    [Fact]
    public void CreatePlain_Request_TellsNothingButTheChallenge() => Assert.Equal(
        "23" + new string('0', 78) + "0123456789abcdef",
        Hex.Text(NtpExchange.CreatePlain(new FixedRandom("0123456789abcdef")).Request.Span));

    [Fact]
    public void TryCreateNts_NoCookieLeft_SaysSo()
    {
        using NtsSession session = new(AeadAlgorithm.AesSivCmac256, new byte[32], new byte[32]);
        Assert.False(NtpExchange.TryCreateNts(session, SystemRandom.Instance, out _));
    }

    [Theory]
    [InlineData(256, 3)]
    [InlineData(168, 5)]
    [InlineData(104, 8)]
    public void Request_LongCookies_AsksForNoMoreThanFit(int length, int cookies)
    {
        using NtsSession session = new(AeadAlgorithm.AesSivCmac256, new byte[32], new byte[32]);
        Assert.True(session.TryAddCookie(new byte[length]));
        Assert.True(NtpExchange.TryCreateNts(session, SystemRandom.Instance, out NtpExchange? exchange));
        Assert.Equal(48 + 36 + (cookies * (4 + length)) + 40, exchange.Request.Length);
    }

    [Fact]
    public void Accept_RandomReplies_NeverThrowsNorAccepts()
    {
        Seeded random = Seeded.Create();
        NtpExchange exchange = NtsExchange(8, out _);
        for (int i = 0; i < 100_000; i++)
        {
            byte[] reply = [.. Scene.Vectors["one-cookie.reply"][..(random.Next(8) == 0 ? random.Next(229) : 228)]];
            int bit = random.Next(8 * 228);
            if (bit / 8 < reply.Length)
            {
                reply[bit / 8] ^= (byte)(1 << (bit % 8));
            }
            else
            {
                random.Fill(reply);
            }

            ExchangeStatus status = exchange.Accept(reply, T1, T4, out NtpSample sample);
            Assert.False(sample.IsAuthentic, $"{random}: {status} {Hex.Text(reply)}");
        }
    }

    private static void AssertNear(double expected, double actual) => Assert.InRange(actual, expected - 2e-9, expected + 2e-9);

    private static NtpExchange NtsExchange(int cookies, out NtsSession session)
    {
        session = new NtsSession(AeadAlgorithm.AesSivCmac256, Scene.Vectors["c2s"], Scene.Vectors["s2c"]);
        Assert.True(session.TryAddCookie(Scene.Vectors["cookie"]));
        for (int i = 1; i < cookies; i++)
        {
            Assert.True(session.TryAddCookie(new byte[Cookie.LengthFor(AeadAlgorithm.AesSivCmac256)]));
        }

        Assert.True(NtpExchange.TryCreateNts(session, new CountingRandom(), out NtpExchange? exchange));
        return exchange;
    }

    private sealed class FixedRandom(string hex) : IRandomSource
    {
        public void Fill(Span<byte> destination) => Hex.Bytes(hex).CopyTo(destination);
    }
}
