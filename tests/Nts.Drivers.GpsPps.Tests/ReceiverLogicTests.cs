using System;
using System.Linq;
using Nts.Discipline;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

public sealed class ReceiverLogicTests
{
    private static readonly NtpDuration Ten = NtpDuration.FromSeconds(10);

    [Theory]
    [InlineData(9_600, 70)]
    [InlineData(38_400, 70)]
    [InlineData(38_400, 510)]
    [InlineData(115_200, 800)]
    public void OnBytes_HealthyReceiver_LabelsEveryPulseRight(int baudRate, int delay)
    {
        SimulatorOptions options = new() { BaudRate = baudRate, SerialDelay = NtpDuration.FromMilliseconds(delay) };
        ReceiverBench bench = new ReceiverBench(options).Run(60);

        // TIM-TP vouches for the fifth edge already.
        Assert.Equal(56, bench.Listener.Pulses.Count);
        Assert.All(bench.Listener.Pulses, p => Assert.Equal(-0.3, p.Offset.TotalSeconds, 2e-5));
        Assert.Equal(ReceiverState.Paired, bench.Logic.Health.State);
        Assert.Equal(delay / 1000.0, bench.Logic.Health.SerialDelay!.Value.TotalSeconds, 5e-3);
        Assert.Equal(8, bench.Logic.Health.SatellitesUsed);
        Assert.Equal(8, bench.Logic.Health.SatellitesInView);
        Assert.Equal(FixKind.ThreeDimensional, bench.Logic.Health.Fix);
        Assert.Equal(18, bench.Logic.Health.Leap!.Value.CurrentLeapSeconds);
        Assert.Equal(0, bench.Logic.Health.RefusedMessages);
    }

    [Fact]
    public void OnBytes_QuantizedPulse_IsCorrectedByTimTp()
    {
        SimulatorOptions options = new() { PulseGranularity = NtpDuration.FromMicroseconds(2), EdgeJitter = default, LateTail = default };
        ReceiverBench bench = new ReceiverBench(options).Run(60);

        // The edge falls on a whole nanosecond, so half of one is left.
        Assert.All(bench.Listener.Pulses, p => Assert.Equal(-0.3, p.Offset.TotalSeconds, 2e-9));
    }

