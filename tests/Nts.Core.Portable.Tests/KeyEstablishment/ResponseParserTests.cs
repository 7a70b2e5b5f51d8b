using System;
using System.Linq;
using Nts.Crypto;
using Nts.TestKit;

namespace Nts.KeyEstablishment;

public sealed class ResponseParserTests
{
    private const string Protocol = "8001 0002 0000";
    private const string Aead = "8004 0002 000f";
    private const string Cookie = "0005 000c 0102030405060708090a0b0c";
    private const string End = "8000 0000";

    /// <summary>What chronyd 4.3 of Debian 12 (<c>port 21123</c>) answered to the request of <see cref="RequestWriterTests"/>.</summary>
    private const string FromChronyd = """
        80010002000080040002000f8007000252830005006440f4c52ba3b521b0a3b1df799ccc8ad7fb5c30bec23840f431b9da40f310a9d61325324d7ba4
        5e4b6a94f390e696d6741da4c68cc8b699f9f097a03189e94174f42bab156741c738a6435782b64fec53a3628e741ec47a3a448c8ddb31d0533a6496
        d7830005006440f4c52b7a2fbbd15d2045a0f6abe76b59e5f16647040a34234420eda6994e163abd586f3ce763c1a90f6e20c216c78212b2d60b2110
        9771bf36d61f90c2e7abe306a3b748868c494c259c224507fc46cd64bb1ce4062b4e67fcb4a2f24b044741e6c8950005006440f4c52b762a37a7ed1b
        c88d2dc63010b0aa0defb98b079f21286286a0920a7f51048cb9376f7819a49f6639b537778eff03b75a06d05a4d02ef284a99f9cfc2d4afdf98e439
        c6bfb5469744dc3f069349d791459300a35fd838add343964af8a5ff669f0005006440f4c52b4ca137ea7b748b740294fd75589d0bdd2ec98e939d5d
        aeffb872ae837e8e85a8613b4d5c03f05ce168d7c433a1dbc0625b0930ec7d2043e606e487ebc3f44be49c618f2eef15aff6ee6a3c28299e1e47b540
        9b8bbeaa708a56f4d5655dcfcc0d0005006440f4c52bc8620bf83cc72aa78545d40e215bcad487a066f2c9d2f582ff632164564ed452a9fc15e0a8d6
        24a760c97de4769e02bfaf732176ff9e84098402c4d00e93cdebdb335933ed9d95084bff8315c50eadf5eae7ec6c219ec8686428a21d96ab9d680005
        006440f4c52b7689eb9ff5078729f71834ef833450d97bf5c476c46397e88f35b2e827b07697386d164d465857f8855968fbcf13715e8ad0a2e7a6ab
        012b598b8a640bd046601209f0f132d085d653b7ec631a44fe7c35b07d57caa5f1741bb2423374ab68440005006440f4c52b152f7fa04a19388eb9cf
        9832b674220127ca822e17d8d98b8df840ac8355f2277637bc5f80eff16ee1651a00fdacfce472bd8b6882e1526e4d232a8e997fe17b00051cb1daa8
        a19823ecf3c79e64647c58e323426d2a7d0d5974e20ccc09e08e0005006440f4c52bc25fea353de87b40177e4ff14620f1110952b300d140d2103747
        dafdaa2c8b374cacdf93f5dc1f0b21d186fbf8b776c5441e867f454af5748bdabdd938ca63782ffd47a0320e60c04c7a69a821053bbb23a67f2c5121
        693ed5b2004e99cf9c0780000000
        """;

    [Fact]
    public void Parse_ResponseOfChronyd_GivesItsPortAndEightCookies()
    {
        byte[] message = Hex.Bytes(FromChronyd);

        Assert.Equal(ResponseReason.Accepted, ResponseParser.Parse(message, out KeyEstablishmentResponse? response));
        Assert.Equal(AeadAlgorithm.AesSivCmac256, response!.Aead);
        Assert.Equal(new NtpServerAddress(null, 21123), response.Address);
        Assert.Equal(8, response.Cookies.Count);
        Assert.All(response.Cookies, cookie => Assert.StartsWith("40f4c52b", Hex.Text(cookie), StringComparison.Ordinal));
        Assert.Equal(Hex.Text(message.AsSpan(message.Length - 104, 100)), Hex.Text(response.Cookies[7]));
    }

