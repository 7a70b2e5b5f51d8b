using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Nts.Crypto;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;
using Cookie = Nts.Nts.Cookie;

namespace Nts.Ntp;

public sealed class NtpResponderAdmissionTests
{
    /// <summary>Lots of a limit with leak 1 and kod 1: the bits of an octet from the lowest, a zero wins.</summary>
    private const byte AllWin = 0x00;
    private const byte NoneWins = 0xFF;
    private const byte KissesWin = 0x55;

    private static readonly RateLimit Limit = new() { Interval = 6, Burst = 1, Leak = 1, Kod = 1 };
    private static readonly AccessList Nobody = AccessList.Create([], []);
    private static readonly byte[] Nts = Scene.Vectors["three-cookies.request"];
    private static readonly byte[] Keyed = VectorFile.Load("chronyd-4.3-keys.txt")["client.v4-aes128"];
    private static readonly byte[] Plain = VectorFile.Load("chronyd-4.3.txt")["client.v4"];

    private readonly byte[] _reply = new byte[NtpResponder.MaxPacketLength];
    private readonly KeyRing _ring = Scene.Ring();

    [Fact]
    public void Respond_AddressThatIsNotAllowed_Drops()
    {
        NtpResponder responder = Responder(new ServicePolicy { Access = AccessList.Create([IPNetwork.Parse("10.0.0.0/8")], [IPNetwork.Parse("10.1.0.0/16")]) });
        Assert.Equal(RespondReason.Plain, Respond(responder, Plain, "10.2.0.1").Reason);
        Assert.Equal(new RespondResult(RespondAction.Drop, RespondReason.AccessDenied, 0), Respond(responder, Plain, "10.1.0.1"));
        Assert.Equal(new RespondResult(RespondAction.Drop, RespondReason.AccessDenied, 0), Respond(responder, Keyed, "10.1.0.1"));
        Assert.Equal(new RespondResult(RespondAction.Drop, RespondReason.AccessDenied, 0), Respond(responder, Plain, "2001:db8::1"));
    }

    [Fact]
    public void Respond_AuthenticRequestThatIsNotAllowed_GetsAnAuthenticDenyWithItsCookies()
    {
        RespondResult result = Respond(Responder(new ServicePolicy { Access = Nobody }), Nts);
        Assert.Equal(new RespondResult(RespondAction.Kiss, RespondReason.DenyKiss, Nts.Length), result);
        AssertKiss("DENY");
        AssertUsable(NtsReply.Cookies(_reply.AsSpan(0, result.Length)), 3);
    }

    [Theory]
    [InlineData("cookie", 48 + 36 + 30)]
    [InlineData("tag", -1)]
    public void Respond_ForgedRequestThatIsNotAllowed_GetsNoNak(string why, int position)
    {
        RespondResult result = Respond(Responder(new ServicePolicy { Access = Nobody }), Forged(position));
        Assert.True(new RespondResult(RespondAction.Drop, RespondReason.AccessDenied, 0) == result, why);
    }

    [Fact]
    public void Respond_NtsFloodThatIsNotAllowed_IsDroppedBeforeItsCookieIsOpened()
    {
        NtpResponder responder = Responder(new ServicePolicy { Access = Nobody, RateLimit = Limit }, NoneWins);
        Assert.Equal(RespondReason.DenyKiss, Respond(responder, Nts).Reason);
        Assert.Equal(new RespondResult(RespondAction.Drop, RespondReason.AccessDenied, 0), Respond(responder, Nts));
    }

    [Fact]
    public void Respond_BeyondTheRate_DropsBeforeTheCryptography()
    {
        NtpResponder responder = Responder(new ServicePolicy { RateLimit = Limit }, NoneWins);
        Assert.Equal(RespondReason.Nts, Respond(responder, Nts).Reason);

        // A forged request shows that nothing was opened: it would be a NAK.
        Assert.Equal(new RespondResult(RespondAction.Drop, RespondReason.RateLimited, 0), Respond(responder, Forged(-1)));
        Assert.Equal(new RespondResult(RespondAction.Drop, RespondReason.RateLimited, 0), Respond(responder, Nts));
        Assert.Equal(RespondReason.Nts, Respond(responder, Nts, "192.0.2.2").Reason);
    }

    [Fact]
    public void Respond_BeyondTheRate_LeaksToTheVictimOfAForger()
    {
        NtpResponder responder = Responder(new ServicePolicy { RateLimit = Limit }, AllWin);
        Respond(responder, Plain);
        Assert.Equal(RespondReason.Plain, Respond(responder, Plain).Reason);
        Assert.Equal(RespondReason.Nts, Respond(responder, Nts).Reason);
    }

    [Fact]
    public void Respond_AuthenticRequestBeyondTheRate_GetsAnAuthenticRateWithItsCookies()
    {
        NtpResponder responder = Responder(new ServicePolicy { RateLimit = Limit }, KissesWin);
        Respond(responder, Plain);
        RespondResult result = Respond(responder, Nts);
        Assert.Equal(new RespondResult(RespondAction.Kiss, RespondReason.RateKiss, Nts.Length), result);
        AssertKiss("RATE");
        AssertUsable(NtsReply.Cookies(_reply.AsSpan(0, result.Length)), 3);
    }

