using System;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

public sealed class NtpResponderPlainTests
{
    private static readonly PosixTime ReceivedAt = Scene.ReceivedAt;
    private static readonly PosixTime SentAt = Scene.SentAt;
    private static readonly ClockState Locked = Scene.Locked;

    private readonly byte[] _reply = new byte[NtpResponder.MaxPacketLength];
    private readonly ManualClock _clock = new() { Time = SentAt };
    private readonly NtpResponder _responder = new(KeyRing.Create(3, Seeded.Fixed(1)), Seeded.Fixed(2));

    [Fact]
    public void Respond_PlainRequest_FillsEveryField()
    {
        RespondResult result = Respond(Request(version: 4), Locked, out NtpHeader reply);
        Assert.Equal(new RespondResult(RespondAction.Answer, RespondReason.Plain, NtpHeader.Length), result);
        NtpHeader expected = new()
        {
            Leap = LeapIndicator.DeleteSecond,
            Version = 4,
            Mode = NtpMode.Server,
            Stratum = Stratum.Primary,
            Poll = new Log2Seconds(7),
            Precision = new Log2Seconds(-25),
            RootDelay = NtpShort.FromDuration(NtpDuration.FromMicroseconds(100)),
            RootDispersion = NtpShort.FromDuration(NtpDuration.FromMicroseconds(2000)),
            ReferenceId = ReferenceId.Pps,
            ReferenceTime = NtpTimestamp.FromPosix(ReceivedAt - NtpDuration.FromSeconds(100)),
            OriginTime = NtpTimestamp.FromWire(0x0123456789abcdef),
            ReceiveTime = NtpTimestamp.FromPosix(ReceivedAt),
            TransmitTime = NtpTimestamp.FromPosix(SentAt),
        };
        Assert.Equal(expected, reply);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    public void Respond_RequestOfVersion_AnswersInVersion(byte asked, byte answered)
    {
        Respond(Request(asked), Locked, out NtpHeader reply);
        Assert.Equal((answered, NtpMode.Server), (reply.Version, reply.Mode));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Respond_SymmetricPeerOfVersion_AnswersPassively(byte version)
    {
        byte[] request = Request(version);
        request[0] = (byte)((version << 3) | 1);
        Respond(request, Locked, out NtpHeader reply);
        Assert.Equal((version, NtpMode.SymmetricPassive), (reply.Version, reply.Mode));
    }

    [Theory]
    [InlineData(40_000, RespondAction.Answer)]
    [InlineData(122, RespondAction.Answer)]
    [InlineData(123, RespondAction.Drop)]
    public void Respond_Version1WithoutMode_AsksUnlessItComesFromAServersPort(ushort port, RespondAction action)
    {
        byte[] request = Request(1);
        request[0] = 1 << 3;
        RespondResult result = _responder.Respond(
            new NtpRequest { Datagram = request, ReceivedAt = ReceivedAt, FromPort = port }, Locked, _clock, _reply);
        Assert.Equal(action, result.Action);
        Assert.Equal(action == RespondAction.Answer ? 0x8c : 0, _reply[0]);
    }

    [Theory]
    [InlineData(-128, -128)]
    [InlineData(-6, -6)]
    [InlineData(0, 0)]
    [InlineData(10, 10)]
    [InlineData(17, 17)]
    [InlineData(18, 17)]
    [InlineData(127, 17)]
    public void Respond_RequestWithPoll_RepeatsItUpToTheLongest(sbyte asked, sbyte answered)
    {
        byte[] request = Request(4);
        request[2] = unchecked((byte)asked);
        Respond(request, Locked, out NtpHeader reply);
        Assert.Equal(answered, reply.Poll.Exponent);
    }

    [Fact]
    public void Respond_NotSynchronized_SaysSo()
    {
        RespondResult result = Respond(Request(4), ClockState.Unsynchronized, out NtpHeader reply);
        Assert.Equal(RespondAction.Answer, result.Action);
        Assert.Equal(LeapIndicator.Unsynchronized, reply.Leap);
        Assert.Equal(16, _reply[1]);
        Assert.Equal("INIT", reply.ReferenceId.ToString());
        Assert.True(reply.ReferenceTime.IsZero);
        Assert.Equal(NtpDuration.FromSeconds(16), reply.RootDispersion.ToDuration());
        Assert.Equal(0x0123456789abcdefUL, reply.OriginTime.ToWire());
    }

    [Fact]
    public void Respond_UniqueIdentifierWithoutNts_RepeatsIt()
    {
        const string identifier = "01040024 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
        byte[] request = [.. Request(4), .. Hex.Bytes(identifier)];
        RespondResult result = Respond(request, Locked, out _);
        Assert.Equal(new RespondResult(RespondAction.Answer, RespondReason.Plain, request.Length), result);
        Assert.Equal(Hex.Text(Hex.Bytes(identifier)), Hex.Text(_reply.AsSpan(NtpHeader.Length, 36)));
    }

    [Fact]
    public void Respond_UnknownField_AnswersWithoutIt()
    {
        byte[] request = [.. Request(4), .. Hex.Bytes("f323001c" + new string('0', 48))];
        RespondResult result = Respond(request, Locked, out _);
        Assert.Equal(new RespondResult(RespondAction.Answer, RespondReason.Plain, NtpHeader.Length), result);
    }

    [Fact]
    public void Respond_ClockStepsBackBeforeReply_DoesNotThrow()
    {
        _clock.Time = ReceivedAt - NtpDuration.FromSeconds(10);
        Assert.Equal(RespondAction.Answer, Respond(Request(4), Locked, out _).Action);
    }

    [Fact]
    public void Respond_ReplyRoomTooSmall_IsABug() => Assert.Throws<ArgumentOutOfRangeException>(
        () => _responder.Respond(Scene.Request(Request(4)), Locked, _clock, new byte[NtpResponder.MaxPacketLength - 1]));

    private static byte[] Request(byte version)
    {
        byte[] packet = new byte[NtpHeader.Length];
        NtpHeader header = new()
        {
            Version = version,
            Mode = NtpMode.Client,
            Poll = new Log2Seconds(7),
            TransmitTime = NtpTimestamp.FromWire(0x0123456789abcdef),
        };
        header.TryWrite(packet);
        return packet;
    }

    private RespondResult Respond(byte[] request, ClockState state, out NtpHeader reply)
    {
        RespondResult result = _responder.Respond(Scene.Request(request), state, _clock, _reply);
        Assert.True(NtpHeader.TryParse(_reply, out reply));
        return result;
    }
}
