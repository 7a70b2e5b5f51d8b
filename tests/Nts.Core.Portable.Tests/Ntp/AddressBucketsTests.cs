using System.Linq;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

public sealed class AddressBucketsTests
{
    private const long Second = 1_000_000_000;
    private static readonly ClientAddress Client = AccessListTests.Address("192.0.2.1");
    private MonotonicTime _now = MonotonicTime.FromNanoseconds(123_456_789_012);

    [Fact]
    public void TryTake_OneAddress_GetsItsBurstAndThenItsRate()
    {
        AddressBuckets buckets = new(Second / 4, burst: 3, capacity: 64, Seeded.Fixed(1));

        Assert.Equal([true, true, true, false, false], Take(buckets, 5));
        _now += NtpDuration.FromMilliseconds(249);
        Assert.Equal([false], Take(buckets, 1));
        _now += NtpDuration.FromMicroseconds(1_001);
        Assert.Equal([true, false], Take(buckets, 2));
        _now += NtpDuration.FromSeconds(3600);
        Assert.Equal([true, true, true, false], Take(buckets, 4));
    }

    [Fact]
    public void TryTake_TableFullOfStrangers_StillLimitsTheGreedyOne()
    {
        Seeded random = Seeded.Create();
        AddressBuckets buckets = new(Second, burst: 4, capacity: 64, random);
        Assert.Equal([true, true, true, true, false], Take(buckets, 5));
        byte[] octets = new byte[ClientAddress.IPv6Length];
        for (int i = 0; i < 10_000; i++)
        {
            random.Fill(octets);
            buckets.TryTake(ClientAddress.FromOctets(octets), _now);
        }

        // Whoever came once is nearer to a full bucket than whoever took all of his.
        Assert.False(buckets.TryTake(Client, _now), random.ToString());
    }

    private bool[] Take(AddressBuckets buckets, int times) => [.. Enumerable.Range(0, times).Select(_ => buckets.TryTake(Client, _now))];
}