    [Fact]
    public void OnBytes_FixLost_SaysSoAndStopsLabelling()
    {
        SimulatedOutage outage = new(SimulatedOutageKind.NoFix, NtpDuration.FromSeconds(20), Ten);
        ReceiverBench bench = new ReceiverBench(new() { Outages = [outage] }).Run(60);

        Assert.Contains(bench.Listener.Health, h => h is { State: ReceiverState.NoFix } && h.Reason.StartsWith("no fix: 0 satellites used, 8 in view", StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Listener.Pulses, p => IsBetween(p, 20.5, 29.5));
        Assert.Equal(ReceiverState.Paired, bench.Logic.Health.State);
    }

    [Fact]
    public void OnBytes_PulseLost_SaysSoAndPairsAgain()
    {
        SimulatedOutage outage = new(SimulatedOutageKind.NoPulse, NtpDuration.FromSeconds(20), Ten * 2);
        ReceiverBench bench = new ReceiverBench(new() { Outages = [outage] }).Run(60);

        Assert.Equal(
            [
                ReceiverState.NoTime, ReceiverState.Pairing, ReceiverState.Paired,
                ReceiverState.NoPulse, ReceiverState.Pairing, ReceiverState.Paired,
            ],
            bench.Listener.States);
    }

    [Fact]
    public void OnBytes_MessagesLost_SaysSilentAndStopsLabelling()
    {
        SimulatedOutage outage = new(SimulatedOutageKind.NoMessages, NtpDuration.FromSeconds(20), Ten);
        ReceiverBench bench = new ReceiverBench(new() { Outages = [outage] }).Run(60);

        ReceiverHealth silent = bench.Listener.Health.First(h => h.State is ReceiverState.Silent);
        Assert.StartsWith("no bytes on /dev/ttyTEST for 5 s", silent.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Listener.Pulses, p => IsBetween(p, 25.5, 29.5));
        Assert.Equal(0, bench.Logic.Health.Disagreements);
    }

    [Fact]
    public void OnBytes_Garbled_SuspectsTheBaudRate()
    {
        ReceiverBench bench = new(new SimulatorOptions()) { Line = bytes => [.. bytes.Select(b => unchecked((byte)(b * 37)))] };
        bench.Run(20);

        Assert.Equal(ReceiverState.Unintelligible, bench.Logic.Health.State);
        Assert.Equal("bytes on /dev/ttyTEST, but no valid message at 38400 baud", bench.Logic.Health.Reason);
    }

    [Fact]
    public void OnBytes_NoPulseInput_GivesCoarseOffsetsWithinTheirUncertainty()
    {
        SimulatedOutage outage = new(SimulatedOutageKind.NoPulse, NtpDuration.Zero, Ten * 10);
        ReceiverBench bench = new ReceiverBench(new() { Outages = [outage] }, hasPulseInput: false).Run(10);

        Assert.Equal(10, bench.Listener.Coarse.Count);
        Assert.All(bench.Listener.Coarse, c => Assert.Equal(-0.3, c.Offset.TotalSeconds, c.Uncertainty.TotalSeconds));
        Assert.Equal(ReceiverState.NoPulseInput, bench.Logic.Health.State);
    }

    [Fact]
    public void OnBytes_MissingPulses_CountsThem()
    {
        ReceiverBench bench = new ReceiverBench(new() { MissingPulses = 0.1 }).Run(300);

        Assert.InRange(bench.Logic.Health.MissingPulses, 10, 60);
        Assert.All(bench.Listener.Pulses, p => Assert.Equal(-0.3, p.Offset.TotalSeconds, 2e-5));
        Assert.Equal(0, bench.Logic.Health.Disagreements);
    }

    [Theory]
    [InlineData(true, "no pulse on test pulse: the line stays high")]
    [InlineData(false, "no pulse on test pulse: the line stays low")]
    [InlineData(null, "no pulse on test pulse")]
    public void OnNoEdge_LevelOfTheLine_IsInTheSentence(bool? isHigh, string sentence)
    {
        SimulatedOutage outage = new(SimulatedOutageKind.NoPulse, NtpDuration.Zero, Ten * 10);
        ReceiverBench bench = new ReceiverBench(new() { Outages = [outage] }).Run(10);
        bench.Logic.OnNoEdge(new PulseSourceHealth { IsHigh = isHigh, Note = "changed, so that it is told at once" });
        Assert.Equal((ReceiverState.NoPulse, sentence), (bench.Logic.Health.State, bench.Logic.Health.Reason));
    }

    [Fact]
    public void OnPulseInput_Problem_IsTheReasonUntilItIsSolved()
    {
        ReceiverBench bench = new ReceiverBench(new()).Run(2);
        bench.Logic.OnPulseInput(new DeviceProblem(DeviceProblemKind.Other, "it is on fire"));
        bench.Run(2);
        Assert.Equal(ReceiverState.PulseUnavailable, bench.Logic.Health.State);
        Assert.Equal("test pulse cannot be used: it is on fire", bench.Logic.Health.Reason);

        bench.Logic.OnPulseInput(null);
        Assert.NotEqual(ReceiverState.PulseUnavailable, bench.Run(1).Logic.Health.State);
    }

    [Fact]
    public void Health_SimulatedReceiver_SaysSoInEverySnapshot()
    {
        ReceiverBench bench = new ReceiverBench(new()).Run(10);
        Assert.NotEmpty(bench.Listener.Health);
        Assert.All(bench.Listener.Health, h => Assert.True(h.IsSimulated));
    }

    private static bool IsBetween(LabelledPulse pulse, double from, double to) =>
        (pulse.Second - ReceiverBench.Start).TotalSeconds is double at && at > from && at < to;
}