    [Theory]
    [InlineData("least response", Protocol + Aead + Cookie + End, null, 123, 1)]
    [InlineData("port, critical", Protocol + Aead + "8007 0002 2b73" + Cookie + End, null, 11123, 1)]
    [InlineData("name, uncritical", Protocol + Aead + "0006 0003 612e62" + Cookie + End, "a.b", 123, 1)]
    [InlineData("IPv6 address, critical", Protocol + Aead + "8006 0003 3a3a31" + Cookie + End, "::1", 123, 1)]
    [InlineData("cookies before everything", Cookie + Cookie + Protocol + Aead + End, null, 123, 2)]
    [InlineData("cookie with its critical bit", Protocol + Aead + "8005 000c 0102030405060708090a0b0c" + End, null, 123, 1)]
    [InlineData("unknown uncritical record", Protocol + Aead + "0400 0000" + Cookie + End, null, 123, 1)]
    public void Parse_Agreement_GivesWhatWasGranted(string why, string hex, string? host, int port, int cookies)
    {
        ResponseReason reason = ResponseParser.Parse(Hex.Bytes(hex), out KeyEstablishmentResponse? response);

        Assert.Equal((why, ResponseReason.Accepted), (why, reason));
        Assert.Equal(AeadAlgorithm.AesSivCmac256, response!.Aead);
        Assert.Equal(new NtpServerAddress(host, (ushort)port), response.Address);
        Assert.Equal(Enumerable.Repeat("0102030405060708090a0b0c", cookies), response.Cookies.Select(cookie => Hex.Text(cookie)));
    }

