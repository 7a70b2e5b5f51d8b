using System;
using Nts.Time;

namespace Nts.Simulation;

public sealed class OutageTests
{
    private const double Ageing = 1e-11;
    private const long Hour = 3600;

    private static readonly Scenario Old = new()
    {
        Seconds = 5 * Hour,
        Oscillator = new() { Wander = 0, Ageing = Ageing },
        Pulse = new() { Jitter = 20e-9 },
        Options = new() { StampUncertainty = NtpDuration.Zero, HoldoverLimit = NtpDuration.FromMilliseconds(100) },
        Receiver = new() { FirstPulse = 0, Outages = [new(2, 4), new(2 * Hour, 4 * Hour)] },
    };

    [Fact]
    public void Outages_CrystalThatAges_LastFrequencyKeptIsBehindByItsSquare()
    {
        SimulationResult result = SimulationRun.Of(Old, 1);
        OutageResult only = Assert.Single(result.Outages);
        Assert.Equal(new Stretch(2 * Hour, 4 * Hour), only.When);
        Assert.Equal(Ageing * 4 * Hour * Hour / 2, only.Kept, 10e-6);
        Assert.InRange(Math.Abs(only.Error), 0, only.Bound!.Value);
    }

    [Fact]
    public void Outages_MachineIsOffMeanwhile_NothingToCompare() =>
        Assert.Empty(SimulationRun.Of(Old with { Restarts = [new(3 * Hour, (3 * Hour) + 60)] }, 1).Outages);
}
