using System.Linq;
using Nts.Discipline;

namespace Nts.Simulation;

/// <summary>Why the lock goes from state to state in the outages and jumps of the scenario files.</summary>
public sealed class LockReasonTests
{
    [Fact]
    public void States_OfTenMinutesWithoutPulse_SayWhyAndWhen()
    {
        SimulationResult result = SimulationRun.Of(ScenarioRunTests.Read("301").Scenario, 1);
        Assert.Equal([LockReason.PulsesMissing, LockReason.PulsesReturned], result.States[^2..].Select(static s => s.Reason));
        Assert.InRange(result.States[^2].Second, 3609, 3611);
        Assert.InRange(result.States[^1].Second, 4203, 4206);
    }

    [Fact]
    public void States_OfHoursWithoutPulse_SayWhy() =>
        Assert.Equal(
            [LockReason.PulsesMissing, LockReason.BoundExceeded, LockReason.PulsesArrived, LockReason.Converged],
            SimulationRun.Of(ScenarioRunTests.Read("303").Scenario, 1).States[^4..].Select(static s => s.Reason));

    [Theory]
    [InlineData("311", false)]
    [InlineData("312", true)]
    [InlineData("313", true)]
    [InlineData("314", true)]
    [InlineData("315", true)]
    public void States_OfReceiverThatJumps_SayThatPulsesMoved(string scenario, bool moved) =>
        Assert.Equal(moved, SimulationRun.Of(ScenarioRunTests.Read(scenario).Scenario, 1).States.Any(static s => s.Reason is LockReason.PulsesMoved));
}
