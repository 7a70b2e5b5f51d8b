using System;
using Nts.Crypto;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

public sealed class NtpResponderNtsTests
{
    private const string Z24 = "000000000000000000000000000000000000000000000000";

    private readonly byte[] _reply = new byte[NtpResponder.MaxPacketLength];
    private readonly KeyRing _ring = Scene.Ring();

    [Theory]
    [InlineData("one-cookie")]
    [InlineData("three-cookies")]
    [InlineData("eight-cookies")]
    [InlineData("ten-wanted")]
    [InlineData("encrypted-placeholders")]
    [InlineData("short-nonce")]
    [InlineData("long-nonce")]
    [InlineData("much-padding")]
    [InlineData("unknown-field")]
    [InlineData("cookie-of-next-key")]
    public void Respond_IndependentRequest_GivesTheIndependentReply(string name)
    {
        RespondResult result = Respond(Scene.Vectors[name + ".request"]);
        Assert.Equal(new RespondResult(RespondAction.Answer, RespondReason.Nts, Scene.Vectors[name + ".request"].Length), result);
        Assert.Equal(Hex.Text(Scene.Vectors[name + ".reply"]), Hex.Text(_reply.AsSpan(0, result.Length)));
    }

    [Fact]
    public void Respond_CookieOfUnknownKey_GivesTheIndependentNak()
    {
        RespondResult result = Respond(Scene.Vectors["unknown-key.request"]);
        Assert.Equal(new RespondResult(RespondAction.Kiss, RespondReason.CookieKeyUnknown, 84), result);
        byte[] expected = Scene.Vectors["unknown-key.reply"];
        Assert.Equal(Hex.Text(expected), Hex.Text(_reply.AsSpan(0, result.Length)));
    }

    [Theory]
    [InlineData("chronyd-4.3.txt", "nts.four-cookies", 540)]
    [InlineData("chronyd-4.3.txt", "nts.one-cookie", 228)]
    [InlineData("chronyd-4.6.1.txt", "nts.four-cookies", 408)]
    [InlineData("chronyd-4.6.1.txt", "nts.one-cookie", 192)]
    [InlineData("ntpd-rs-1.4.txt", "nts.three-cookies", 628)]
    [InlineData("ntpd-rs-1.4.txt", "nts.two-cookies", 460)]
    [InlineData("ntpd-rs-1.4.txt", "nts.one-cookie", 292)]
    public void Respond_NtsRequestOfPeer_AnswersAtItsLength(string capture, string name, int length)
    {
        VectorFile peer = VectorFile.Load(capture);
        Assert.Equal(KeyRingTextStatus.Ok, KeyRingText.TryParse(peer["nts.ring"], 3, out KeyRing? ring, out _));
        RespondResult result = new NtpResponder(ring!, new CountingRandom())
            .Respond(Scene.Request(peer[name]), Scene.Locked, Scene.Clock(), _reply);
        Assert.Equal(new RespondResult(RespondAction.Answer, RespondReason.Nts, length), result);
    }

    [Theory]
    [InlineData("cookie's key id", 48 + 36 + 4, RespondReason.CookieKeyUnknown)]
    [InlineData("cookie's nonce", 48 + 36 + 4 + 4, RespondReason.CookieForged)]
    [InlineData("cookie's last octet", 48 + 36 + 103, RespondReason.CookieForged)]
    [InlineData("header", 2, RespondReason.RequestForged)]
    [InlineData("unique identifier", 48 + 4, RespondReason.RequestForged)]
    [InlineData("nonce", 228 - 32, RespondReason.RequestForged)]
    [InlineData("tag", 228 - 1, RespondReason.RequestForged)]
    public void Respond_OneBitWrong_RefusesWithReason(string why, int position, RespondReason reason)
    {
        byte[] request = [.. Scene.Vectors["one-cookie.request"]];
        request[position] ^= 1;
        RespondResult result = Respond(request);
        Assert.True(new RespondResult(RespondAction.Kiss, reason, 84) == result, $"{why}: {result}");
    }

    [Fact]
    public void Respond_KeyRotatedOut_Refuses()
    {
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(RespondReason.Nts, Respond(Scene.Vectors["one-cookie.request"]).Reason);
            _ring.Rotate(SystemRandom.Instance);
        }

