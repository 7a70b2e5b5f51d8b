using System;
using System.Linq;
using Nts.Crypto;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

public sealed class RateLimiterTests
{
    private static readonly MonotonicTime Start = MonotonicTime.FromNanoseconds(123_456_789_012);
    private static readonly ClientAddress Client = AccessListTests.Address("192.0.2.1");

    /// <summary>Without leak and kiss as far as a handful of requests can tell.</summary>
    private static readonly RateLimit Strict = new() { Interval = 1, Burst = 4, Leak = RateLimit.MaxLeak, Kod = 0 };

    [Fact]
    public void Take_AfterAPause_AnswersTheBurstAndNoMore()
    {
        RateLimiter limiter = new(Strict, Seeded.Fixed(1));
        Assert.Equal("AAAADD", Verdicts(limiter, Client, Start, 6));
    }

    [Fact]
    public void Take_AtTheLimit_AnswersEach()
    {
        RateLimiter limiter = new(Strict, Seeded.Fixed(1));
        Assert.Equal("AAAAD", Verdicts(limiter, Client, Start, 5));
        for (int i = 1; i <= 100; i++)
        {
            Assert.Equal("AD", Verdicts(limiter, Client, Start + NtpDuration.FromSeconds(2 * i), 2));
        }
    }

    [Fact]
    public void Take_JustBeforeTheNextToken_Drops()
    {
        RateLimiter limiter = new(Strict, Seeded.Fixed(1));
        Verdicts(limiter, Client, Start, 4);
        Assert.Equal("D", Verdicts(limiter, Client, Start + NtpDuration.FromNanoseconds(1_999_999_999), 1));
        Assert.Equal("A", Verdicts(limiter, Client, Start + NtpDuration.FromSeconds(2), 1));
    }

    [Fact]
    public void Take_AfterALongPause_AnswersOneBurstAgain()
    {
        RateLimiter limiter = new(Strict, Seeded.Fixed(1));
        Verdicts(limiter, Client, Start, 10);
        Assert.Equal("AAAAD", Verdicts(limiter, Client, Start + NtpDuration.FromSeconds(1000), 5));
    }

    [Theory]
    [InlineData("the same IPv4 address", "192.0.2.1", "192.0.2.1", false)]
    [InlineData("the next IPv4 address", "192.0.2.1", "192.0.2.2", true)]
    [InlineData("the same IPv6 network", "2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", false)]
    [InlineData("the next IPv6 network", "2001:db8:0:1::1", "2001:db8:0:2::1", true)]
    [InlineData("IPv4 and the first IPv6 network", "0.0.0.0", "::1", true)]
    public void Take_AnotherAddress_HasABucketOfItsOwn(string why, string one, string other, bool own)
    {
        RateLimiter limiter = new(Strict, Seeded.Fixed(1));
        Verdicts(limiter, AccessListTests.Address(one), Start, 4);
        string expected = own ? "A" : "D";
        Assert.True(expected == Verdicts(limiter, AccessListTests.Address(other), Start, 1), why);
    }

    [Fact]
    public void Take_BeyondTheLimit_LeaksAndKissesAtTheirRates()
    {
        RateLimiter limiter = new(new RateLimit { Interval = 10, Burst = 1, Leak = 3, Kod = 2 }, Seeded.Fixed(1));
        string verdicts = Verdicts(limiter, Client, Start, 80_001)[1..];

        // 80,000 draws: one in eight, then one in four of the rest; five standard deviations are 470.
        Assert.InRange(verdicts.Count(verdict => verdict == 'A'), 9_530, 10_470);
        Assert.InRange(verdicts.Count(verdict => verdict == 'K'), 16_900, 18_100);
    }

    [Fact]
    public void Take_MoreAddressesThanThereIsRoom_ForgetsNotTheOneThatIsLimited()
    {
        RateLimiter limiter = new(Strict with { Interval = 6 }, Seeded.Fixed(1));
        Verdicts(limiter, Client, Start, 4);
        for (int i = 0; i < 4 * RateLimiter.Capacity; i++)
        {
            ClientAddress other = ClientAddress.FromOctets(BitConverter.GetBytes(i));
            limiter.Take(other, Start);
        }

        Assert.Equal("D", Verdicts(limiter, Client, Start, 1));
    }

    [Fact]
    public void Take_ManyRequests_AllocatesNothing()
    {
        RateLimiter limiter = new(Strict, SystemRandom.Instance);
        Assert.Equal(0, Allocated.During(() => Run(limiter)));
    }

    private static void Run(RateLimiter limiter)
    {
        for (int i = 0; i < 10_000; i++)
        {
            limiter.Take(ClientAddress.FromOctets([10, 0, 0, (byte)(i % 256)]), Start);
        }
    }

    private static string Verdicts(RateLimiter limiter, ClientAddress from, MonotonicTime now, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => limiter.Take(from, now).ToString()[0]));
}
