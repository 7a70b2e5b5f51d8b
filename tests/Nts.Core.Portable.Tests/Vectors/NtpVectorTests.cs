using System.Linq;
using System.Text.Json;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Vectors;

/// <summary>Requests and replies of tests/vectors/nts, made and judged by our server and our client.</summary>
public sealed class NtpVectorTests
{
    /// <summary>The most cookies that our client asks for under AEAD 17, whose cookies are long.</summary>
    private const int MostOfLongCookies = 5;

    private static readonly PosixTime T1 = Scene.ReceivedAt - NtpDuration.FromMilliseconds(30);
    private static readonly PosixTime T4 = Scene.SentAt + NtpDuration.FromMilliseconds(10);

    public static TheoryData<int, int> Exchanges => NtsVectors.Cases("ntp");

    public static TheoryData<int, int> Naks => NtsVectors.Cases("nak");

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Respond_Request_GivesTheReply(int id, int index)
    {
        JsonElement exchange = NtsVectors.Of(id).Case("ntp", index);
        byte[] request = exchange.GetProperty("request").Bytes("hex");
        Assert.Equal(new RespondResult(RespondAction.Answer, RespondReason.Nts, request.Length), Respond(id, request, out byte[] reply));
        Assert.Equal(exchange.GetProperty("reply").Text("hex"), Hex.Text(reply));
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Respond_RequestWithAnyOctetWrong_DoesNotAnswer(int id, int index)
    {
        byte[] request = NtsVectors.Of(id).Case("ntp", index).GetProperty("request").Bytes("hex");
        for (int i = 0; i < request.Length; i++)
        {
            request[i] ^= 0x10;
            RespondResult result = Respond(id, request, out _);
            Assert.True(result.Reason != RespondReason.Nts, $"octet {i}");
            request[i] ^= 0x10;
        }
    }

    [Theory]
    [MemberData(nameof(Naks))]
    public void Respond_RequestWithForeignCookie_GivesTheNak(int id, int index)
    {
        JsonElement nak = NtsVectors.Of(id).Case("nak", index);
        RespondResult result = Respond(id, nak.GetProperty("request").Bytes("hex"), out byte[] reply);
        Assert.Equal((RespondAction.Kiss, RespondReason.CookieKeyUnknown), (result.Action, result.Reason));
        Assert.Equal(nak.GetProperty("reply").Text("hex"), Hex.Text(reply));
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void TryCreateNts_SessionWithTheKeys_GivesTheRequest(int id, int index)
    {
        JsonElement exchange = NtsVectors.Of(id).Case("ntp", index);
        int cookies = exchange.Number("cookies");
        if (id == 17 && cookies > MostOfLongCookies)
        {
            cookies = MostOfLongCookies;
            exchange = NtsVectors.Of(id).Case("ntp", index - 1);
        }

        Assert.Equal(exchange.GetProperty("request").Text("hex"), Hex.Text(Start(id, exchange, cookies, out _).Request.Span));
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Accept_Reply_TakesItsCookies(int id, int index)
    {
        JsonElement exchange = NtsVectors.Of(id).Case("ntp", index);
        JsonElement reply = exchange.GetProperty("reply");
        int cookies = exchange.Number("cookies");
        NtpExchange ours = Start(id, exchange, cookies, out NtsSession session);
        Assert.Equal(ExchangeStatus.Accepted, ours.Accept(reply.Bytes("hex"), T1, T4, out NtpSample sample));
        Assert.Equal((true, cookies, NtsSession.MaxCookies), (sample.IsAuthentic, sample.NewCookies, session.CookieCount));

        string[] taken = [.. Enumerable.Range(0, session.CookieCount).Select(_ => session.TryTakeCookie(out byte[]? cookie) ? Hex.Text(cookie) : "")];
        string[] given = [.. reply.GetProperty("authenticator").GetProperty("encrypted_extension_fields").EnumerateArray().Select(f => f.Text("body"))];
        Assert.Equal(given, taken[^cookies..]);
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Accept_ReplyWithAnyOctetWrong_Refuses(int id, int index)
    {
        JsonElement exchange = NtsVectors.Of(id).Case("ntp", index);
        byte[] reply = exchange.GetProperty("reply").Bytes("hex");
        NtpExchange ours = Start(id, exchange, exchange.Number("cookies"), out _);
        for (int i = 0; i < reply.Length; i++)
        {
            reply[i] ^= 0x10;
            Assert.True(ours.Accept(reply, T1, T4, out NtpSample sample) != ExchangeStatus.Accepted && !sample.IsAuthentic, $"octet {i}");
            reply[i] ^= 0x10;
        }

        Assert.Equal(ExchangeStatus.Accepted, ours.Accept(reply, T1, T4, out _));
    }

    [Theory]
    [MemberData(nameof(Naks))]
    public void Accept_Nak_SaysSo(int id, int index)
    {
        JsonElement nak = NtsVectors.Of(id).Case("nak", index);
        Assert.Equal(ExchangeStatus.NtsNak, Start(id, nak, 3, out _).Accept(nak.GetProperty("reply").Bytes("hex"), T1, T4, out _));
    }

    private static RespondResult Respond(int id, byte[] request, out byte[] reply)
    {
        byte[] room = new byte[NtpResponder.MaxPacketLength];
        RespondResult result = new NtpResponder(NtsVectors.Of(id).Ring(), new CountingRandom())
            .Respond(Scene.Request(request), Scene.Locked, Scene.Clock(), room);
        reply = room[..result.Length];
        return result;
    }

    /// <summary>A client that has just as many cookies as make it ask for so many.</summary>
    private static NtpExchange Start(int id, JsonElement exchange, int wanted, out NtsSession session)
    {
        NtsVectors vectors = NtsVectors.Of(id);
        (byte[] c2s, byte[] s2c) = vectors.KeysOf(exchange);
        session = new NtsSession(vectors.Algorithm, c2s, s2c);
        JsonElement cookie = exchange.GetProperty("request").GetProperty("extension_fields")[1];
        Assert.True(session.TryAddCookie(cookie.Bytes("body")));
        for (int kept = NtsSession.MaxCookies - wanted; kept > 0; kept--)
        {
            Assert.True(session.TryAddCookie(new byte[Cookie.LengthFor(vectors.Algorithm)]));
        }

        Assert.True(NtpExchange.TryCreateNts(session, new CountingRandom(), out NtpExchange? ours));
        return ours;
    }
}
