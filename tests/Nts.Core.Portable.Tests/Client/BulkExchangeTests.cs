using System;
using System.Collections.Generic;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Client;

/// <summary>Against the responder, whose own requests and replies are held against independent vectors, and the client of single requests.</summary>
public sealed class BulkExchangeTests
{
    private static readonly NtpTimestamp Challenge = NtpTimestamp.FromWire(0x0123_4567_89AB_CDEF);
    private readonly Seeded _random = Seeded.Create();
    private readonly KeyRing _ring = KeyRing.Create(2, SystemRandom.Instance);

    public static TheoryData<AeadAlgorithm, int> AlgorithmsAndCookies => new()
    {
        { AeadAlgorithm.AesSivCmac256, 1 },
        { AeadAlgorithm.AesSivCmac256, 8 },
        { AeadAlgorithm.AesSivCmac512, 1 },
        { AeadAlgorithm.AesSivCmac512, 5 },
        { AeadAlgorithm.Aes128GcmSiv, 1 },
        { AeadAlgorithm.Aes128GcmSiv, 8 },
    };

    [Fact]
    public void Write_Plain_IsAnsweredAndAccepted()
    {
        BulkExchange exchange = new(null, 1, _random);
        byte[] reply = Answer(exchange, Request(exchange, Challenge), RespondReason.Plain);
        Assert.Equal(ExchangeStatus.Accepted, Judge(exchange, reply));
    }

    [Theory]
    [MemberData(nameof(AlgorithmsAndCookies))]
    public void Write_WithNts_IsAnsweredAndAccepted(AeadAlgorithm algorithm, int cookies)
    {
        BulkExchange exchange = new(Session(algorithm, 8), cookies, _random);
        byte[] reply = Answer(exchange, Request(exchange, Challenge), RespondReason.Nts);
        Assert.Equal(ExchangeStatus.Accepted, Judge(exchange, reply));
        Assert.Equal(exchange.RequestLength, reply.Length);
    }

    [Theory]
    [MemberData(nameof(AlgorithmsAndCookies))]
    public void Write_WithNts_HasTheFieldsOfARealClient(AeadAlgorithm algorithm, int cookies)
    {
        BulkExchange exchange = new(Session(algorithm, 8), cookies, _random);
        NtsSession session = Session(algorithm, NtsSession.MaxCookies + 1 - cookies);
        Assert.True(NtpExchange.TryCreateNts(session, _random, out NtpExchange? real));
        Assert.Equal(Fields(real.Request.Span), Fields(Request(exchange, Challenge)));
    }

    [Fact]
    public void Write_TwoChallenges_ShareNeitherIdentifierNorNonce()
    {
        BulkExchange exchange = new(Session(AeadAlgorithm.AesSivCmac256, 1), 1, _random);
        byte[] one = Request(exchange, Challenge);
        byte[] other = Request(exchange, NtpTimestamp.FromWire(Challenge.ToWire() + 1));
        int nonce = exchange.RequestLength - 32;
        Assert.NotEqual(one[52..84], other[52..84]);
        Assert.NotEqual(one[nonce..(nonce + 16)], other[nonce..(nonce + 16)]);
        Assert.NotEqual(one[52..68], one[nonce..(nonce + 16)]);
    }

    [Fact]
    public void Write_OverAUsedBuffer_IsAnsweredLikeTheFirst()
    {
        BulkExchange exchange = new(Session(AeadAlgorithm.AesSivCmac256, 3), 8, _random);
        byte[] request = Request(exchange, Challenge);
        for (ulong i = 0; i < 10; i++)
        {
            exchange.Write(request, NtpTimestamp.FromWire(i + 1));
            Assert.Equal(ExchangeStatus.Accepted, Judge(exchange, Answer(exchange, request, RespondReason.Nts)));
        }
    }

    [Theory]
    [InlineData("version", 0, 0x08, ExchangeStatus.Forged)]
    [InlineData("receive timestamp", 39, 1, ExchangeStatus.Forged)]
    [InlineData("length of the first field", 51, 1, ExchangeStatus.FieldsMalformed)]
    [InlineData("unique identifier", 52, 1, ExchangeStatus.UniqueIdentifierMismatch)]
    [InlineData("type of the authenticator", 84, 0x80, ExchangeStatus.NotAuthenticated)]
    [InlineData("nonce length", 88, 1, ExchangeStatus.FieldsMalformed)]
    [InlineData("nonce", 92, 1, ExchangeStatus.Forged)]
    [InlineData("cookie", 227, 1, ExchangeStatus.Forged)]
    public void Judge_AlteredReply_RefusesWithReason(string why, int position, int flip, ExchangeStatus expected)
    {
        BulkExchange exchange = new(Session(AeadAlgorithm.AesSivCmac256, 8), 1, _random);
        byte[] reply = Answer(exchange, Request(exchange, Challenge), RespondReason.Nts);
        reply[position] ^= (byte)flip;
        ExchangeStatus status = Judge(exchange, reply);
        Assert.True(expected == status, $"{why}: {status}");
    }

    [Fact]
    public void Judge_ReplyToAnotherRequest_RefusesTheIdentifier()
    {
        BulkExchange exchange = new(Session(AeadAlgorithm.AesSivCmac256, 8), 1, _random);
        byte[] reply = Answer(exchange, Request(exchange, Challenge), RespondReason.Nts);
        reply[31] ^= 1; // the origin
        Assert.Equal(ExchangeStatus.UniqueIdentifierMismatch, Judge(exchange, reply));
    }

    [Fact]
    public void Judge_PlainReplyToNtsRequest_MissesTheAuthenticator()
    {
        BulkExchange exchange = new(Session(AeadAlgorithm.AesSivCmac256, 8), 1, _random);
        BulkExchange plain = new(null, 1, _random);
        Assert.Equal(ExchangeStatus.NotAuthenticated, Judge(exchange, Answer(plain, Request(plain, Challenge), RespondReason.Plain)));
    }

