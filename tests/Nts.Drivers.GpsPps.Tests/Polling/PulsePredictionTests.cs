using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

public sealed class PulsePredictionTests
{
    [Fact]
    public void After_NothingSeen_IsNoWindow() => Assert.Null(new PulsePrediction().After(At(0)));

    [Theory]
    [InlineData("long before", 100.5, 101, 0.5)]
    [InlineData("the window has begun: the next one", 100.9996, 102, 0.7)]
    [InlineData("one second without an edge", 101.5, 102, 0.7)]
    [InlineData("nine seconds without an edge", 109.5, 110, 2.3)]
    public void After_OneEdge_IsSecondsLaterAndWiderByTheGap(string why, double now, double expected, double halfWidthMilliseconds)
    {
        PulsePrediction prediction = new();
        prediction.Add(At(100));
        PollWindow window = prediction.After(At(now))!.Value;
        Assert.Equal((why, At(expected)), (why, window.Expected));
        Assert.Equal(halfWidthMilliseconds, window.HalfWidth.TotalSeconds * 1e3, tolerance: 1e-6);
    }

    [Fact]
    public void After_LongGap_HasLostThePhase()
    {
        PulsePrediction prediction = new();
        prediction.Add(At(100));
        Assert.Null(prediction.After(At(117)));
        Assert.Null(prediction.After(At(100.5)));
    }

    [Fact]
    public void Add_EdgeOffTheGrid_DoesNotMoveThePrediction()
    {
        PulsePrediction prediction = new();
        prediction.Add(At(100));
        prediction.Add(At(100.3));
        Assert.Equal(At(101), prediction.After(At(100.4))!.Value.Expected);
    }

    [Fact]
    public void Add_ThreeEdgesThatAgreeWithEachOther_MoveIt()
    {
        PulsePrediction prediction = new();
        prediction.Add(At(100));
        foreach (double at in new[] { 100.3, 101.3, 102.3 })
        {
            Assert.Equal(0, prediction.After(At(at))!.Value.Expected.Nanoseconds % 1_000_000_000);
            prediction.Add(At(at));
        }

        Assert.Equal(At(103.3), prediction.After(At(102.4))!.Value.Expected);
    }

    [Fact]
    public void Add_EdgeWithinTheWindow_BecomesTheOrigin()
    {
        PulsePrediction prediction = new();
        prediction.Add(At(100));
        prediction.Add(At(101.0002));
        Assert.Equal(At(102.0002), prediction.After(At(101.5))!.Value.Expected);
    }

    private static MonotonicTime At(double seconds) => MonotonicTime.FromNanoseconds((long)System.Math.Round(seconds * 1e9));
}
