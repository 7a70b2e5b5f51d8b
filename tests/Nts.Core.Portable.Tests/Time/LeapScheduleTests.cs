using System.Globalization;

namespace Nts.Time;

public sealed class LeapScheduleTests
{
    private static readonly PosixTime Midnight = At("2017-01-01 00:00:00");
    private static readonly PosixTime Later = At("2017-06-28 00:00:00");

    [Theory]
    [InlineData("2016-12-31 23:59:59", "2017-01-01 00:00:00")]
    [InlineData("2017-01-01 00:00:00", "2017-02-01 00:00:00")]
    [InlineData("2016-02-29 12:00:00", "2016-03-01 00:00:00")]
    public void MidnightAfter_Moment_IsTheNextMonthsFirst(string moment, string midnight) => Assert.Equal(At(midnight), LeapSchedule.MidnightAfter(At(moment)));

    [Theory]
    [InlineData("2016-12-31 23:59:55", false)]
    [InlineData("2016-12-31 23:59:56", true)]
    [InlineData("2017-01-01 00:00:00", true)]
    [InlineData("2017-01-01 00:00:02", true)]
    [InlineData("2017-01-01 00:00:03", false)]
    [InlineData("2017-01-02 00:00:00", false)]
    public void IsNearMidnight_Moment_IsSomeSeconds(string moment, bool isNear) => Assert.Equal(isNear, LeapSchedule.IsNearMidnight(At(moment)));

    [Theory]
    [InlineData("inserted, and the clock does it: the second that is read twice, and until its timer has come", 1, 1, -1, 2)]
    [InlineData("left out, and the clock does it", -1, -1, -2, 2)]
    [InlineData("inserted, and the clock was not told: until a pulse shows it", 1, 0, -2, null)]
    [InlineData("the clock was told the opposite", -1, 1, -2, null)]
    [InlineData("nobody knows", null, 0, -2, null)]
    [InlineData("there is none, but the clock was told of one", 0, 1, -2, null)]
    public void DoubtAfter_LastCertainSecond_HoldsUntilTheSecondIsCertain(string why, int? change, int told, int from, int? until)
    {
        LeapSchedule schedule = change switch
        {
            null => new LeapSchedule(0, default, Midnight),
            0 => new LeapSchedule(0, default, Later),
            int some => new LeapSchedule(some, Midnight, Later),
        };
        LeapDoubt doubt = schedule.DoubtAfter(At("2016-12-31 20:00:00"), told);
        PosixTime end = until is int seconds ? Midnight + NtpDuration.FromSeconds(seconds) : LeapDoubt.Forever;
        Assert.Equal((why, new LeapDoubt(Midnight + NtpDuration.FromSeconds(from), end)), (why, doubt));
    }

    [Theory]
    [InlineData("2028-01-31", false, false)]
    [InlineData("2028-03-31", false, false)]
    [InlineData("2028-06-30", false, true)]
    [InlineData("2028-09-30", false, false)]
    [InlineData("2028-11-30", false, false)]
    [InlineData("2028-12-31", false, true)]
    [InlineData("2028-03-31", true, true)]
    public void DoubtAfter_NobodyKnows_IsWhereLeapSecondsArePutOrSomebodySpeaksOfOne(string day, bool isDisputed, bool isDoubted)
    {
        PosixTime midnight = At(day) + NtpDuration.FromSeconds(86_400);
        LeapSchedule schedule = new(0, default, isDisputed ? midnight : Later) { IsDisputed = isDisputed };
        LeapDoubt expected = isDoubted ? new LeapDoubt(midnight - NtpDuration.FromSeconds(2), LeapDoubt.Forever) : default;
        Assert.Equal((day, expected), (day, schedule.DoubtAfter(At(day), 0)));
    }

    [Fact]
    public void DoubtAfter_NoLeapSecond_IsNone() => Assert.False(new LeapSchedule(0, default, Later).DoubtAfter(At("2016-12-31 20:00:00"), 0).Exists);

    [Fact]
    public void DoubtAfter_PulseSinceMidnight_IsOver() => Assert.False(new LeapSchedule(1, Midnight, Later).DoubtAfter(Midnight, 0).Exists);

    private static PosixTime At(string utc)
    {
        System.DateTime time = System.DateTime.Parse(utc, CultureInfo.InvariantCulture);
        return PosixTime.FromSeconds((long)(time - System.DateTime.UnixEpoch).TotalSeconds);
    }
}
