using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

public sealed class InterleavedTimesTests
{
    private const ulong Start = 0xEA1B_2C3D_4000_0000;
    private static readonly NtpDuration Stay = NtpDuration.FromMicroseconds(50);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TryTake_AfterComplete_GivesTheTimeOnce(bool isAuthentic)
    {
        InterleavedTimes times = new(16);
        NtpTimestamp receive = Keep(times, Start, isAuthentic);
        Assert.True(times.TryTake(receive, isAuthentic, out NtpTimestamp transmit));
        Assert.Equal(InterleavedTimes.AsTransmitTime(receive + Stay), transmit);
        Assert.False(times.TryTake(receive, isAuthentic, out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TryTake_ByTheOtherKindOfClient_LeavesTheEntryAlone(bool isAuthentic)
    {
        InterleavedTimes times = new(16);
        NtpTimestamp receive = Keep(times, Start, isAuthentic);
        Assert.False(times.TryTake(receive, !isAuthentic, out _));
        Assert.True(times.TryTake(receive, isAuthentic, out _));
    }

    [Fact]
    public void TryReserve_SameTimeOfBothKinds_AreTwoEntries()
    {
        InterleavedTimes times = new(16);
        NtpTimestamp plain = Keep(times, Start, isAuthentic: false);
        NtpTimestamp authentic = Keep(times, Start, isAuthentic: true);
        Assert.NotEqual(plain, authentic);
        Assert.True(times.TryTake(plain, isAuthentic: false, out _));
        Assert.True(times.TryTake(authentic, isAuthentic: true, out _));
    }

    [Theory]
    [InlineData("left before it came", -1)]
    [InlineData("stayed a second", 1_000_000_000)]
    [InlineData("stayed for years", long.MaxValue / 10)]
    public void Complete_ImplausibleTime_ForgetsTheEntry(string why, long nanoseconds)
    {
        InterleavedTimes times = new(16);
        Assert.True(times.TryReserve(NtpTimestamp.FromWire(Start), isAuthentic: false, out NtpTimestamp receive));
        times.Complete(receive, receive + NtpDuration.FromNanoseconds(nanoseconds));
        Assert.Equal((why, false), (why, times.TryTake(receive, isAuthentic: false, out _)));
    }

    [Fact]
    public void Complete_OfAnEntryThatIsGone_DoesNothing()
    {
        InterleavedTimes times = new(16);
        NtpTimestamp receive = Keep(times, Start, isAuthentic: false);
        Assert.True(times.TryTake(receive, isAuthentic: false, out _));
        times.Complete(receive, receive + Stay);
        Assert.False(times.TryTake(receive, isAuthentic: false, out _));
    }

    [Fact]
    public void TryReserve_MoreThanItsRoom_ForgetsTheOldOnesAndKeepsTheNewest()
    {
        Seeded random = Seeded.Create();
        InterleavedTimes times = new(1024);
        ulong offset = (ulong)random.NextInt64();
        NtpTimestamp[] all = [.. Enumerable.Range(0, 10_000).Select(i => Keep(times, unchecked(offset + ((ulong)i * 4_294_967)), isAuthentic: false))];
        bool[] isKept = [.. all.Select(receive => times.TryTake(receive, isAuthentic: false, out _))];
        Assert.True(isKept.Count(kept => kept) <= 512, random.ToString());
        Assert.True(isKept[^1], random.ToString());

        // Sets of four fill unevenly, but of the last quarter of the room hardly anything is lost.
        Assert.True(isKept.TakeLast(128).Count(kept => kept) >= 120, $"{isKept.TakeLast(128).Count(kept => kept)} of 128, {random}");
        Assert.DoesNotContain(true, isKept.Take(7000));
    }

    [Fact]
    public void TryReserve_ByStrangersAtWill_LeavesTheEntriesOfAuthenticClients()
    {
        InterleavedTimes times = new(16);
        NtpTimestamp authentic = Keep(times, Start, isAuthentic: true);
        for (ulong i = 0; i < 1000; i++)
        {
            Keep(times, Start + (i * 4_294_967), isAuthentic: false);
        }

        Assert.True(times.TryTake(authentic, isAuthentic: true, out _));
    }

    [Fact]
    public void TryReserve_SameTimeAgainAndAgain_GivesDifferentOnesOrNone()
    {
        InterleavedTimes times = new(16);
        HashSet<NtpTimestamp> given = [];
        for (int i = 0; i < 10; i++)
        {
            if (times.TryReserve(NtpTimestamp.FromWire(Start), isAuthentic: false, out NtpTimestamp receive))
            {
                Assert.True(given.Add(receive));
            }
            else
            {
                Assert.Equal(1ul, receive.ToWire() & 7);
            }
        }

        Assert.Equal(4, given.Count);
    }

    [Fact]
    public void AllOperations_OfFourThreads_NeverMixTwoReplies()
    {
        // Each transmit time belongs to one receive time only: a function of it that leaves bit 0 clear. Few entries make many collisions.
        InterleavedTimes times = new(16);
        int wrong = 0;
        int taken = 0;
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(number => new Thread(() =>
        {
            for (ulong i = 0; i < 100_000; i++)
            {
                if (times.TryReserve(NtpTimestamp.FromWire(Start + (i * 8)), isAuthentic: false, out NtpTimestamp receive))
                {
                    times.Complete(receive, TransmitOf(receive));
                    NtpTimestamp other = NtpTimestamp.FromWire((Start + (i * 8)) | 3);
                    foreach (NtpTimestamp wanted in (ReadOnlySpan<NtpTimestamp>)[other, receive])
                    {
                        if (times.TryTake(wanted, isAuthentic: false, out NtpTimestamp transmit))
                        {
                            Interlocked.Increment(ref taken);
                            Interlocked.Add(ref wrong, transmit == TransmitOf(wanted) ? 0 : 1);
                        }
                    }
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(0, wrong);
        Assert.True(taken > 1000, $"{taken} entries were found again");
    }

    private static NtpTimestamp TransmitOf(NtpTimestamp receive) =>
        NtpTimestamp.FromWire(receive.ToWire() - 1 + 1000 + ((receive.ToWire() % 1009) * 2));

    private static NtpTimestamp Keep(InterleavedTimes times, ulong time, bool isAuthentic)
    {
        Assert.True(times.TryReserve(NtpTimestamp.FromWire(time), isAuthentic, out NtpTimestamp receive));
        NtpTimestamp transmit = receive + Stay;
        times.Complete(receive, transmit);
        return receive;
    }
}
