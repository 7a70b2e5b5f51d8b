using System;
using System.Linq;
using Nts.Crypto;
using Nts.TestKit;

namespace Nts.KeyEstablishment;

public sealed class RequestNegotiatorTests
{
    private const string Protocol = "8001 0002 0000";
    private const string Aead = "8004 0002 000f";
    private const string End = "8000 0000";

    [Theory]
    [InlineData("request of chronyd 4.3, captured", "80010002 0000 80040002 000f 80000000")]
    [InlineData("AEAD may come first", Aead + Protocol + End)]
    [InlineData("AEAD may be uncritical", Protocol + "0004 0002 000f" + End)]
    [InlineData("another protocol is offered too", "8001 0004 8001 0000" + Aead + End)]
    [InlineData("our algorithm is the last of three", Protocol + "8004 0006 0010 0001 000f" + End)]
    [InlineData("the same algorithm twice", Protocol + "8004 0004 000f 000f" + End)]
    [InlineData("the same protocol twice in one list", "8001 0004 0000 0000" + Aead + End)]
    [InlineData("unknown uncritical record with a body", Protocol + Aead + "4000 0003 aabbcc" + End)]
    [InlineData("unknown uncritical record, empty, highest type", Protocol + "7fff 0000" + Aead + End)]
    [InlineData("the same unknown record twice", Protocol + Aead + "4000 0000 4000 0000" + End)]
    [InlineData("pool records that may be ignored: keep-alive, deny, token", "0008 0000 000d 0004 612e6263 000e 0002 7878" + Protocol + Aead + End)]
    [InlineData("port 0 wished for, which is its own affair", Protocol + Aead + "0007 0002 0000" + End)]
    [InlineData("name and port wished for as critical", Protocol + Aead + "8006 0001 61 8007 0002 007b" + End)]
    [InlineData("name and port wished for", Protocol + Aead + "0006 000b 6e74702e6578616d706c65" + "0007 0002 007b" + End)]
    [InlineData("IPv6 address wished for", Protocol + Aead + "0006 0003 3a3a31" + End)]
    public void Negotiate_WellFormed_Accepts(string why, string hex)
    {
        Negotiation negotiation = RequestNegotiator.Negotiate(Hex.Bytes(hex));

        Assert.Equal((why, new Negotiation(RequestReason.Accepted, AeadAlgorithm.AesSivCmac256)), (why, negotiation));
    }

    [Theory]
    [InlineData("only protocol 0x8001 is offered", RequestReason.NoCommonProtocol, "8001 0002 8001" + Aead + End)]
    [InlineData("another protocol needs no AEAD record", RequestReason.NoCommonProtocol, "8001 0002 0001" + End)]
    [InlineData("only unknown algorithms", RequestReason.NoCommonAead, Protocol + "8004 0004 0010 0001" + End)]
    [InlineData("AES-256-GCM-SIV is not AES-128-GCM-SIV", RequestReason.NoCommonAead, Protocol + "8004 0002 001f" + "0400 0000" + End)]
    [InlineData("identifier 0x8000 | 15 is not 15: there is no critical bit", RequestReason.NoCommonAead, Protocol + "8004 0002 800f" + End)]
    [InlineData("protocol and algorithm are both unknown: the protocol is said", RequestReason.NoCommonProtocol, "8001 0002 0002 8004 0002 0010" + End)]
    [InlineData("identifier 0x0f00 is not 15", RequestReason.NoCommonAead, Protocol + "8004 0002 0f00" + End)]
    public void Negotiate_NothingInCommon_SaysSoWithoutAnError(string why, RequestReason expected, string hex)
    {
        Negotiation negotiation = RequestNegotiator.Negotiate(Hex.Bytes(hex));

        Assert.Equal((why, expected, null), (why, negotiation.Reason, negotiation.Error));
    }

    [Theory]
    [InlineData("17 before 15, 15 alone allowed", "0011 000f", AeadAlgorithm.AesSivCmac256, AeadAlgorithm.AesSivCmac256)]
    [InlineData("15 before 17, 17 alone allowed", "000f 0011", AeadAlgorithm.AesSivCmac512, AeadAlgorithm.AesSivCmac512)]
    [InlineData("15 alone, 17 alone allowed", "000f", AeadAlgorithm.AesSivCmac512, null)]
    public void Negotiate_WithOneAlgorithmAllowed_ChoosesNoOther(string why, string offered, AeadAlgorithm allowed, AeadAlgorithm? expected)
    {
        byte[] aeads = Hex.Bytes(offered);

        Negotiation negotiation = RequestNegotiator.Negotiate(Hex.Bytes(Protocol + $"8004 {aeads.Length:x4}" + offered + End), [allowed]);

        Negotiation right = expected is AeadAlgorithm chosen ? new(RequestReason.Accepted, chosen) : new(RequestReason.NoCommonAead);
        Assert.Equal((why, right), (why, negotiation));
    }

