using Nts.Time;

namespace Nts.Drivers.GpsPps;

public sealed class DelayMarginTests
{
    [Theory]
    [InlineData("steady", 70, 75, 5)]
    [InlineData("wide, but far from both edges", 300, 600, 5)]
    [InlineData("could have been before the edge", 20, 60, 20)]
    [InlineData("late, and steady", 930, 960, 5)]
    [InlineData("could pass the next edge", 850, 960, 20)]
    public void Needed_BySpread_IsMoreWhereDelaysCouldCrossAnEdge(string why, int shortest, int longest, int needed)
    {
        DelayMargin margin = new();
        margin.Add(NtpDuration.FromMilliseconds(longest));
        margin.Add(NtpDuration.FromMilliseconds(shortest));
        Assert.True(margin.Needed(5) == needed, why);
    }

    [Fact]
    public void Needed_AfterADoubt_IsMoreUntilTheRestart()
    {
        DelayMargin margin = new();
        margin.Doubt();
        margin.StartRun();
        Assert.Equal(20, margin.Needed(5));
        margin.Restart();
        Assert.Equal(5, margin.Needed(5));
    }
}