    [Theory]
    [InlineData("empty protocol", ResponseReason.NoCommonProtocol, "8001 0000" + End)]
    [InlineData("empty AEAD", ResponseReason.NoCommonAead, Protocol + "8004 0000" + End)]
    [InlineData("Error 0", ResponseReason.UnrecognizedCriticalRecordReported, "8002 0002 0000" + End)]
    [InlineData("Error 1", ResponseReason.BadRequestReported, "8002 0002 0001" + End)]
    [InlineData("Error 2 after an agreement", ResponseReason.InternalErrorReported, Protocol + Aead + Cookie + "8002 0002 0002" + End)]
    [InlineData("Error 3", ResponseReason.UnknownErrorReported, "8002 0002 0003" + End)]
    [InlineData("Error without a code", ResponseReason.ErrorMalformed, "8002 0000" + End)]
    [InlineData("Error of three bytes", ResponseReason.ErrorMalformed, "8002 0003 000100" + End)]
    [InlineData("warning", ResponseReason.WarningReported, Protocol + Aead + Cookie + "8003 0002 0000" + End)]
    [InlineData("warning of four bytes", ResponseReason.ErrorMalformed, Protocol + Aead + Cookie + "8003 0004 00000000" + End)]
    [InlineData("unknown critical record", ResponseReason.UnrecognizedCriticalRecord, Protocol + Aead + Cookie + "c001 0000" + End)]
    [InlineData("nothing", ResponseReason.Incomplete, "")]
    [InlineData("no end", ResponseReason.Incomplete, Protocol + Aead + Cookie)]
    [InlineData("cookie cut off", ResponseReason.Incomplete, Protocol + Aead + "0005 0064 0102")]
    [InlineData("byte after the end", ResponseReason.BytesAfterEnd, Protocol + Aead + Cookie + End + "ff")]
    [InlineData("end not critical", ResponseReason.EndOfMessageMalformed, Protocol + Aead + Cookie + "0000 0000")]
    [InlineData("end with a body", ResponseReason.EndOfMessageMalformed, Protocol + Aead + Cookie + "8000 0001 00")]
    [InlineData("no protocol", ResponseReason.NextProtocolMissing, Aead + Cookie + End)]
    [InlineData("protocol twice", ResponseReason.NextProtocolRepeated, Protocol + Protocol + Aead + Cookie + End)]
    [InlineData("protocol of odd length", ResponseReason.NextProtocolMalformed, "8001 0003 000000" + Aead + Cookie + End)]
    [InlineData("protocol not critical", ResponseReason.NextProtocolMalformed, "0001 0002 0000" + Aead + Cookie + End)]
    [InlineData("protocol nobody offered", ResponseReason.ProtocolNotOffered, "8001 0004 0000 8001" + Aead + Cookie + End)]
    [InlineData("no AEAD", ResponseReason.AeadMissing, Protocol + Cookie + End)]
    [InlineData("AEAD twice", ResponseReason.AeadRepeated, Protocol + Aead + Aead + Cookie + End)]
    [InlineData("AEAD of odd length", ResponseReason.AeadMalformed, Protocol + "8004 0001 0f" + Cookie + End)]
    [InlineData("two AEADs", ResponseReason.AeadMalformed, Protocol + "8004 0004 000f 0011" + Cookie + End)]
    [InlineData("AEAD nobody offered", ResponseReason.AeadNotOffered, Protocol + "8004 0002 0011" + Cookie + End)]
    [InlineData("no cookie", ResponseReason.CookieMissing, Protocol + Aead + End)]
    [InlineData("empty cookie", ResponseReason.CookieMalformed, Protocol + Aead + "0005 0000" + End)]
    [InlineData("cookie of five bytes", ResponseReason.CookieMalformed, Protocol + Aead + "0005 0005 0102030405" + End)]
    [InlineData("cookie of eight bytes, too short for an extension field", ResponseReason.CookieMalformed, Protocol + Aead + "0005 0008 0102030405060708" + End)]
    [InlineData("name twice", ResponseReason.ServerRepeated, Protocol + Aead + Cookie + "0006 0001 61 0006 0001 61" + End)]
    [InlineData("name with a line feed", ResponseReason.ServerMalformed, Protocol + Aead + Cookie + "0006 0002 610a" + End)]
    [InlineData("port twice", ResponseReason.PortRepeated, Protocol + Aead + Cookie + "0007 0002 007b 0007 0002 007b" + End)]
    [InlineData("port 0", ResponseReason.PortMalformed, Protocol + Aead + Cookie + "0007 0002 0000" + End)]
    [InlineData("port empty", ResponseReason.PortMalformed, Protocol + Aead + Cookie + "8007 0000" + End)]
    [InlineData("record 1024 with a body", ResponseReason.Record1024Malformed, Protocol + "8004 0002 001e 0400 0001 00" + Cookie + End)]
    [InlineData("record 1024 with a body, though AEAD 15 is chosen", ResponseReason.Record1024Malformed, Protocol + Aead + Cookie + "8400 0002 0000" + End)]
    [InlineData("AEAD 16, as some server might know", ResponseReason.AeadNotOffered, Protocol + "8004 0002 0010" + Cookie + End)]
    [InlineData("AEAD 0", ResponseReason.AeadNotOffered, Protocol + "8004 0002 0000" + Cookie + End)]
    [InlineData("AEAD in little-endian order", ResponseReason.AeadNotOffered, Protocol + "8004 0002 0f00" + Cookie + End)]
    [InlineData("agreement without protocol, AEAD and cookie", ResponseReason.NextProtocolMissing, End)]
    [InlineData("empty protocol, but an AEAD and a cookie", ResponseReason.NoCommonProtocol, "8001 0000" + Aead + Cookie + End)]
    [InlineData("empty AEAD, but a cookie", ResponseReason.NoCommonAead, Protocol + "8004 0000" + Cookie + End)]
    [InlineData("the protocol in its private range", ResponseReason.ProtocolNotOffered, "8001 0002 8001" + Aead + Cookie + End)]
    [InlineData("a good cookie and a bad one", ResponseReason.CookieMalformed, Protocol + Aead + Cookie + "0005 000d 0102030405060708090a0b0c0d" + End)]
    [InlineData("Error behind everything", ResponseReason.BadRequestReported, Protocol + Aead + Cookie + "8002 0002 0001" + End)]
    [InlineData("Error as not critical is an Error", ResponseReason.BadRequestReported, Protocol + Aead + Cookie + "0002 0002 0001" + End)]
    [InlineData("a second message behind the first", ResponseReason.BytesAfterEnd, Protocol + Aead + Cookie + End + Protocol + Aead + Cookie + End)]
    [InlineData("end cut in half", ResponseReason.Incomplete, Protocol + Aead + Cookie + "8000 00")]
    [InlineData("end in the middle", ResponseReason.BytesAfterEnd, Protocol + Aead + End + Cookie)]
    [InlineData("unknown critical record of the pool", ResponseReason.UnrecognizedCriticalRecord, Protocol + Aead + Cookie + "800a 0004 000f0020" + End)]
    [InlineData("empty name", ResponseReason.ServerMalformed, Protocol + Aead + Cookie + "8006 0000" + End)]
    [InlineData("name with a zero at its end, as C would send it", ResponseReason.ServerMalformed, Protocol + Aead + Cookie + "8006 0003 612e00" + End)]
    [InlineData("address of a link with its zone", ResponseReason.ServerMalformed, Protocol + Aead + Cookie + "8006 0009 666538303a3a312531" + End)]
    [InlineData("address as four bytes", ResponseReason.ServerMalformed, Protocol + Aead + Cookie + "8006 0004 7f000001" + End)]
    [InlineData("an HTTP response", ResponseReason.Incomplete, "485454502f312e312034303020426164")]
    [InlineData("port of four bytes", ResponseReason.PortMalformed, Protocol + Aead + Cookie + "0007 0004 0000007b" + End)]
    public void Parse_AnythingElse_GivesTheReasonAndNothing(string why, ResponseReason expected, string hex)
    {
        ResponseReason reason = ResponseParser.Parse(Hex.Bytes(hex), out KeyEstablishmentResponse? response);

        Assert.Equal((why, expected, null), (why, reason, response));
    }

