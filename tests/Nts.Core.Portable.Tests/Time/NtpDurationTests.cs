namespace Nts.Time;

public sealed class NtpDurationTests
{
    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(-1L)]
    [InlineData(999_999_999L)]
    [InlineData(-1_500_000_000L)]
    [InlineData(2_147_483_647_000_000_000L)]
    public void FromNanoseconds_WithinRange_GivesThemBack(long nanoseconds) =>
        Assert.Equal(nanoseconds, NtpDuration.FromNanoseconds(nanoseconds).TotalNanoseconds);

    [Fact]
    public void Add_BeyondTheEnd_Saturates()
    {
        Assert.Equal(NtpDuration.MaxValue, NtpDuration.MaxValue + NtpDuration.FromSeconds(1));
        Assert.Equal(NtpDuration.MinValue, NtpDuration.MinValue - NtpDuration.FromSeconds(1));
        Assert.Equal(NtpDuration.MaxValue, NtpDuration.FromNanoseconds(long.MaxValue));
        Assert.Equal(NtpDuration.MinValue, NtpDuration.FromNanoseconds(long.MinValue));
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(double.PositiveInfinity)]
    public void FromSeconds_TooLarge_Saturates(double seconds)
    {
        Assert.Equal(NtpDuration.MaxValue, NtpDuration.FromSeconds(seconds));
        Assert.Equal(NtpDuration.MinValue, NtpDuration.FromSeconds(-seconds));
    }

    [Fact]
    public void FromSeconds_NotANumber_GivesZero() => Assert.Equal(NtpDuration.Zero, NtpDuration.FromSeconds(double.NaN));

    [Theory]
    [InlineData(0.0, 0u)]
    [InlineData(-1.0, 0u)]
    [InlineData(1.0, 65536u)]
    [InlineData(0.00001, 1u)]
    [InlineData(70_000.0, uint.MaxValue)]
    public void ToShort_AnyDuration_RoundsUpAndSaturates(double seconds, uint wire) =>
        Assert.Equal(wire, NtpShort.FromDuration(NtpDuration.FromSeconds(seconds)).ToWire());
}
