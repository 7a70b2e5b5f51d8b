using Nts.Gnss;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

public sealed class LeapAnnouncementTests
{
    private static readonly MonotonicTime Told = MonotonicTime.FromNanoseconds(1_000_000_000);

    [Theory]
    [InlineData("two days before", 1, 172_800, 0, LeapIndicator.None)]
    [InlineData("the last day begins while the report ages", 1, 86_500, 101, LeapIndicator.InsertSecond)]
    [InlineData("the last second", 1, 1, 0, LeapIndicator.InsertSecond)]
    [InlineData("the event", 1, 10, 10, LeapIndicator.None)]
    [InlineData("a second to delete", -1, 3600, 0, LeapIndicator.DeleteSecond)]
    [InlineData("no change", 0, 3600, 0, LeapIndicator.None)]
    [InlineData("long past", 1, -1_000_000, 0, LeapIndicator.None)]
    public void At_Moment_AnnouncesInTheLastDayOnly(string when, int change, int secondsToEvent, int age, LeapIndicator expected)
    {
        LeapReport report = new(18, LeapSource.Gps, change, NtpDuration.FromSeconds(secondsToEvent), Told);
        LeapIndicator announced = LeapAnnouncement.At(Told + NtpDuration.FromSeconds(age), report);
        Assert.True(expected == announced, $"{when}: {announced}");
    }

    [Fact]
    public void At_NoReport_AnnouncesNothing() => Assert.Equal(LeapIndicator.None, LeapAnnouncement.At(Told, null));
}
