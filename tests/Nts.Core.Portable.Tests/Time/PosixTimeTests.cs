namespace Nts.Time;

public sealed class PosixTimeTests
{
    [Theory]
    [InlineData(1_500_000_000L, 2_000_000_000L)]
    [InlineData(1_499_999_999L, 1_000_000_000L)]
    [InlineData(-400_000_000L, 0L)]
    [InlineData(-600_000_000L, -1_000_000_000L)]
    public void RoundToSecond_Any_TakesTheNearest(long nanoseconds, long expected) =>
        Assert.Equal(expected, PosixTime.FromNanoseconds(nanoseconds).RoundToSecond().Nanoseconds);

    [Fact]
    public void TryFromUtc_LeapSecond_IsTheNextMinute()
    {
        Assert.True(PosixTime.TryFromUtc(2016, 12, 31, 23, 59, 60, 0, out PosixTime leap));
        Assert.True(PosixTime.TryFromUtc(2017, 1, 1, 0, 0, 0, 0, out PosixTime next));
        Assert.Equal(next, leap);
    }

    [Theory]
    [InlineData(2026, 0, 1, 0, 0, 0)]
    [InlineData(2026, 2, 29, 0, 0, 0)]
    [InlineData(2026, 1, 1, 24, 0, 0)]
    [InlineData(2026, 1, 1, 0, 60, 0)]
    [InlineData(2026, 1, 1, 0, 0, 61)]
    [InlineData(1, 1, 1, 0, 0, 0)]
    public void TryFromUtc_PartOutOfRange_Refuses(int year, int month, int day, int hour, int minute, int second) =>
        Assert.False(PosixTime.TryFromUtc(year, month, day, hour, minute, second, 0, out _));

    [Fact]
    public void ToString_BeforeTheEpoch_CountsForward() =>
        Assert.Equal("1969-12-31T23:59:59.900000000Z", PosixTime.FromNanoseconds(-100_000_000).ToString());

    [Fact]
    public void Offset_LocalBehind_IsPositive() =>
        Assert.True(ClockOffset.Between(reference: PosixTime.FromSeconds(10), local: PosixTime.FromSeconds(9)).TotalSeconds > 0);

    [Fact]
    public void Exchange_LocalBehindBySomeSeconds_GivesTheta()
    {
        static NtpTimestamp At(double seconds) => NtpTimestamp.FromPosix(PosixTime.FromSeconds(1_000_000)) + NtpDuration.FromSeconds(seconds);
        ClockOffset offset = ClockOffset.FromExchange(At(0), At(5.25), At(5.5), At(0.75));
        Assert.Equal(5.0, offset.TotalSeconds, 9);
    }
}