    [Fact]
    public void Judge_WithoutLookingAtTheAuthenticator_AcceptsAForgedOne()
    {
        BulkExchange exchange = new(Session(AeadAlgorithm.AesSivCmac256, 8), 1, _random);
        byte[] reply = Answer(exchange, Request(exchange, Challenge), RespondReason.Nts);
        reply[^1] ^= 1;
        Assert.Equal(ExchangeStatus.Accepted, Judge(exchange, reply, authenticates: false));
        Assert.Equal(ExchangeStatus.Forged, Judge(exchange, reply));
    }

    [Fact]
    public void Judge_CookieOfAForgottenKey_IsANak()
    {
        BulkExchange exchange = new(Session(AeadAlgorithm.AesSivCmac256, 8), 1, _random);
        NtpResponder stranger = new(KeyRing.Create(2, SystemRandom.Instance), SystemRandom.Instance);
        Assert.Equal(ExchangeStatus.NtsNak, Judge(exchange, Answer(exchange, Request(exchange, Challenge), RespondReason.CookieKeyUnknown, stranger)));
    }

    [Theory]
    [InlineData(0, 0xC0, ExchangeStatus.Unsynchronized)]
    [InlineData(1, 16 ^ 1, ExchangeStatus.Unsynchronized)]
    [InlineData(1, 1, ExchangeStatus.Kiss)]
    [InlineData(40, 0x80, ExchangeStatus.TimestampsInvalid)]
    public void Judge_UselessPlainReply_SaysWhy(int position, int flip, ExchangeStatus expected)
    {
        BulkExchange exchange = new(null, 1, _random);
        byte[] reply = Answer(exchange, Request(exchange, Challenge), RespondReason.Plain);
        reply[0] &= 0x3F; // of the leap second that the scene announces
        reply[position] ^= (byte)flip;
        Assert.Equal(expected, Judge(exchange, reply));
    }

    [Fact]
    public void Judge_AuthenticReplies_BringTheCookiesOfRequestsToCome()
    {
        BulkExchange exchange = new(Session(AeadAlgorithm.AesSivCmac256, 2), 2, _random);
        byte[] before = Request(exchange, Challenge);
        Assert.Equal(ExchangeStatus.Accepted, Judge(exchange, Answer(exchange, before, RespondReason.Nts)));
        byte[] after = [.. Request(exchange, Challenge), .. Request(exchange, Challenge)];
        Assert.Equal(-1, after.AsSpan().IndexOf(before.AsSpan(88, Cookie.LengthFor(AeadAlgorithm.AesSivCmac256))));
    }

    [Fact]
    public void WriteAndJudge_ManyTimes_AllocateNothing()
    {
        BulkExchange exchange = new(Session(AeadAlgorithm.AesSivCmac256, 8), 8, _random);
        byte[] request = Request(exchange, Challenge);
        byte[] reply = Answer(exchange, request, RespondReason.Nts);
        Assert.Equal(0, Allocated.During(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                exchange.Write(request, Challenge);
                _ = Judge(exchange, reply);
            }
        }));
    }

    [Fact]
    public void Constructor_SessionWithoutCookies_Refuses() =>
        Assert.Throws<ArgumentException>(() => new BulkExchange(Session(AeadAlgorithm.AesSivCmac256, 0), 1, _random));

    private static byte[] Request(BulkExchange exchange, NtpTimestamp challenge)
    {
        byte[] request = new byte[exchange.RequestLength];
        exchange.Prepare(request);
        exchange.Write(request, challenge);
        return request;
    }

    private static ExchangeStatus Judge(BulkExchange exchange, byte[] reply, bool authenticates = true)
    {
        Assert.True(NtpHeader.TryParse(reply, out NtpHeader header));
        return exchange.Judge(reply, header, authenticates);
    }

    private static List<(ExtensionFieldType Type, int Length)> Fields(ReadOnlySpan<byte> packet)
    {
        List<(ExtensionFieldType Type, int Length)> fields = [];
        ExtensionFieldReader reader = ExtensionFieldReader.InClear(packet[NtpHeader.Length..]);
        while (reader.MoveNext())
        {
            fields.Add((reader.Current.Type, reader.Current.Body.Length));
        }

        return fields;
    }

    private byte[] Answer(BulkExchange exchange, byte[] request, RespondReason reason, NtpResponder? responder = null)
    {
        byte[] reply = new byte[NtpResponder.MaxPacketLength];
        responder ??= new NtpResponder(_ring, SystemRandom.Instance);
        RespondResult result = responder.Respond(Scene.Request(request), Scene.Locked, Scene.Clock(), reply);
        Assert.True(reason == result.Reason, $"{result.Reason} for {exchange.RequestLength} octets, {_random}");
        return reply[..result.Length];
    }

    private NtsSession Session(AeadAlgorithm algorithm, int cookies)
    {
        byte[] keys = new byte[2 * AeadKey.KeySize(algorithm)];
        _random.Fill(keys);
        ReadOnlySpan<byte> c2s = keys.AsSpan(0, keys.Length / 2);
        ReadOnlySpan<byte> s2c = keys.AsSpan(keys.Length / 2);
        NtsSession session = new(algorithm, c2s, s2c);
        for (int i = 0; i < cookies; i++)
        {
            byte[] cookie = new byte[Cookie.LengthFor(algorithm)];
            Cookie.Seal(_ring.Snapshot, algorithm, c2s, s2c, SystemRandom.Instance, cookie);
            Assert.True(session.TryAddCookie(cookie));
        }

        return session;
    }
}