        Assert.Equal(RespondReason.CookieKeyUnknown, Respond(Scene.Vectors["one-cookie.request"]).Reason);
    }

    [Theory]
    [InlineData("two octets", "0304", RespondReason.EncryptedFieldsMalformed)]
    [InlineData("length 0", "03040000", RespondReason.EncryptedFieldsMalformed)]
    [InlineData("length 6", "030400060000 0000", RespondReason.EncryptedFieldsMalformed)]
    [InlineData("length beyond the plaintext", "0304000c 00000000", RespondReason.EncryptedFieldsMalformed)]
    [InlineData("encrypted unique identifier", "01040008 00000000", RespondReason.EncryptedFieldForbidden)]
    [InlineData("encrypted cookie", "02040008 00000000", RespondReason.EncryptedFieldForbidden)]
    [InlineData("encrypted authenticator", "04040008 00000000", RespondReason.EncryptedFieldForbidden)]
    public void Respond_AuthenticRequestWithBadPlaintext_Drops(string why, string plaintext, RespondReason reason)
    {
        RespondResult result = Respond(AuthenticRequest(Hex.Bytes(plaintext)));
        Assert.True(new RespondResult(RespondAction.Drop, reason, 0) == result, $"{why}: {result}");
    }

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("unknown field without a body", "abcd0004")]
    [InlineData("placeholder of another length", "03040008 00000000")]
    public void Respond_AuthenticRequestWithHarmlessPlaintext_Answers(string why, string plaintext)
    {
        RespondResult result = Respond(AuthenticRequest(Hex.Bytes(plaintext)));
        Assert.True(result.Action == RespondAction.Answer, $"{why}: {result}");
    }

    [Theory]
    [InlineData("unknown field", "abcd001c" + Z24)]
    [InlineData("placeholder of the cookie's length", "03040068" + Z24 + Z24 + Z24 + Z24 + "00000000")]
    [InlineData("second unique identifier", "01040024" + Z24 + "00000000 00000000")]
    [InlineData("second authenticator", "04040028 00100010" + Z24 + "00000000 00000000")]
    public void Respond_UnauthenticatedFieldsBehind_AnswersAtFullLengthAsIfTheyWereAbsent(string why, string fields)
    {
        byte[] request = [.. Scene.Vectors["one-cookie.request"], .. Hex.Bytes(fields)];
        RespondResult result = Respond(request);
        Assert.True(new RespondResult(RespondAction.Answer, RespondReason.Nts, request.Length) == result, $"{why}: {result}");
        Assert.Single(NtsReply.Cookies(_reply.AsSpan(0, result.Length)));
    }

    [Fact]
    public void Respond_AuthenticRequestWithoutRoomForTheRepliesNonce_Drops()
    {
        byte[] head = Scene.Vectors["one-cookie.request"][..^Authenticator.EmptyFieldLength(AeadAlgorithm.AesSivCmac256)];
        byte[] field = new byte[Authenticator.EmptyFieldLength(AeadAlgorithm.AesSivCmac256) - 4];
        byte[] nonce = new byte[12];
        AeadKey.Expand(AeadAlgorithm.AesSivCmac256, Scene.Vectors["c2s"], out AeadKey c2s);
        c2s.Seal(head, nonce, [], Authenticator.Write(field, nonce, 0));

        Assert.Equal(new RespondResult(RespondAction.Drop, RespondReason.PaddingShort, 0), Respond([.. head, .. field]));
    }

    [Fact]
    public void Respond_ForeignAlgorithmInCookie_Refuses()
    {
        CookieSecrets secrets = CookieSecrets.Create(AeadAlgorithm.AesSivCmac256, new byte[CookieSecrets.MaxLength]);
        secrets.Bytes[1] = 16;
        byte[] cookie = new byte[Cookie.LengthFor(AeadAlgorithm.AesSivCmac256)];
        Cookie.Seal(_ring.Snapshot, secrets, new byte[Cookie.NonceLength], cookie);
        byte[] request = [.. Scene.Vectors["one-cookie.request"]];
        cookie.CopyTo(request.AsSpan(NtpHeader.Length + 36 + 4));
        Assert.Equal(RespondReason.CookieAlgorithm, Respond(request).Reason);
    }

    [Fact]
    public void Respond_NotSynchronized_StillAnswersAuthentically()
    {
        NtpResponder responder = new(_ring, new CountingRandom());
        RespondResult result = responder.Respond(
            Scene.Request(Scene.Vectors["one-cookie.request"]), ClockState.Unsynchronized, Scene.Clock(), _reply);
        Assert.Equal(RespondReason.Nts, result.Reason);
        Assert.Equal("e410", Hex.Text(_reply.AsSpan(0, 2)));
    }

    [Fact]
    public void Respond_Always_ReadsTheClockAfterTheRandomSource()
    {
        OrderedSources sources = new();
        NtpResponder responder = new(_ring, sources);
        responder.Respond(Scene.Request(Scene.Vectors["three-cookies.request"]), Scene.Locked, sources, _reply);
        Assert.Equal("random clock ", sources.Order);
    }

    private static byte[] AuthenticRequest(ReadOnlySpan<byte> plaintext)
    {
        byte[] sample = Scene.Vectors["one-cookie.request"];
        int emptyField = Authenticator.EmptyFieldLength(AeadAlgorithm.AesSivCmac256);
        byte[] head = sample[..^emptyField];
        byte[] field = new byte[(emptyField + plaintext.Length + 3) & ~3];
        ReadOnlySpan<byte> nonce = sample.AsSpan(sample.Length - 32, AeadKey.NonceSize(AeadAlgorithm.AesSivCmac256));
        AeadKey.Expand(AeadAlgorithm.AesSivCmac256, Scene.Vectors["c2s"], out AeadKey c2s);
        c2s.Seal(head, nonce, plaintext, Authenticator.Write(field, nonce, plaintext.Length));
        return [.. head, .. field];
    }

    private RespondResult Respond(byte[] request)
    {
        Array.Fill<byte>(_reply, 0xEE); // what an earlier reply left there
        return new NtpResponder(_ring, new CountingRandom()).Respond(Scene.Request(request), Scene.Locked, Scene.Clock(), _reply);
    }

    private sealed class OrderedSources : IRandomSource, IClock
    {
        public string Order { get; private set; } = string.Empty;

        public void Fill(Span<byte> destination) => Order += "random ";

        public PosixTime Now()
        {
            Order += "clock ";
            return Scene.SentAt;
        }

        public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;
    }
}