    [Theory]
    // Error 0.
    [InlineData("unknown critical record", RequestReason.UnrecognizedCriticalRecord, 0, Protocol + Aead + "c000 0000" + End)]
    [InlineData("unknown critical record first", RequestReason.UnrecognizedCriticalRecord, 0, "8008 0002 0000" + Protocol + Aead + End)]
    [InlineData("record 1025, critical, must not pass for 1024", RequestReason.UnrecognizedCriticalRecord, 0, Protocol + Aead + "8401 0000" + End)]
    [InlineData("an unknown critical record says more than what comes after it", RequestReason.UnrecognizedCriticalRecord, 0, "c001 0000" + Protocol + Protocol + End)]
    [InlineData("highest type, critical", RequestReason.UnrecognizedCriticalRecord, 0, Protocol + Aead + "ffff 0000" + End)]
    [InlineData("pool: fixed keys", RequestReason.UnrecognizedCriticalRecord, 0, Protocol + Aead + "800c 0004 01020304" + End)]
    [InlineData("type 0x4001 must not alias type 1", RequestReason.UnrecognizedCriticalRecord, 0, "c001 0002 0000" + Aead + End)]
    [InlineData("a client of the NTS pool: supported protocols", RequestReason.UnrecognizedCriticalRecord, 0, "8009 0000" + End)]
    // Error 1: framing.
    [InlineData("nothing at all", RequestReason.Incomplete, 1, "")]
    [InlineData("one byte", RequestReason.Incomplete, 1, "80")]
    [InlineData("half a header", RequestReason.Incomplete, 1, "8001 00")]
    [InlineData("header without its body", RequestReason.Incomplete, 1, "8001 0002")]
    [InlineData("body one byte short", RequestReason.Incomplete, 1, "8001 0002 00")]
    [InlineData("no end of message", RequestReason.Incomplete, 1, Protocol + Aead)]
    [InlineData("end of message cut in half", RequestReason.Incomplete, 1, Protocol + Aead + "8000")]
    [InlineData("length that swallows the end of message", RequestReason.Incomplete, 1, Protocol + "8004 0007 000f 80000000")]
    [InlineData("length 65535", RequestReason.Incomplete, 1, Protocol + "8004 ffff 000f 80000000")]
    [InlineData("end of message whose body is missing", RequestReason.Incomplete, 1, Protocol + Aead + "8000 0001")]
    [InlineData("a TLS record in place of a message", RequestReason.Incomplete, 1, "160301 00 05 0100000100")]
    [InlineData("an HTTP request", RequestReason.Incomplete, 1, "474554202f20485454502f312e310d0a0d0a")]
    [InlineData("a byte after the end", RequestReason.BytesAfterEnd, 1, Protocol + Aead + End + "00")]
    [InlineData("end of message twice", RequestReason.BytesAfterEnd, 1, Protocol + Aead + End + End)]
    [InlineData("two requests", RequestReason.BytesAfterEnd, 1, Protocol + Aead + End + Protocol + Aead + End)]
    [InlineData("end of message first", RequestReason.BytesAfterEnd, 1, End + Protocol + Aead)]
    [InlineData("end of message not critical", RequestReason.EndOfMessageMalformed, 1, Protocol + Aead + "0000 0000")]
    [InlineData("end of message neither critical nor empty", RequestReason.EndOfMessageMalformed, 1, Protocol + Aead + "0000 0001 00")]
    [InlineData("an empty record of type 0 in front, not critical", RequestReason.BytesAfterEnd, 1, "0000 0000" + Protocol + Aead + End)]
    [InlineData("zeroes", RequestReason.BytesAfterEnd, 1, "0000 0000 0000 0000")]
    [InlineData("ones", RequestReason.Incomplete, 1, "ffff ffff ffff ffff")]
    [InlineData("records in little-endian order", RequestReason.Incomplete, 1, "0180 0200 0000 0480 0200 0f00 0080 0000")]
    [InlineData("length that counts the header, as extension fields do", RequestReason.Incomplete, 1, "8001 0006 0000 8004 0006 000f 8000 0004")]
    [InlineData("a DNS query over TCP", RequestReason.Incomplete, 1, "001d 1234 0100 0001 0000 0000 0000 03777777 076578616d706c65 00 0001 0001")]
    [InlineData("an NTP packet", RequestReason.BytesAfterEnd, 1, "23000000 00000000 00000000 00000000 0000000000000000 0000000000000000 0000000000000000 e5a1b2c3d4e5f607")]
    [InlineData("end of message with a body", RequestReason.EndOfMessageMalformed, 1, Protocol + Aead + "8000 0002 0000")]
    // Error 1: next protocol.
    [InlineData("end of message alone", RequestReason.NextProtocolMissing, 1, End)]
    [InlineData("no protocol", RequestReason.NextProtocolMissing, 1, Aead + End)]
    [InlineData("protocol twice", RequestReason.NextProtocolRepeated, 1, Protocol + Protocol + Aead + End)]
    [InlineData("protocol twice, the second empty", RequestReason.NextProtocolRepeated, 1, Protocol + Aead + "8001 0000" + End)]
    [InlineData("protocol list empty", RequestReason.NextProtocolMalformed, 1, "8001 0000" + Aead + End)]
    [InlineData("protocol list of one byte", RequestReason.NextProtocolMalformed, 1, "8001 0001 00" + Aead + End)]
    [InlineData("protocol list of three bytes", RequestReason.NextProtocolMalformed, 1, "8001 0003 000000" + Aead + End)]
    [InlineData("protocol not critical", RequestReason.NextProtocolMalformed, 1, "0001 0002 0000" + Aead + End)]
    // Error 1: AEAD.
    [InlineData("no AEAD", RequestReason.AeadMissing, 1, Protocol + End)]
    [InlineData("AEAD twice", RequestReason.AeadRepeated, 1, Protocol + Aead + Aead + End)]
    [InlineData("AEAD twice, the first one unknown", RequestReason.AeadRepeated, 1, Protocol + "8004 0002 0010" + Aead + End)]
    [InlineData("AEAD twice, critical and not", RequestReason.AeadRepeated, 1, Protocol + Aead + "0004 0002 000f" + End)]
    [InlineData("NTPv4 is not the only protocol, but the AEAD is missing", RequestReason.AeadMissing, 1, "8001 0004 8001 0000" + End)]
    [InlineData("AEAD list empty", RequestReason.AeadMalformed, 1, Protocol + "8004 0000" + End)]
    [InlineData("AEAD list of one byte", RequestReason.AeadMalformed, 1, Protocol + "8004 0001 0f" + End)]
    [InlineData("AEAD list of odd length", RequestReason.AeadMalformed, 1, Protocol + "8004 0003 000f00" + End)]
    // Error 1: records that only servers send.
    [InlineData("Error from a client", RequestReason.ServerOnlyRecord, 1, Protocol + Aead + "8002 0002 0001" + End)]
    [InlineData("Warning from a client", RequestReason.ServerOnlyRecord, 1, Protocol + Aead + "8003 0002 0000" + End)]
    [InlineData("cookie from a client", RequestReason.ServerOnlyRecord, 1, Protocol + Aead + "0005 0004 01020304" + End)]
    [InlineData("Error from a client, not critical", RequestReason.ServerOnlyRecord, 1, Protocol + Aead + "0002 0002 0000" + End)]
    [InlineData("empty cookie from a client", RequestReason.ServerOnlyRecord, 1, Protocol + Aead + "8005 0000" + End)]
    [InlineData("a server's answer sent back to it", RequestReason.ServerOnlyRecord, 1, Protocol + Aead + "0005 0004 01020304" + "0007 0002 007b" + End)]
    // Error 1: record 1024, as chrony reads it.
    [InlineData("record 1024 with a body", RequestReason.Record1024Malformed, 1, Protocol + Aead + "0400 0001 00" + End)]
    [InlineData("record 1024 with a body, critical", RequestReason.Record1024Malformed, 1, Protocol + Aead + "8400 0002 001e" + End)]
    [InlineData("record 1024 twice, the second with a body", RequestReason.Record1024Malformed, 1, Protocol + Aead + "0400 0000 0400 0001 00" + End)]
    // Error 1: name and port.
    [InlineData("name with a line feed", RequestReason.ServerMalformed, 1, Protocol + Aead + "0006 0002 610a" + End)]
    [InlineData("name with a delete character", RequestReason.ServerMalformed, 1, Protocol + Aead + "0006 0002 617f" + End)]
    [InlineData("address as four bytes", RequestReason.ServerMalformed, 1, Protocol + Aead + "0006 0004 7f000001" + End)]
    [InlineData("name twice, the second empty", RequestReason.ServerRepeated, 1, Protocol + Aead + "0006 0001 61 0006 0000" + End)]
    [InlineData("port as text", RequestReason.PortMalformed, 1, Protocol + Aead + "0007 0003 313233" + End)]
    [InlineData("empty name", RequestReason.ServerMalformed, 1, Protocol + Aead + "0006 0000" + End)]
    [InlineData("name with a space", RequestReason.ServerMalformed, 1, Protocol + Aead + "0006 0003 612062" + End)]
    [InlineData("name with a zero byte", RequestReason.ServerMalformed, 1, Protocol + Aead + "0006 0003 610062" + End)]
    [InlineData("name that is not ASCII", RequestReason.ServerMalformed, 1, Protocol + Aead + "0006 0003 61c3bc" + End)]
    [InlineData("address with a zone", RequestReason.ServerMalformed, 1, Protocol + Aead + "0006 0009 666538303a3a312531" + End)]
    [InlineData("name twice", RequestReason.ServerRepeated, 1, Protocol + Aead + "0006 0001 61 0006 0001 62" + End)]
    [InlineData("port of one byte", RequestReason.PortMalformed, 1, Protocol + Aead + "0007 0001 7b" + End)]
    [InlineData("port of three bytes", RequestReason.PortMalformed, 1, Protocol + Aead + "0007 0003 00007b" + End)]
    [InlineData("port empty", RequestReason.PortMalformed, 1, Protocol + Aead + "0007 0000" + End)]
    public void Negotiate_BadInput_GivesTheReasonAndTheError(string why, RequestReason expected, int error, string hex)
    {
        Negotiation negotiation = RequestNegotiator.Negotiate(Hex.Bytes(hex));

        Assert.Equal((why, expected, (KeErrorCode?)error), (why, negotiation.Reason, negotiation.Error));
    }

