using System;
using System.Linq;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>What it takes to believe which second a pulse marks where two streams alone cannot tell.</summary>
public sealed class PairingEvidenceTests
{
    [Theory]
    [InlineData("delay of 70 ms", 0.07, 0, PairingState.Paired)]
    [InlineData("at the edge", 0.004, 0, PairingState.Paired)]
    [InlineData("just before the next", 0.99, 0, PairingState.Paired)]
    [InlineData("delay above one second", 1.2, 0, PairingState.WitnessContradicts)]
    [InlineData("witness one second off", 0.07, 1, PairingState.WitnessContradicts)]
    [InlineData("pulse captured at its end, of 150 ms", 0.3, -0.15, PairingState.PulseBesideSecond)]
    public void OnTime_WithWitness_LabelsOnlyWhatItConfirms(string why, double delay, double witnessAhead, PairingState state)
    {
        PairingBench bench = Witnessed(witnessAhead, 0.1);
        for (int second = 0; second < 30; second++)
        {
            Second(bench, second, delay);
        }

        bench.Run();
        Assert.True(bench.Pairing.State == state, $"{why}: {bench.Pairing.State}");
        Assert.Equal(state is PairingState.Paired, bench.Pulses.Count > 0);
        Assert.DoesNotContain(bench.LabelErrors, error => error != 0);
    }

    [Fact]
    public void OnTime_WitnessTooUnsure_IsNotHeard()
    {
        PairingBench bench = Witnessed(3, 0.41);
        for (int second = 0; second < 30; second++)
        {
            bench.Second(second, 0.07);
        }

        Assert.NotEmpty(bench.Run().Pulses);
    }

    [Theory]
    [InlineData("no witness", false, PairingState.BusyLine)]
    [InlineData("a witness", true, PairingState.Paired)]
    public void OnTime_LineNeverSilent_IsBelievedWithAWitnessOnly(string why, bool hasWitness, PairingState state)
    {
        PairingBench bench = hasWitness ? Witnessed(0, 0.1) : new PairingBench();
        bench.Pairing.IsLineBusy = true;
        for (int second = 0; second < 30; second++)
        {
            bench.Second(second, 0.4);
        }

        Assert.True(bench.Run().Pairing.State == state, why);
        Assert.Equal(hasWitness, bench.Pulses.Count > 0);
    }

    [Theory]
    [InlineData("second inserted", 1)]
    [InlineData("second left out", -1)]
    [InlineData("nothing happens", 0)]
    public void OnEdge_LeapSecondScheduled_LabelsAcrossMidnight(string why, int change)
    {
        // Bench second 20 is 23:59:60, or 00:00:00; with one left out, 19 is 00:00:00.
        PairingBench bench = new(PairingBench.Utc(2026, 12, 31, 23, 59, 40));
        PosixTime midnight = PairingBench.Utc(2027, 1, 1, 0, 0, 0);
        bench.Pairing.OnSchedule(new LeapSchedule(change, change == 0 ? default : midnight, midnight + NtpDuration.FromSeconds(86_400)));
        for (int second = 0; second < 40; second++)
        {
            bench.Edge(second);
            bench.Message(second + 0.5, second - Passed(second));
        }

        bench.Run();
        Assert.All(bench.Pulses, p => Assert.Equal(-Passed(SecondOf(p)), bench.LabelError(p)));
        Assert.DoesNotContain(bench.Pulses, p => (change == 1 && SecondOf(p) == 20) || (change == -1 && SecondOf(p) == 19));
        Assert.True(bench.Pulses.Count == (change == 0 ? 35 : 34), why);
        Assert.Equal(0, bench.Pairing.Disagreements);

        int Passed(int second) => (change > 0 && second > 20) || (change < 0 && second >= 19) ? change : 0;
    }

    [Theory]
    [InlineData("high for 100 ms", EdgeDirection.Rising, EdgeDirection.Falling)]
    [InlineData("low for 100 ms", EdgeDirection.Falling, EdgeDirection.Rising)]
    public void OnEdge_BothEdgesOfAPulse_LabelsItsBeginning(string why, EdgeDirection begins, EdgeDirection ends)
    {
        PairingBench bench = new();
        bench.Edge(-0.9, direction: ends);
        for (int second = 0; second < 30; second++)
        {
            bench.Edge(second, direction: begins);
            bench.Edge(second + 0.1, direction: ends);
            bench.Message(second + 0.3, second);
        }

        bench.Run();
        Assert.True(bench.Pulses.Count > 20, why);
        Assert.Equal(0, bench.LabelErrors.First());
        Assert.Equal(30, bench.Pairing.Edges(EdgeVerdict.Trailing));
    }

    [Fact]
    public void OnEdge_SequenceHasAGap_CountsTheLostEdges()
    {
        PulseTrain train = new();
        foreach (uint sequence in (uint[])[uint.MaxValue, 0, 1, 4, 5, 1_000_000, 1_000_001])
        {
            train.Add(new PulseEdge(default, PairingBench.At(sequence % 100), sequence));
        }

        Assert.Equal(2, train.Lost);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(619_315_200)]
    public void OnEdge_ReceiverComesBackWithAnotherSecond_IsHeldAgainstTheLabelsBefore(long wrong)
    {
        PairingBench bench = new();
        for (int second = 0; second < 120; second++)
        {
            if (second is < 20 or >= 40)
            {
                bench.Edge(second);
                bench.Message(second + 0.1, second + (second is >= 40 and < 80 ? wrong : 0), r => r with { UtcKnown = true });
            }
        }

        bench.Run();
        Assert.Equal(0, bench.LabelErrors.First());
        Assert.DoesNotContain(bench.Pulses, p => SecondOf(p) is > 20 and < 84);
        Assert.Contains(bench.Pulses, p => SecondOf(p) > 100);
        Assert.Contains(PairingState.Disagreement, bench.States);
    }

    [Fact]
    public void OnTime_DelayVariesAcrossTheNextEdge_LabelsNothingWrong()
    {
        Random random = new(1);
        for (int life = 0; life < 200; life++)
        {
            PairingBench bench = new();
            for (int second = 0; second < 60; second++)
            {
                Second(bench, second, 0.99 + (0.06 * (random.NextDouble() - 0.5)));
            }

            Assert.DoesNotContain(bench.Run().LabelErrors, error => error != 0);
        }
    }

    /// <summary>As of a receiver that says that it knows UTC, so that the gate asks nobody else.</summary>
    private static void Second(PairingBench bench, int at, double delay)
    {
        bench.Edge(at);
        bench.Message(at + delay, at, r => r with { UtcKnown = true });
    }

    private static int SecondOf(LabelledPulse pulse) => (int)Math.Round((pulse.Edge.At - PairingBench.At(0)).TotalSeconds);

    private static PairingBench Witnessed(double ahead, double uncertainty)
    {
        PosixTime start = PairingBench.Utc(2026, 11, 22, 4, 0, 0);
        TimeWitness witness = new(start + NtpDuration.FromSeconds(ahead), PairingBench.At(0), NtpDuration.FromSeconds(uncertainty));
        return new PairingBench(start, new PairingOptions { Witness = witness });
    }
}