    [Fact]
    public void Parse_MoreThanEightCookies_KeepsEight()
    {
        string cookies = string.Concat(Enumerable.Repeat(Cookie, 12));

        Assert.Equal(ResponseReason.Accepted, ResponseParser.Parse(Hex.Bytes(Protocol + Aead + cookies + End), out KeyEstablishmentResponse? response));
        Assert.Equal(KeLimits.CookieCount, response!.Cookies.Count);
    }

    [Theory]
    [InlineData(256, ResponseReason.Accepted)]
    [InlineData(260, ResponseReason.CookieMalformed)]
    public void Parse_LongCookie_MustFitIntoARequest(int length, ResponseReason expected)
    {
        byte[] record = [0, 5, (byte)(length >> 8), (byte)(length & 0xff), .. new byte[length]];

        Assert.Equal(expected, ResponseParser.Parse([.. Hex.Bytes(Protocol + Aead), .. record, .. Hex.Bytes(End)], out _));
    }

    [Fact]
    public void Parse_65536Bytes_Accepts()
    {
        byte[] before = Hex.Bytes(Protocol + Aead + Cookie + "4000 ffdc");
        byte[] message = [.. before, .. new byte[0xffdc], .. Hex.Bytes(End)];

        Assert.Equal(KeLimits.MaxResponseLength, message.Length);
        Assert.Equal(ResponseReason.Accepted, ResponseParser.Parse(message, out _));
    }

    [Fact]
    public void Parse_BeyondTheLimit_IsTooLong() =>
        Assert.Equal(ResponseReason.TooLong, ResponseParser.Parse(new byte[KeLimits.MaxResponseLength + 1], out _));

    [Fact]
    public void Parse_AnyBytes_NeverThrows()
    {
        Seeded random = Seeded.Create();
        byte[] valid = Hex.Bytes(Protocol + Aead + "8006 0003 612e62" + "8007 0002 2b73" + Cookie + Cookie + End);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] mutated = [.. valid.AsSpan(0, random.Next(valid.Length + 1))];
            for (int flips = random.Next(4); flips > 0 && mutated.Length > 0; flips--)
            {
                mutated[random.Next(mutated.Length)] ^= (byte)(1 << random.Next(8));
            }

            Exception? thrown = Xunit.Record.Exception(() => ResponseParser.Parse(mutated, out _));
            Assert.True(thrown is null, $"{random}: {Hex.Text(mutated)}: {thrown}");
        }
    }
}
