using System.Collections.Generic;
using System.Linq;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Desktop.Bench;

public sealed class PendingRequestsTests
{
    private const long Patience = 1000;
    private const ushort Run = 0xBEEF;

    private readonly PendingRequests _pending = new(4, Patience, Run);

    [Fact]
    public void Settle_ReplyOfAPendingRequest_FindsWhenItLeft()
    {
        NtpTimestamp first = Begin(sentAt: 11);
        NtpTimestamp second = Begin(sentAt: 22, isMeasured: false);
        Assert.Equal(ReplyMatch.First, _pending.Settle(second, out PosixTime sentAt, out bool isMeasured));
        Assert.Equal((22, false), (sentAt.Nanoseconds, isMeasured));
        Assert.Equal(ReplyMatch.First, _pending.Settle(first, out sentAt, out isMeasured));
        Assert.Equal((11, true, 0), (sentAt.Nanoseconds, isMeasured, _pending.Count));
    }

    [Fact]
    public void Settle_SecondReply_IsADuplicate()
    {
        NtpTimestamp challenge = Begin();
        Settle(challenge);
        Assert.Equal((ReplyMatch.Duplicate, 0), (Settle(challenge), _pending.Count));
    }

    [Fact]
    public void Settle_OfAGivenUpRequest_IsLate()
    {
        NtpTimestamp challenge = Begin();
        GiveUp(Patience);
        Assert.Equal((ReplyMatch.Late, 0), (Settle(challenge), _pending.Count));
    }

    [Fact]
    public void Settle_OfAPlaceThatAnotherHas_IsLateAndLeavesTheOther()
    {
        NtpTimestamp challenge = Begin();
        Settle(challenge);
        NtpTimestamp[] others = [.. Enumerable.Range(0, 16).Select(_ => BeginAndSettle())];
        Assert.Equal(ReplyMatch.Late, Settle(challenge));
        Assert.Equal(ReplyMatch.Duplicate, Settle(others[^1]));

        NtpTimestamp BeginAndSettle()
        {
            NtpTimestamp one = Begin();
            Settle(one);
            return one;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1UL << 63)] // another run
    [InlineData(1UL << 10)] // a place that is none
    public void Settle_OfNoRequest_IsForeign(ulong flipped)
    {
        NtpTimestamp challenge = Begin();
        ulong origin = flipped == 0 ? 0 : challenge.ToWire() ^ flipped;
        Assert.Equal((ReplyMatch.Foreign, 1), (Settle(NtpTimestamp.FromWire(origin)), _pending.Count));
    }

    [Fact]
    public void GiveUpOverdue_BeforeTheTime_GivesNothingUp()
    {
        NtpTimestamp challenge = Begin();
        GiveUp(Patience - 1);
        Assert.Equal(ReplyMatch.First, Settle(challenge));
    }

    [Fact]
    public void Withdraw_RequestsOfOneSend_FreesTheirPlacesAlone()
    {
        NtpTimestamp sent = Begin();
        NtpTimestamp unsent = _pending.Begin(0, isMeasured: true);
        _ = _pending.Begin(0, isMeasured: true);
        _pending.Withdraw();
        Assert.Equal((1, ReplyMatch.Late, ReplyMatch.First), (_pending.Count, Settle(unsent), Settle(sent)));
    }

    [Fact]
    public void AnyOrder_AgainstAPlainList_AgreesAndNeverRepeatsAChallenge()
    {
        Seeded random = Seeded.Create();
        Dictionary<NtpTimestamp, long> waiting = [];
        HashSet<NtpTimestamp> all = [];
        for (int i = 0; i < 20_000; i++)
        {
            if (_pending.Count < _pending.Capacity && random.Next(2) == 0)
            {
                NtpTimestamp challenge = Begin(sentAt: i);
                waiting.Add(challenge, i);
                Assert.True(all.Add(challenge), $"{challenge} again, {random}");
            }
            else if (waiting.Count > 0 && random.Next(4) > 0)
            {
                (NtpTimestamp challenge, long sentAt) = waiting.ElementAt(random.Next(waiting.Count));
                waiting.Remove(challenge);
                Assert.Equal(ReplyMatch.First, _pending.Settle(challenge, out PosixTime found, out _));
                Assert.Equal(sentAt, found.Nanoseconds);
            }

            Assert.Equal(waiting.Count, _pending.Count);
        }
    }

    private NtpTimestamp Begin(long sentAt = 0, bool isMeasured = true)
    {
        NtpTimestamp challenge = _pending.Begin(0, isMeasured);
        _pending.Sent(PosixTime.FromNanoseconds(sentAt));
        return challenge;
    }

    private ReplyMatch Settle(NtpTimestamp origin) => _pending.Settle(origin, out _, out _);

    private void GiveUp(long now)
    {
        // As often as it takes to look at every place.
        for (int i = 0; i < 16; i++)
        {
            _pending.GiveUpOverdue(now);
        }
    }
}
