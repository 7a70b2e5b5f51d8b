using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Dates before the release: refused, or mended with a witness, and never silently.</summary>
public sealed class WeekRolloverTests
{
    private static readonly NtpDuration Era = NtpDuration.FromSeconds(1024 * 7 * 86_400);

    [Fact]
    public void Judge_RolledOverOnce_IsMendedWithThisMachinesClock()
    {
        GateBench bench = new();
        TimeReport mended = bench.Add(MessageKind.NavTimeUtc, utcKnown: true, stated: -Era);
        Assert.Equal(TimeRefusal.None, bench.Gate.Refusal);
        Assert.Equal(GateBench.Autumn, mended.Utc);
        Assert.Equal(1024, bench.Gate.MendedWeeks);
    }

    [Fact]
    public void Judge_RolledOverTwice_IsMendedAndCounted()
    {
        GateBench bench = new();
        Assert.Equal(GateBench.Autumn, bench.Add(MessageKind.NavTimeUtc, utcKnown: true, stated: -Era - Era).Utc);
        Assert.Equal(2048, bench.Gate.MendedWeeks);
    }

    [Theory]
    [InlineData("a day beside", 86_400, TimeRefusal.None)]
    [InlineData("more than a day beside", 86_401, TimeRefusal.BeforeRelease)]
    [InlineData("more than a day beside, the other way", -86_401, TimeRefusal.BeforeRelease)]
    [InlineData("set by nobody", null, TimeRefusal.BeforeRelease)]
    public void Judge_ClockAsWitness_MustBeRightToADay(string what, int? clockAhead, TimeRefusal expected)
    {
        GateBench bench = new() { ClockAhead = clockAhead };
        bench.Add(MessageKind.NavTimeUtc, utcKnown: true, stated: -Era);
        Assert.True(bench.Gate.Refusal == expected, what);
        Assert.Equal(expected is TimeRefusal.None ? 1024 : 0, bench.Gate.MendedWeeks);
        Assert.Equal(GateBench.Autumn, bench.Gate.LikelyTime);
    }

    [Fact]
    public void Judge_MendedNmea_StillNeedsToAgreeToHalfASecond()
    {
        GateBench bench = new() { ClockAhead = 3600 };
        bench.Add(MessageKind.Rmc, stated: -Era);
        Assert.Equal(TimeRefusal.Unconfirmed, bench.Gate.Refusal);
        Assert.Equal(1024, bench.Gate.MendedWeeks);
    }

    [Fact]
    public void Judge_OtherMessageWithAnUnrolledDate_IsAWitness()
    {
        GateBench bench = new() { ClockAhead = null };
        bench.Ubx();
        Assert.Equal(bench.Now, bench.Add(MessageKind.Rmc, stated: -Era).Utc);
        Assert.Equal(TimeRefusal.None, bench.Gate.Refusal);
        Assert.Equal(1024, bench.Gate.MendedWeeks);

        // The message that is right beside it does not hide that the other is mended.
        bench.Add(MessageKind.NavTimeUtc, utcKnown: true);
        Assert.Equal(1024, bench.Gate.MendedWeeks);
    }

    [Fact]
    public void Judge_OtherMessageLongAgo_IsNoWitness()
    {
        GateBench bench = new() { ClockAhead = null };
        bench.Ubx();
        for (int second = 0; second < 6; second++)
        {
            bench.Pass();
        }

        bench.Add(MessageKind.Rmc, stated: -Era);
        Assert.Equal(TimeRefusal.BeforeRelease, bench.Gate.Refusal);
    }

    [Fact]
    public void Judge_FirmwareMended_ShowsNoWeeksAnyMore()
    {
        GateBench bench = new();
        bench.Add(MessageKind.NavTimeUtc, utcKnown: true, stated: -Era);
        bench.Ubx();
        Assert.Equal(0, bench.Gate.MendedWeeks);
    }

    [Theory]
    [InlineData("GPS epoch", 1980, 1, 6)]
    [InlineData("the day before it, as MediaTek's", 1980, 1, 5)]
    [InlineData("first rollover", 1999, 8, 22)]
    [InlineData("a firmware's birthday", 2006, 12, 16)]
    [InlineData("another's", 2008, 1, 1)]
    [InlineData("second rollover", 2019, 4, 7)]
    [InlineData("the day before the release", 2026, 8, 31)]
    public void Judge_DefaultDate_IsRefusedWithARightClockAndWithout(string what, int year, int month, int day)
    {
        foreach (double? clock in new double?[] { null, (GateBench.Autumn - PairingBench.Utc(year, month, day, 0, 0, 0)).TotalSeconds })
        {
            GateBench bench = new(PairingBench.Utc(year, month, day, 0, 0, 0)) { ClockAhead = clock };
            Assert.True(bench.Ubx(1000) == TimeRefusal.BeforeRelease, what);
            Assert.True(bench.Nmea(1000) == TimeRefusal.BeforeRelease, what);
        }
    }

    [Fact]
    public void Mend_TimTpWithARolledWeek_IsMendedToTheDayOfTheOthers()
    {
        GateBench bench = new();
        bench.Ubx();
        Assert.Equal(bench.Now, bench.Gate.Mend(bench.Now - Era));
        Assert.Equal(1024, bench.Gate.MendedWeeks);
    }

    [Fact]
    public void Mend_TimTpOfAnotherDay_IsLeftAsItIs()
    {
        GateBench bench = new();
        bench.Ubx();
        PosixTime other = bench.Now - Era + NtpDuration.FromSeconds(7 * 86_400);
        Assert.Equal(other, bench.Gate.Mend(other));
        Assert.Equal(0, bench.Gate.MendedWeeks);
    }
}
