using Nts.Crypto;
using Nts.TestKit;

namespace Nts.KeyEstablishment;

/// <summary>Which algorithm a server of ours chooses, and what a client of ours accepts.</summary>
public sealed class AeadNegotiationTests
{
    private const string Protocol = "8001 0002 0000";
    private const string Cookie = "0005 000c 0102030405060708090a0b0c";
    private const string Record1024 = "0400 0000";
    private const string End = "8000 0000";

    [Theory]
    [InlineData("chronyd 4.3, captured", "80010002 0000 80040002 000f 80000000", 15, false)]
    [InlineData("15 alone", Protocol + "8004 0002 000f" + End, 15, false)]
    [InlineData("17 alone", Protocol + "8004 0002 0011" + End, 17, false)]
    [InlineData("the client prefers 17", Protocol + "8004 0004 0011 000f" + End, 17, false)]
    [InlineData("the client prefers 15", Protocol + "8004 0004 000f 0011" + End, 15, false)]
    [InlineData("ntpd-rs: 17, 15", Protocol + "8004 0004 0011 000f" + End, 17, false)]
    [InlineData("ntpsec: 15, 16, 17", Protocol + "8004 0006 000f 0010 0011" + End, 15, false)]
    [InlineData("chrony from 4.6.1 on: 30, 15 and record 1024", Protocol + "8004 0004 001e 000f" + Record1024 + End, 30, true)]
    [InlineData("record 1024 before the algorithms", Record1024 + Protocol + "8004 0004 001e 000f" + End, 30, true)]
    [InlineData("record 1024 twice", Protocol + "8004 0002 001e" + Record1024 + Record1024 + End, 30, true)]
    [InlineData("record 1024 as critical: it is known", Protocol + "8004 0002 001e 8400 0000" + End, 30, true)]
    [InlineData("chrony 4.4 to 4.6, in doubt: 30, 15", Protocol + "8004 0004 001e 000f" + End, 15, false)]
    [InlineData("in doubt: 30, 17, 15", Protocol + "8004 0006 001e 0011 000f" + End, 17, false)]
    [InlineData("in doubt, and 15 comes after unknown ones", Protocol + "8004 0008 001e 0010 0001 000f" + End, 15, false)]
    [InlineData("in doubt, and nothing else: by the letter", Protocol + "8004 0002 001e" + End, 30, false)]
    [InlineData("in doubt, and the others are unknown: by the letter", Protocol + "8004 0006 0010 001e 001f" + End, 30, false)]
    [InlineData("30 after 15, in doubt or not", Protocol + "8004 0004 000f 001e" + End, 15, false)]
    [InlineData("record 1024 without 30 changes nothing", Protocol + "8004 0002 000f" + Record1024 + End, 15, true)]
    public void Negotiate_Offer_ChoosesAsBothSidesUnderstandIt(string why, string hex, int aead, bool hasRecord1024)
    {
        Negotiation negotiation = RequestNegotiator.Negotiate(Hex.Bytes(hex));

        Assert.Equal((why, new Negotiation(RequestReason.Accepted, (AeadAlgorithm)aead, hasRecord1024)), (why, negotiation));
    }

    [Theory]
    [InlineData("30 with record 1024", Protocol + "8004 0002 001e" + Record1024 + Cookie + End, 30, true)]
    [InlineData("30 without", Protocol + "8004 0002 001e" + Cookie + End, 30, false)]
    [InlineData("15", Protocol + "8004 0002 000f" + Cookie + End, 15, false)]
    [InlineData("15 with a record 1024 that means nothing", Protocol + "8004 0002 000f" + Record1024 + Cookie + End, 15, true)]
    [InlineData("17", Protocol + "8004 0002 0011" + Cookie + End, 17, false)]
    public void Parse_ChoiceThatWasOffered_IsAccepted(string why, string hex, int aead, bool hasRecord1024)
    {
        AeadAlgorithm[] offer = [AeadAlgorithm.Aes128GcmSiv, AeadAlgorithm.AesSivCmac256, AeadAlgorithm.AesSivCmac512];

        Assert.Equal(ResponseReason.Accepted, ResponseParser.Parse(Hex.Bytes(hex), offer, out KeyEstablishmentResponse? response));
        Assert.Equal((why, (AeadAlgorithm)aead, hasRecord1024), (why, response!.Aead, response.HasRecord1024));
    }

    [Theory]
    [InlineData("000f", 17)]
    [InlineData("0011", 15)]
    [InlineData("001e", 15)]
    public void Parse_ChoiceThatWasNotOffered_IsRefused(string chosen, int offered) => Assert.Equal(
        ResponseReason.AeadNotOffered,
        ResponseParser.Parse(Hex.Bytes(Protocol + "8004 0002" + chosen + Cookie + End), [(AeadAlgorithm)offered], out _));

    [Fact]
    public void DefaultOffer_AsChrony_30Then15() =>
        Assert.Equal([AeadAlgorithm.Aes128GcmSiv, AeadAlgorithm.AesSivCmac256], AeadNegotiation.DefaultOffer);
}
