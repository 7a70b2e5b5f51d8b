using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>The server's half of RFC 9769 §2, exchange by exchange; the clients are written out by hand.</summary>
public sealed class InterleavedModeTests
{
    private const ulong SomeNumber = 0x0123_4567_89AB_CDEF;
    private static readonly NtpDuration Stay = NtpDuration.FromMicroseconds(70);
    private static readonly KeyRing Keys = KeyRing.Create(3, Seeded.Fixed(1));

    private readonly byte[] _reply = new byte[NtpResponder.MaxPacketLength];
    private readonly ManualClock _clock = new();
    private readonly InterleavedTimes _times = new(64);
    private ulong _lastRandom = SomeNumber;

    [Fact]
    public void FirstRequest_HasNoOrigin_IsAnsweredInBasicModeAndNotRemembered()
    {
        Exchange first = Ask(origin: default, receive: default);
        Assert.Equal((false, true), (first.IsInterleaved, first.KeptReceiveTime.IsZero));
        Assert.Equal(first.Asked.TransmitTime, first.Reply.OriginTime);
    }

    [Fact]
    public void Reply_OfAClockThatStandsStill_LeavesNotBeforeTheRequestCame()
    {
        NtpHeader reply = Ask(SomeTime(), SomeTime()).Reply;
        Assert.False(reply.TransmitTime.IsBefore(reply.ReceiveTime));
        Assert.Equal(0ul, reply.TransmitTime.ToWire() & 1);
    }

    [Fact]
    public void ThirdRequest_OfAnInterleavedClient_TellsWhenTheSecondReplyLeft()
    {
        Exchange first = Ask(origin: default, receive: default);
        Exchange second = Ask(first.Reply.ReceiveTime, SomeTime());
        Assert.Equal((false, second.Asked.TransmitTime), (second.IsInterleaved, second.Reply.OriginTime));
        NtpTimestamp left = Leaves(second);

        Exchange third = Ask(second.Reply.ReceiveTime, SomeTime());
        Assert.True(third.IsInterleaved);
        Assert.Equal(third.Asked.ReceiveTime, third.Reply.OriginTime);
        Assert.Equal(left, third.Reply.TransmitTime);
        Assert.NotEqual(second.Reply.TransmitTime, third.Reply.TransmitTime);
    }

    [Fact]
    public void Requests_OfAnInterleavedClient_GoOnInInterleavedMode()
    {
        Exchange last = Remembered();
        for (int i = 0; i < 100; i++)
        {
            NtpTimestamp left = Leaves(last);
            last = Ask(last.Reply.ReceiveTime, SomeTime());
            Assert.Equal((true, left), (last.IsInterleaved, last.Reply.TransmitTime));
        }
    }

    [Fact]
    public void Request_AfterALostRequestOrReply_IsAnsweredInBasicModeAndTheNextInterleaved()
    {
        Exchange before = Remembered();
        Leaves(before);

        // The answer to this one is lost: the client refers to the same reply once more.
        Leaves(Ask(before.Reply.ReceiveTime, SomeTime()));
        Exchange again = Ask(before.Reply.ReceiveTime, SomeTime());
        Assert.False(again.IsInterleaved);
        Leaves(again);
        Assert.True(Ask(again.Reply.ReceiveTime, SomeTime()).IsInterleaved);
    }

    [Fact]
    public void Request_SentTwiceByTheNetwork_IsInterleavedOnceOnly()
    {
        Exchange before = Remembered();
        Leaves(before);
        NtpTimestamp clientReceive = SomeTime();
        Assert.True(Ask(before.Reply.ReceiveTime, clientReceive).IsInterleaved);
        Assert.False(Ask(before.Reply.ReceiveTime, clientReceive).IsInterleaved);
    }

    [Fact]
    public void Request_BeforeTheTransmitTimeIsKnown_IsAnsweredInBasicMode()
    {
        Exchange before = Remembered();
        Assert.False(Ask(before.Reply.ReceiveTime, SomeTime()).IsInterleaved);
        Leaves(before);
        Assert.False(Ask(before.Reply.ReceiveTime, SomeTime()).IsInterleaved);
    }

    [Fact]
    public void Requests_OfTwoClientsInTurn_EachGetTheirOwn()
    {
        Exchange one = Remembered();
        NtpTimestamp oneLeft = Leaves(one);
        Exchange two = Remembered();
        NtpTimestamp twoLeft = Leaves(two);
        Assert.NotEqual(oneLeft, twoLeft);
        Assert.Equal(oneLeft, Ask(one.Reply.ReceiveTime, SomeTime()).Reply.TransmitTime);
        Assert.Equal(twoLeft, Ask(two.Reply.ReceiveTime, SomeTime()).Reply.TransmitTime);
    }

