using System;
using System.Globalization;
using System.Linq;
using Nts.Discipline;
using Xunit.Abstractions;

namespace Nts.Simulation;

/// <summary>
/// Leap seconds an hour after the start, beyond what the scenario files 8xx can say: for how long nobody is served. True is what a right kernel clock reads: in an inserted second 23:59:59 once more.
/// Nobody is ever told a wrong second.
/// </summary>
public sealed class LeapSecondTests(ITestOutputHelper output)
{
    private const int Seeds = 2;
    private const long At = 3600;
    private const long Seconds = 7200;

    [Theory]
    [InlineData("inserted, known from the start", 1, 0)]
    [InlineData("left out, known from the start", -1, 0)]
    [InlineData("inserted, announced half an hour before", 1, 1800)]
    [InlineData("left out, announced ten seconds before", -1, At - 10)]
    public void LeapSecond_Announced_PassesUnnoticed(string why, int change, long announced) =>
        Measure(new() { Change = change, At = At, AnnouncedAt = announced }, why, (result, figures) =>
        {
            Assert.Equal([LockState.Coarse, LockState.Acquiring, LockState.Locked], result.States.Select(static s => s.State));
            Assert.True(result.MaxServed < 5e-6, figures);
            Assert.Equal((0L, 0L, 0L), (result.Last!.Pulses.Late, result.Last.Pulses.Early, result.Last.Pulses.Moved));
            Assert.InRange(Silent(result), 1, 3);
        });

    [Theory]
    [InlineData("inserted while the sky is gone", 1)]
    [InlineData("left out while the sky is gone", -1)]
    public void LeapSecond_AnnouncedAndInHoldover_IsCarriedOutWithoutPulses(string why, int change)
    {
        ReceiverModel receiver = new() { Outages = [new Stretch(At - 300, At + 300)] };
        Measure(new() { Change = change, At = At }, why, (result, figures) =>
        {
            Assert.Equal(LockReason.PulsesReturned, result.States[^1].Reason);
            Assert.InRange(Silent(result), 1, 5);
            Assert.Equal(0, result.Last!.Pulses.Moved);
        }, receiver);
    }

    [Theory]
    [InlineData("inserted, announced by the receiver and denied by the table", 1, 0, At - 1200, 22)]
    [InlineData("left out, announced by the receiver and denied by the table", -1, 0, At - 1200, 22)]
    [InlineData("inserted, announced by nobody", 1, -1, -1, 22)]
    [InlineData("left out, announced by nobody", -1, -1, -1, 22)]
    [InlineData("inserted, announced by nobody, and the labels jump at once", 1, -1, -1, 0)]
    [InlineData("left out, announced by nobody, and the labels jump at once", -1, -1, -1, 0)]
    [InlineData("inserted, announced too late for the kernel", 1, At - 2, -1, 0)]
    [InlineData("left out, announced too late for the kernel", -1, At - 2, -1, 0)]
    public void LeapSecond_NotKnownInTime_IsDoubtedUntilThePulsesShowIt(string why, int change, long announced, long denied, long unlabelled) =>
        Measure(new() { Change = change, At = At, AnnouncedAt = announced, DeniedAt = denied, Unlabelled = unlabelled }, why, (result, figures) =>
        {
            Assert.True(result.MaxServed < 20e-6, figures);
            Assert.Equal(5, result.Last!.Pulses.Moved);
            // Five pulses end a silence, and five show the leap second.
            Assert.InRange(Silent(result), 5, unlabelled + 13);
            Assert.DoesNotContain(LockState.Acquiring, result.States.Where(static s => s.Second > At).Select(static s => s.State));
        });

    [Fact]
    public void LeapSecond_NobodyKnowsAndThereIsNone_IsDoubtedUntilThePulsesComeBack() =>
        Measure(new() { Change = 0, At = At, AnnouncedAt = -1 }, "a month's end of which nobody knows anything", (result, figures) =>
        {
            Assert.Equal(0, result.Last!.Pulses.Moved);
            Assert.InRange(Silent(result), 20, 31);
        });

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void LeapSecond_NobodyKnowsWhereThereHasNeverBeenOne_IsNotDoubted(int month) =>
        Measure(new() { Change = 0, At = At, AnnouncedAt = -1, Month = month }, "an end of a month that is not June's or December's", (result, figures) =>
        {
            Assert.Equal(0, result.Last!.Pulses.Moved);
            Assert.Equal(0, Silent(result));
        });

    /// <summary>What it costs to rely on that: not to be had without either this or half a minute of silence at every end of a month.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void LeapSecond_NobodyKnowsWhereThereHasNeverBeenOneAndItComes_IsWrongUntilAPulseShowsIt(int change)
    {
        LeapSecondModel leap = new() { Change = change, At = At, AnnouncedAt = -1, Month = 4 };
        SimulationResult result = SimulationRun.Of(new() { Seconds = Seconds, LeapSecond = leap }, seed: 1);
        output.WriteLine($"{change}: dishonest {result.Dishonest} s, not served {Silent(result)} s, {result}");
        Assert.InRange(result.Dishonest, 1, leap.Unlabelled + 5);
        Assert.Equal(5, result.Last!.Pulses.Moved);
        Assert.InRange(Silent(result), 4, 10);
    }

    /// <summary>Seconds after the first lock in which clients were told that the clock is not synchronised.</summary>
    private static long Silent(SimulationResult result) => Seconds - result.LockedAt!.Value - result.Served;

    private void Measure(LeapSecondModel leap, string why, Action<SimulationResult, string> limits, ReceiverModel? receiver = null)
    {
        Scenario scenario = new() { Seconds = Seconds, LeapSecond = leap, Receiver = receiver ?? new() };
        for (int seed = 1; seed <= Seeds; seed++)
        {
            SimulationResult result = SimulationRun.Of(scenario, seed);
            string states = string.Join(", ", result.States.Select(static s => $"{s.Second} {s.State} ({s.Reason})"));
            string figures = string.Create(CultureInfo.InvariantCulture, $"{why}, seed {seed}: not served {Silent(result)} s, max served {result.MaxServed * 1e9:0} ns; {result}\n    {states}");
            output.WriteLine(figures);
            Assert.True(result.Dishonest == 0, figures);
            limits(result, figures);
        }
    }
}
