using Nts.Time;

namespace Nts.Drivers.GpsPps;

public sealed class EdgeRateTests
{
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 2, false)]
    [InlineData(20, 20, false)]
    [InlineData(200, 200, true)]
    public void At_EdgesASecond_AreThoseOfTheLastWholeSecond(int edges, int expected, bool isFlood)
    {
        EdgeRate rate = new();
        for (int second = 10; second < 15; second++)
        {
            for (int i = 0; i < edges; i++)
            {
                rate.Add(At(second + ((double)i / edges)));
            }
        }

        Assert.Equal(isFlood, rate.IsFlood);
        Assert.Equal(expected, rate.At(At(15)));
        Assert.False(rate.IsFlood);
    }

    [Fact]
    public void At_EdgesLongAgo_IsNone()
    {
        EdgeRate rate = new();
        rate.Add(At(10));
        Assert.Equal(0, rate.At(At(100)));
    }

    private static MonotonicTime At(double seconds) => MonotonicTime.FromNanoseconds((long)(seconds * 1e9));
}