    [Fact]
    public void Requests_AtTheSameNanosecond_GetDifferentReceiveTimestamps()
    {
        NtpTimestamp tried = Ask(origin: default, receive: default).Reply.ReceiveTime;
        Exchange one = Ask(tried, SomeTime(), advance: false);
        Exchange two = Ask(tried, SomeTime(), advance: false);
        Assert.NotEqual(one.Reply.ReceiveTime, two.Reply.ReceiveTime);
        Assert.InRange((two.Reply.ReceiveTime - one.Reply.ReceiveTime).TotalNanoseconds, 1, 2);
    }

    [Fact]
    public void Request_WithTheTransmitTimestampForOrigin_IsAnsweredInBasicMode()
    {
        // What a client in basic mode refers to (RFC 5905 §8).
        Exchange before = Remembered();
        Leaves(before);
        Exchange basic = Ask(before.Reply.TransmitTime, SomeTime());
        Assert.Equal((false, true), (basic.IsInterleaved, basic.KeptReceiveTime.IsZero));
    }

    [Fact]
    public void Request_WithEqualReceiveAndTransmitTimestamp_IsAnsweredInBasicMode()
    {
        Exchange before = Remembered();
        Leaves(before);
        NtpTimestamp both = SomeTime();
        Assert.False(Ask(before.Reply.ReceiveTime, both, transmit: both).IsInterleaved);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Request_OfAnotherVersion_IsAnsweredInBasicMode(byte version)
    {
        Exchange before = Remembered();
        Leaves(before);
        Assert.False(Ask(before.Reply.ReceiveTime, SomeTime(), version: version).IsInterleaved);
    }

    [Fact]
    public void Request_OfASymmetricPeer_IsAnsweredInBasicMode()
    {
        // Its interleaved mode is another one (RFC 9769 §3).
        Exchange before = Remembered();
        Leaves(before);
        Assert.False(Ask(before.Reply.ReceiveTime, SomeTime(), mode: NtpMode.SymmetricActive).IsInterleaved);
    }

    [Fact]
    public void Request_WithInterleavedModeOff_IsAnsweredInBasicModeWithTheTimeAsItIs()
    {
        Exchange before = Remembered();
        Leaves(before);
        Exchange off = Ask(before.Reply.ReceiveTime, SomeTime(), isOn: false);
        Assert.False(off.IsInterleaved);
        Assert.Equal(NtpTimestamp.FromPosix(_clock.Time), off.Reply.ReceiveTime);
    }

    [Fact]
    public void Replies_Whatever_NeverHaveEqualReceiveAndTransmitTimestamps()
    {
        // The clock stands still between receipt and reply; in the second half the clients try interleaved mode.
        Seeded random = Seeded.Create();
        for (int i = 0; i < 2000; i++)
        {
            _clock.Advance(NtpDuration.FromNanoseconds(random.Next(1, 10)));
            ulong origin = i < 1000 ? 0 : (ulong)random.NextInt64() | 1;
            Exchange exchange = Ask(NtpTimestamp.FromWire(origin), SomeTime(), advance: false);
            Assert.True(exchange.Reply.ReceiveTime != exchange.Reply.TransmitTime, random.ToString());
        }
    }

    private NtpTimestamp SomeTime() => NtpTimestamp.FromWire(_lastRandom = unchecked((_lastRandom * 6_364_136_223_846_793_005) + 1));

    /// <summary>The second exchange of a client that tries interleaved mode.</summary>
    private Exchange Remembered() => Ask(Ask(origin: default, receive: default).Reply.ReceiveTime, SomeTime());

    /// <summary>The kernel tells when a reply left.</summary>
    private NtpTimestamp Leaves(Exchange exchange)
    {
        Assert.Equal(exchange.Reply.ReceiveTime, exchange.KeptReceiveTime);
        NtpTimestamp left = NtpTimestamp.FromPosix(_clock.Time + Stay);
        _times.Complete(exchange.KeptReceiveTime, left);
        return NtpTimestamp.FromWire(left.ToWire() & ~1UL);
    }

    private Exchange Ask(NtpTimestamp origin, NtpTimestamp receive, NtpTimestamp? transmit = null, byte version = 4, NtpMode mode = NtpMode.Client, bool isOn = true, bool advance = true)
    {
        _clock.Advance(advance ? NtpDuration.FromMilliseconds(250) : default);
        NtpHeader asked = new() { Version = version, Mode = mode, OriginTime = origin, ReceiveTime = receive, TransmitTime = transmit ?? SomeTime() };
        byte[] datagram = new byte[NtpHeader.Length];
        asked.TryWrite(datagram);
        NtpResponder responder = new(Keys, Seeded.Fixed(2)) { Interleaved = isOn ? _times : null };
        RespondResult result = responder.Respond(new() { Datagram = datagram, ReceivedAt = _clock.Time }, Scene.Locked, _clock, _reply);
        Assert.Equal(RespondReason.Plain, result.Reason);
        Assert.True(NtpHeader.TryParse(_reply, out NtpHeader reply));
        return new(asked, reply, result.IsInterleaved, result.KeptReceiveTime);
    }

    private sealed record Exchange(NtpHeader Asked, NtpHeader Reply, bool IsInterleaved, NtpTimestamp KeptReceiveTime);
}
