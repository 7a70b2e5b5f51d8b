using System;

namespace Nts.Time;

public sealed class LeapSecondTableTests
{
    [Theory]
    [InlineData("before UTC had leap seconds", 1971, 12, 31, null)]
    [InlineData("the first", 1972, 1, 1, 10)]
    [InlineData("the day before the last", 2016, 12, 31, 36)]
    [InlineData("the last", 2017, 1, 1, 37)]
    [InlineData("now", 2026, 11, 22, 37)]
    public void TaiMinusUtcAt_Moment_IsThatOfTheTable(string what, int year, int month, int day, int? expected)
    {
        Assert.True(LeapSecondTable.Shipped.TaiMinusUtcAt(Utc(year, month, day)) == expected, what);
        Assert.True(LeapSecondTable.Shipped.GpsMinusUtcAt(Utc(year, month, day)) == expected - 19, what);
    }

    [Fact]
    public void TaiMinusUtcAt_LastSecondBeforeAStep_IsTheOldCount() =>
        Assert.Equal(36, LeapSecondTable.Shipped.TaiMinusUtcAt(Utc(2017, 1, 1) - NtpDuration.FromNanoseconds(1)));

    [Fact]
    public void HasExpiredAt_Expiry_IsTheFirstMomentNotKnown()
    {
        PosixTime expiry = LeapSecondTable.Shipped.Expires;
        Assert.Equal(Utc(2027, 6, 28), expiry);
        Assert.True(LeapSecondTable.Shipped.HasExpiredAt(expiry));
        Assert.False(LeapSecondTable.Shipped.HasExpiredAt(expiry - NtpDuration.FromNanoseconds(1)));
    }

    [Fact]
    public void ScheduleAt_BeforeAnEvent_HoldsIt()
    {
        LeapSchedule schedule = LeapSecondTable.Shipped.ScheduleAt(Utc(2016, 8, 1));
        Assert.Equal(new LeapSchedule(1, Utc(2017, 1, 1), LeapSecondTable.Shipped.Expires), schedule);
        Assert.Equal(1, schedule.ChangeAt(Utc(2017, 1, 1)));
        Assert.Equal(0, schedule.ChangeAt(Utc(2016, 9, 1)));
    }

    [Theory]
    [InlineData("within the day after it", 2017, 1, 1, 1)]
    [InlineData("a day later", 2017, 1, 2, 0)]
    public void ScheduleAt_AfterAnEvent_ForgetsItAfterADay(string what, int year, int month, int day, int change) =>
        Assert.True(LeapSecondTable.Shipped.ScheduleAt(Utc(year, month, day)).Change == change, what);

    [Fact]
    public void ChangeAt_BeyondTheExpiry_IsNotKnown()
    {
        LeapSchedule schedule = LeapSecondTable.Shipped.ScheduleAt(Utc(2026, 11, 22));
        Assert.Equal(0, schedule.ChangeAt(Utc(2027, 1, 1)));
        Assert.Null(schedule.ChangeAt(Utc(2027, 7, 1)));
        Assert.Null(default(LeapSchedule).ChangeAt(Utc(2027, 1, 1)));
    }

    [Theory]
    [InlineData("two days before", 1, -172_800, LeapIndicator.None)]
    [InlineData("the last day begins", 1, -86_400, LeapIndicator.InsertSecond)]
    [InlineData("the last second", 1, -1, LeapIndicator.InsertSecond)]
    [InlineData("the event", 1, 0, LeapIndicator.None)]
    [InlineData("a second to leave out", -1, -3600, LeapIndicator.DeleteSecond)]
    [InlineData("no event", 0, -3600, LeapIndicator.None)]
    public void IndicatorAt_Moment_WarnsInTheLastDayOnly(string when, int change, int seconds, LeapIndicator expected)
    {
        PosixTime midnight = Utc(2027, 1, 1);
        LeapIndicator indicator = new LeapSchedule(change, midnight, default).IndicatorAt(midnight + NtpDuration.FromSeconds(seconds));
        Assert.True(expected == indicator, $"{when}: {indicator}");
    }

    private static PosixTime Utc(int year, int month, int day) =>
        PosixTime.TryFromUtc(year, month, day, 0, 0, 0, 0, out PosixTime time) ? time : throw new ArgumentOutOfRangeException(nameof(day));
}
