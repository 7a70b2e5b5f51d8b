using System;
using Nts.Crypto;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>Interleaved mode under NTS, where the time that sealing takes is between the two transmit times.</summary>
public sealed class InterleavedNtsTests
{
    private static readonly NtpTimestamp Tried = NtpTimestamp.FromWire(0x0123_4567_89AB_CDE1);
    private static readonly NtpTimestamp ClientReceive = NtpTimestamp.FromWire(0x1111_1111_2222_2222);
    private static readonly NtpTimestamp ClientTransmit = NtpTimestamp.FromWire(0x3333_3333_4444_4444);

    private readonly byte[] _reply = new byte[NtpResponder.MaxPacketLength];
    private readonly ManualClock _clock = Scene.Clock();
    private readonly InterleavedTimes _times = new(16);

    [Fact]
    public void Request_AfterTheTransmitTimeIsKnown_TellsIt()
    {
        NtpTimestamp left = Leaves(Nts(Tried), out NtpTimestamp receive);
        RespondResult result = Nts(receive);
        Assert.Equal((RespondReason.Nts, true), (result.Reason, result.IsInterleaved));
        Assert.Equal((left, ClientReceive), (Reply.TransmitTime, Reply.OriginTime));
    }

    [Fact]
    public void Request_WithoutNtsForTheReplyOfAnother_IsAnsweredInBasicModeAndTakesNothing()
    {
        Leaves(Nts(Tried), out NtpTimestamp receive);
        Assert.False(Respond(Header(receive)).IsInterleaved);
        Assert.True(Nts(receive).IsInterleaved);
    }

    [Fact]
    public void Request_ForgedForTheReplyOfAnother_GetsANakAndTakesNothing()
    {
        Leaves(Nts(Tried), out NtpTimestamp receive);
        byte[] forged = NtsRequest(receive);
        forged[^1] ^= 1;
        RespondResult result = Respond(forged);
        Assert.Equal((RespondAction.Kiss, false, true), (result.Action, result.IsInterleaved, result.KeptReceiveTime.IsZero));
        Assert.Equal(ClientTransmit, Reply.OriginTime);
        Assert.True(Nts(receive).IsInterleaved);
    }

    private NtpHeader Reply => NtpHeader.TryParse(_reply, out NtpHeader reply) ? reply : throw new InvalidOperationException();

    private static byte[] Header(NtpTimestamp origin)
    {
        byte[] header = new byte[NtpHeader.Length];
        new NtpHeader { Version = 4, Mode = NtpMode.Client, OriginTime = origin, ReceiveTime = ClientReceive, TransmitTime = ClientTransmit }.TryWrite(header);
        return header;
    }

    private static byte[] NtsRequest(NtpTimestamp origin)
    {
        byte[] sample = Scene.Vectors["one-cookie.request"];
        byte[] field = new byte[Authenticator.EmptyFieldLength(AeadAlgorithm.AesSivCmac256)];
        byte[] head = [.. Header(origin), .. sample.AsSpan(NtpHeader.Length..^field.Length)];
        byte[] nonce = new byte[AeadKey.NonceSize(AeadAlgorithm.AesSivCmac256)];
        AeadKey.Expand(AeadAlgorithm.AesSivCmac256, Scene.Vectors["c2s"], out AeadKey c2s);
        c2s.Seal(head, nonce, [], Authenticator.Write(field, nonce, 0));
        return [.. head, .. field];
    }

    private RespondResult Nts(NtpTimestamp origin) => Respond(NtsRequest(origin));

    private NtpTimestamp Leaves(RespondResult result, out NtpTimestamp receive)
    {
        receive = Reply.ReceiveTime;
        Assert.Equal(receive, result.KeptReceiveTime);
        NtpTimestamp left = NtpTimestamp.FromWire((NtpTimestamp.FromPosix(_clock.Time) + NtpDuration.FromMicroseconds(30)).ToWire() & ~1UL);
        _times.Complete(receive, left);
        return left;
    }

    private RespondResult Respond(byte[] request)
    {
        _clock.Advance(NtpDuration.FromMilliseconds(10));
        NtpResponder responder = new(Scene.Ring(), new CountingRandom()) { Interleaved = _times };
        return responder.Respond(new() { Datagram = request, ReceivedAt = _clock.Time - NtpDuration.FromMicroseconds(40) }, Scene.Locked, _clock, _reply);
    }
}