    [Fact]
    public void Respond_ForgedRequestBeyondTheRate_GetsNeitherNakNorRate()
    {
        NtpResponder responder = Responder(new ServicePolicy { RateLimit = Limit }, KissesWin);
        Respond(responder, Plain);
        Assert.Equal(new RespondResult(RespondAction.Drop, RespondReason.RateLimited, 0), Respond(responder, Forged(-1)));
    }

    [Fact]
    public void Respond_PlainRequestBeyondTheRate_GetsRateWithThePollToKeep()
    {
        NtpResponder responder = Responder(new ServicePolicy { RateLimit = Limit with { Interval = 9 } }, KissesWin);
        Respond(responder, Plain);
        RespondResult result = Respond(responder, Plain);
        Assert.Equal(new RespondResult(RespondAction.Kiss, RespondReason.RateKiss, NtpHeader.Length), result);
        Assert.Equal(9, AssertKiss("RATE").Poll.Exponent);
        Assert.Equal(Hex.Text(Plain.AsSpan(40)), Hex.Text(_reply.AsSpan(24, 8)));
    }

    [Fact]
    public void Respond_RequestWithSymmetricKeyBeyondTheRate_GetsRateWithItsCode()
    {
        NtpResponder responder = Responder(new ServicePolicy { RateLimit = Limit, SymmetricKeys = Scene.SymmetricKeys() }, KissesWin);
        Respond(responder, Plain);
        Assert.Equal(new RespondResult(RespondAction.Kiss, RespondReason.RateKiss, Keyed.Length), Respond(responder, Keyed));
        AssertKiss("RATE");
        byte[] forged = [.. Keyed];
        forged[^1] ^= 1;
        Assert.Equal(new RespondResult(RespondAction.Drop, RespondReason.MacForged, 0), Respond(responder, forged));
    }

    [Fact]
    public void Respond_MalformedRequests_TakeNobodysTokens()
    {
        NtpResponder responder = Responder(new ServicePolicy { RateLimit = Limit }, NoneWins);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(RespondReason.LengthMisaligned, Respond(responder, [.. Plain, 0]).Reason);
        }

        Assert.Equal(RespondReason.Plain, Respond(responder, Plain).Reason);
    }

    [Theory]
    [InlineData(-4, -4)]
    [InlineData(8, 10)]
    public void Respond_WithALimit_AsksForNoShorterPollThanIt(int asked, sbyte answered)
    {
        byte[] request = [.. Plain];
        request[2] = unchecked((byte)asked);
        int interval = asked < 0 ? -4 : 10;
        Respond(Responder(new ServicePolicy { RateLimit = Limit with { Interval = interval } }), request);
        Assert.True(NtpHeader.TryParse(_reply, out NtpHeader header));
        Assert.Equal(answered, header.Poll.Exponent);
    }

    private static byte[] Forged(int position)
    {
        byte[] request = [.. Nts];
        request[position < 0 ? request.Length + position : position] ^= 1;
        return request;
    }

    private NtpHeader AssertKiss(string code)
    {
        Assert.True(NtpHeader.TryParse(_reply, out NtpHeader header));
        Assert.Equal((LeapIndicator.Unsynchronized, Stratum.Kiss, code), (header.Leap, header.Stratum, header.ReferenceId.ToString()));
        return header;
    }

    private void AssertUsable(List<byte[]> cookies, int count)
    {
        Assert.Equal(count, cookies.Select(cookie => Hex.Text(cookie)).Distinct().Count());
        byte[] room = new byte[CookieSecrets.MaxLength];
        Assert.All(cookies, cookie => Assert.Equal(CookieStatus.Ok, Cookie.TryOpen(_ring.Snapshot, cookie, room, out _)));
    }

    private NtpResponder Responder(ServicePolicy policy, byte lots = NoneWins) => new(_ring, new SameLots(lots), policy);

    private RespondResult Respond(NtpResponder responder, byte[] request, string from = "192.0.2.1")
    {
        Array.Fill<byte>(_reply, 0xEE);
        NtpRequest received = new() { Datagram = request, ReceivedAt = Scene.ReceivedAt, From = AccessListTests.Address(from), FromPort = 40_000 };
        return responder.Respond(received, Scene.Locked, Scene.Clock(), _reply);
    }

    /// <summary>Draws the same lots for ever; nonces, which are longer, count up.</summary>
    private sealed class SameLots(byte lots) : IRandomSource
    {
        private readonly CountingRandom _nonces = new();

        public void Fill(Span<byte> destination)
        {
            if (destination.Length == sizeof(ulong))
            {
                destination.Fill(lots);
            }
            else
            {
                _nonces.Fill(destination);
            }
        }
    }
}