    [Fact]
    public void Negotiate_BehindAHundredUnknownAlgorithms_Accepts()
    {
        string unknown = string.Concat(Enumerable.Range(0x100, 100).Select(id => id.ToString("x4")));

        Assert.Equal(RequestReason.Accepted, RequestNegotiator.Negotiate(Hex.Bytes(Protocol + "8004 00ca" + unknown + "000f" + End)).Reason);
    }

    [Fact]
    public void Negotiate_1024Bytes_Accepts()
    {
        string filler = "4000 03ec" + new string('0', 2 * (1024 - 20));
        byte[] request = Hex.Bytes(Protocol + Aead + filler + End);

        Assert.Equal(1024, request.Length);
        Assert.Equal(RequestReason.Accepted, RequestNegotiator.Negotiate(request).Reason);
    }

    [Fact]
    public void Negotiate_BeyondTheLimit_IsTooLong() =>
        Assert.Equal(RequestReason.TooLong, RequestNegotiator.Negotiate(new byte[KeLimits.MaxRequestLength + 1]).Reason);

    [Fact]
    public void Negotiate_LongestName_Accepts()
    {
        string name = new('a', KeLimits.MaxServerNameLength);
        byte[] record = Hex.Bytes("0006 00fe" + Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(name)));

        Assert.Equal(RequestReason.Accepted, RequestNegotiator.Negotiate([.. Hex.Bytes(Protocol + Aead), .. record, .. Hex.Bytes(End)]).Reason);
    }

    [Fact]
    public void Negotiate_AnyBytes_NeverThrows()
    {
        Seeded random = Seeded.Create();
        byte[] valid = Hex.Bytes("80010002 0000 80040004 001e000f 04000000 0006000b 6e74702e6578616d706c65 00070002 007b 80000000");
        for (int i = 0; i < 20_000; i++)
        {
            byte[] mutated = [.. valid.AsSpan(0, random.Next(valid.Length + 1))];
            for (int flips = random.Next(4); flips > 0 && mutated.Length > 0; flips--)
            {
                mutated[random.Next(mutated.Length)] ^= (byte)(1 << random.Next(8));
            }

            Exception? thrown = Xunit.Record.Exception(() => RequestNegotiator.Negotiate(mutated));
            Assert.True(thrown is null, $"{random}: {Hex.Text(mutated)}: {thrown}");
        }
    }
}
