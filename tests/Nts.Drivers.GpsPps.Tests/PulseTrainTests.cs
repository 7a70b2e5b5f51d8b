using System;
using System.Linq;

namespace Nts.Drivers.GpsPps;

/// <summary>The train of pulses as it works within the pairing.</summary>
public sealed class PulseTrainTests
{
    [Theory]
    [InlineData("bounce", 0.0004, EdgeVerdict.Double)]
    [InlineData("falling edge of a 100 ms pulse, now and then", 0.1, EdgeVerdict.Runt)]
    [InlineData("noise", 0.62, EdgeVerdict.Runt)]
    [InlineData("noise just before the edge", 0.999, EdgeVerdict.Runt)]
    public void OnEdge_StrayEdge_DropsItAndGoesOn(string why, double at, EdgeVerdict verdict)
    {
        PairingBench bench = new();
        for (int second = 0; second < 30; second++)
        {
            bench.Second(second, 0.2);
        }

        bench.Edge(12 + at);
        bench.Edge(17 + at);
        bench.Run();
        Assert.Equal(2, bench.Pairing.Edges(verdict));
        Assert.True(bench.Pulses.Count == 25 && bench.LabelErrors.First() == 0, why);
    }

    [Fact]
    public void OnEdge_PulsesMissing_CountsThemAndLabelsTheRestRight()
    {
        PairingBench bench = new();
        foreach (int second in Enumerable.Range(0, 60).Where(s => s is not (20 or 30 or 31 or 32)))
        {
            bench.Second(second, 0.1);
        }

        bench.Message(20.1, 20);
        bench.Message(31.1, 31);
        bench.Run();
        Assert.Equal(4, bench.Pairing.MissingPulses);
        Assert.Equal(51, bench.Pulses.Count);
        Assert.Equal(0, bench.LabelErrors.First());
        Assert.Equal(0, bench.Pairing.Disagreements);
    }

    [Fact]
    public void OnEdge_PulsesGoneForLong_CountsAgainFromTheMessages()
    {
        PairingBench bench = new();
        foreach (int second in Enumerable.Range(0, 80).Where(s => s is < 20 or >= 40))
        {
            bench.Second(second + (second < 40 ? 0 : 0.01), 0.1);
        }

        bench.Run();
        Assert.Equal(15 + 35, bench.Pulses.Count);
        Assert.Equal(0.01, bench.LabelErrors.Select(Math.Abs).Max(), 6);
    }

    [Fact]
    public void OnEdge_PulseJumpsByAThirdOfASecond_FollowsOnlyAfterFiveEdgesAndNewAgreement()
    {
        PairingBench bench = new();
        for (int second = 0; second < 40; second++)
        {
            bench.Edge(second + (second < 20 ? 0 : 0.3));
            bench.Message(second + 0.4, second);
        }

        bench.Run();
        Assert.Equal(2, bench.Pairing.Edges(EdgeVerdict.Restarted));
        Assert.Equal(15 + (20 - 4 - 5), bench.Pulses.Count);
    }

    [Fact]
    public void OnEdge_TwoSteadyEdgesASecond_LabelsNone()
    {
        PairingBench bench = new();
        for (int second = 0; second < 30; second++)
        {
            bench.Second(second, 0.3);
            bench.Edge(second + 0.1);
        }

        bench.Run();
        Assert.Equal(PairingState.TwoPulsesASecond, bench.Pairing.State);
        Assert.Empty(bench.Pulses);
    }

    [Fact]
    public void OnEdge_KernelClockSteppedWhileEdgeWasUnderWay_DropsTheEdge()
    {
        PairingBench bench = new();
        foreach (int second in Enumerable.Range(0, 20).Where(s => s != 10))
        {
            bench.Second(second, 0.1);
        }

        bench.Edge(9.7, deliveredAt: 10.0001);
        bench.Run();
        Assert.Equal(0, bench.LabelErrors.First());
        Assert.Equal(14, bench.Pulses.Count);
    }
}
