using System;
using System.Linq;
using Nts.TestKit;

namespace Nts.Server.KeyEstablishment;

public sealed class ConnectionRateTests
{
    private readonly SteppedTime _time = new();

    [Fact]
    public void TryTake_OneAddress_GetsItsBurstAndThenItsRate()
    {
        ConnectionRate rate = new(perSecond: 4, burst: 3, _time);

        Assert.Equal([true, true, true, false, false], Take(rate, 5));
        _time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(rate.TryTake(1));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([true, false], Take(rate, 2));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, true, false], Take(rate, 4));
    }

    [Fact]
    public void TryTake_AnotherAddress_HasItsOwnBucket()
    {
        ConnectionRate rate = new(perSecond: 1, burst: 1, _time);
        Assert.True(rate.TryTake(1));

        Assert.True(rate.TryTake(2));
        Assert.False(rate.TryTake(1));
    }

    [Fact]
    public void TryTake_NoLimit_AlwaysGives() => Assert.DoesNotContain(false, Take(new(perSecond: 0, burst: 1, _time), 1000));

    [Fact]
    public void TryTake_TableFullOfStrangers_StillLimitsTheGreedyOne()
    {
        Seeded random = Seeded.Create();
        ConnectionRate rate = new(perSecond: 1, burst: 4, _time);
        Assert.Equal([true, true, true, true, false], Take(rate, 5));
        for (int i = 0; i < 100_000; i++)
        {
            rate.TryTake(new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()));
        }

        // Whoever came once is nearer to a full bucket than whoever took all of his.
        Assert.False(rate.TryTake(1), random.ToString());
    }

    private static bool[] Take(ConnectionRate rate, int times) => [.. Enumerable.Range(0, times).Select(_ => rate.TryTake(1))];
}
