namespace Nts.Time;

public sealed class LeapStepTests
{
    /// <summary>2017-01-01, the first moment after 2016-12-31T23:59:60.</summary>
    private static readonly PosixTime Midnight = PosixTime.FromSeconds(1_483_228_800);

    [Theory]
    [InlineData("noon of the day", LeapIndicator.InsertSecond, -43_200_000, -43_200_000)]
    [InlineData("last nanoseconds before", LeapIndicator.InsertSecond, -1, -1)]
    [InlineData("23:59:60.0 is read as 23:59:59.0", LeapIndicator.InsertSecond, 0, -1000)]
    [InlineData("23:59:60.5", LeapIndicator.InsertSecond, 500, -500)]
    [InlineData("midnight", LeapIndicator.InsertSecond, 1000, 0)]
    [InlineData("the next day", LeapIndicator.InsertSecond, 86_400_000, 86_399_000)]
    [InlineData("23:59:58.999", LeapIndicator.DeleteSecond, -1001, -1001)]
    [InlineData("23:59:59 is left out", LeapIndicator.DeleteSecond, -1000, 0)]
    [InlineData("half a second later", LeapIndicator.DeleteSecond, -500, 500)]
    [InlineData("no leap second", LeapIndicator.None, 500, 500)]
    public void Read_Count_IsWhatRealtimeReads(string why, LeapIndicator leap, int count, int reading)
    {
        LeapStep step = default(LeapStep).Told(leap, After(-50_000_000));
        Assert.Equal((why, After(reading)), (why, step.Read(After(count))));
    }

    [Theory]
    [InlineData("told again within the second that is read twice", LeapIndicator.InsertSecond, 600)]
    [InlineData("taken back when it has happened", LeapIndicator.None, 600)]
    [InlineData("taken back later", LeapIndicator.None, 100_000)]
    public void Told_AfterItHasHappened_DoesNotHappenAgainNorBack(string why, LeapIndicator leap, int count)
    {
        LeapStep step = default(LeapStep).Told(LeapIndicator.InsertSecond, After(-10_000));
        LeapStep told = step.Told(leap, After(count));
        Assert.Equal((why, After(count - 1000)), (why, told.Read(After(count))));
        Assert.Equal((why, After(86_399_000)), (why, told.Read(After(86_400_000))));
    }

    [Fact]
    public void Told_NoneBefore_TakesItBack()
    {
        LeapStep step = default(LeapStep).Told(LeapIndicator.InsertSecond, After(-10_000)).Told(LeapIndicator.None, After(-5_000));
        Assert.Equal(After(500), step.Read(After(500)));
    }

    [Fact]
    public void Told_InTheSecondThatWouldBeLeftOut_IsTooLate()
    {
        LeapStep step = default(LeapStep).Told(LeapIndicator.DeleteSecond, After(-500));
        Assert.Equal(After(86_400_000), step.Read(After(86_400_000)));
    }

    [Theory]
    [InlineData(59_999, false)]
    [InlineData(60_000, true)]
    public void IsOverAt_Count_IsAMinuteLater(int count, bool isOver) =>
        Assert.Equal(isOver, default(LeapStep).Told(LeapIndicator.InsertSecond, After(-10_000)).IsOverAt(After(count)));

    private static PosixTime After(int milliseconds) => Midnight + NtpDuration.FromMilliseconds(milliseconds);
}
