using System;

namespace Nts.Server.Hosting;

public sealed class LengthOfTimeTests
{
    [Theory]
    [InlineData("10s", 10)]
    [InlineData("1.5h", 5400)]
    [InlineData("2m", 120)]
    [InlineData("7d", 604_800)]
    public void TryParse_Time_GivesSeconds(string text, double seconds)
    {
        Assert.True(LengthOfTime.TryParse(text, out LengthOfTime time));
        Assert.Equal(TimeSpan.FromSeconds(seconds), time.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("10")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("1 s")]
    [InlineData("5x")]
    [InlineData("1e3s")]
    [InlineData("367d")]
    public void TryParse_SomethingElse_IsFalse(string text) => Assert.False(LengthOfTime.TryParse(text, out _));

    [Theory]
    [InlineData(86_400, "1d")]
    [InlineData(5400, "90m")]
    [InlineData(7200, "2h")]
    [InlineData(5, "5s")]
    [InlineData(1.5, "1.5s")]
    public void ToString_Always_IsTheLargestUnitThatDividesIt(double seconds, string expected) =>
        Assert.Equal(expected, new LengthOfTime(TimeSpan.FromSeconds(seconds)).ToString());
}
