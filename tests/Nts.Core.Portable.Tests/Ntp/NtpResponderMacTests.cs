using System;
using System.Buffers.Binary;
using Nts.TestKit;

namespace Nts.Ntp;

public sealed class NtpResponderMacTests
{
    private const string Uid = "01040024 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static readonly VectorFile Chronyd = VectorFile.Load("chronyd-4.3-keys.txt");

    private readonly byte[] _reply = new byte[NtpResponder.MaxPacketLength];
    private readonly SymmetricKeys _keys = Scene.SymmetricKeys();

    [Theory]
    [InlineData("v3-md5")]
    [InlineData("v4-md5")]
    [InlineData("v3-sha1")]
    [InlineData("v4-sha1")]
    [InlineData("v3-sha256")]
    [InlineData("v4-sha256")]
    [InlineData("v3-sha384")]
    [InlineData("v4-sha384")]
    [InlineData("v3-sha512")]
    [InlineData("v4-sha512")]
    [InlineData("v3-aes128")]
    [InlineData("v4-aes128")]
    public void Respond_RequestOfChronyd_AnswersWithTheKindOfCodeThatChronydGives(string name)
    {
        byte[] theirs = Chronyd["server." + name];
        RespondResult result = Respond(Chronyd["client." + name]);
        Assert.Equal(new RespondResult(RespondAction.Answer, RespondReason.Mac, theirs.Length), result);
        Assert.Equal(theirs[0] & 0x3f, _reply[0] & 0x3f);
        Assert.Equal(Chronyd["client." + name].AsSpan(40, 8), theirs.AsSpan(24, 8));
        Assert.Equal(Chronyd["client." + name].AsSpan(40, 8), _reply.AsSpan(24, 8));
        AssertCode(_reply.AsSpan(0, result.Length));
        AssertCode(theirs);
    }

    [Theory]
    [InlineData("the header", 47)]
    [InlineData("the key: that of another algorithm", 51)]
    [InlineData("the tag's first octet", 52)]
    [InlineData("the tag's last octet", 71)]
    public void Respond_OneBitWrong_Drops(string why, int position)
    {
        byte[] request = [.. Chronyd["client.v4-sha256"]];
        request[position] ^= 1;
        RespondResult result = Respond(request);
        Assert.True(new RespondResult(RespondAction.Drop, RespondReason.MacForged, 0) == result, $"{why}: {result}");
    }

    [Theory]
    [InlineData("a whole SHA-256 in NTPv4, which looks like a field", 4, 3, 32, RespondReason.FieldMisaligned)]
    [InlineData("SHA-256 cut to 16 octets", 4, 3, 16, RespondReason.MacForged)]
    [InlineData("SHA-256 cut to 12 octets", 4, 3, 12, RespondReason.MacLength)]
    [InlineData("the key's identifier alone", 4, 3, 0, RespondReason.MacLength)]
    [InlineData("SHA-256 cut to 20 octets in NTPv3", 3, 3, 20, RespondReason.MacForged)]
    [InlineData("SHA-256 cut to 16 octets in NTPv3", 3, 3, 16, RespondReason.MacForged)]
    [InlineData("SHA-256 cut to 8 octets in NTPv3", 3, 3, 8, RespondReason.MacLength)]
    [InlineData("SHA-512 cut to 60 octets in NTPv3", 3, 5, 60, RespondReason.MacForged)]
    [InlineData("AES-CMAC cut to 12 octets", 4, 6, 12, RespondReason.MacLength)]
    [InlineData("AES-CMAC cut to 8 octets in NTPv1", 1, 6, 8, RespondReason.MacLength)]
    public void Respond_TagOfAnotherLength_Drops(string why, int version, uint key, int length, RespondReason reason)
    {
        byte[] header = Header(version);
        byte[] tag = new byte[SymmetricKey.MaxTagLength];
        _keys.Find(key)!.Tag(header, tag);
        byte[] id = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, key);
        RespondResult result = Respond([.. header, .. id, .. tag.AsSpan(0, length)]);
        Assert.True(new RespondResult(RespondAction.Drop, reason, 0) == result, $"{why}: {result}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Respond_EachVersion_AnswersWithItsCode(byte version)
    {
        RespondResult result = Respond(WithCode(Header(version), 6, version));
        Assert.Equal(new RespondResult(RespondAction.Answer, RespondReason.Mac, 68), result);
        AssertCode(_reply.AsSpan(0, result.Length));
    }

    [Fact]
    public void Respond_UniqueIdentifierInFront_RepeatsAndAuthenticatesIt()
    {
        byte[] request = WithCode([.. Header(4), .. Hex.Bytes(Uid)], 3, 4);
        RespondResult result = Respond(request);
        Assert.Equal(new RespondResult(RespondAction.Answer, RespondReason.Mac, request.Length), result);
        Assert.Equal(Hex.Text(Hex.Bytes(Uid)), Hex.Text(_reply.AsSpan(NtpHeader.Length, 36)));
        AssertCode(_reply.AsSpan(0, result.Length), fields: 36);
    }

    [Fact]
    public void Respond_KeysReplaced_TakesTheNewAndNoLongerTheOld()
    {
        byte[] old = Chronyd["client.v4-aes128"];
        byte[] other = Chronyd["client.v4-sha256"];
        NtpResponder responder = new(Scene.Ring(), new CountingRandom(), new ServicePolicy { SymmetricKeys = _keys });
        Assert.Equal(RespondReason.Mac, responder.Respond(Scene.Request(old), Scene.Locked, Scene.Clock(), _reply).Reason);
        _keys.Replace([_keys.Find(3)!]);
        Assert.Equal(RespondReason.MacUnknownKey, responder.Respond(Scene.Request(old), Scene.Locked, Scene.Clock(), _reply).Reason);
        Assert.Equal(RespondReason.Mac, responder.Respond(Scene.Request(other), Scene.Locked, Scene.Clock(), _reply).Reason);
    }

    [Fact]
    public void Respond_SymmetricPeerWithKey_AnswersPassivelyWithItsCode()
    {
        byte[] header = Header(4);
        header[0] = 0x21;
        RespondResult result = Respond(WithCode(header, 6, 4));
        Assert.Equal((RespondReason.Mac, 0x22), (result.Reason, _reply[0] & 0x3f));
    }

    private static byte[] Header(int version)
    {
        byte[] header = new byte[NtpHeader.Length];
        header[0] = (byte)((version << 3) | 3);
        header[47] = 1;
        return header;
    }

    private byte[] WithCode(byte[] packet, uint key, byte version)
    {
        byte[] room = [.. packet, .. new byte[MessageAuthentication.MaxLength]];
        return room[..MessageAuthentication.Append(_keys.Find(key)!, version, room, packet.Length)];
    }

    /// <summary>That the code behind a packet is the one that this project makes; chronyd's packets say that it is the right one.</summary>
    private void AssertCode(ReadOnlySpan<byte> packet, int fields = 0)
    {
        int length = NtpHeader.Length + fields;
        uint id = BinaryPrimitives.ReadUInt32BigEndian(packet[length..]);
        byte[] again = WithCode(packet[..length].ToArray(), id, (byte)((packet[0] >> 3) & 7));
        Assert.Equal(Hex.Text(packet), Hex.Text(again));
    }

    private RespondResult Respond(byte[] request) =>
        new NtpResponder(Scene.Ring(), new CountingRandom(), new ServicePolicy { SymmetricKeys = _keys })
            .Respond(Scene.Request(request), Scene.Locked, Scene.Clock(), _reply);
}
