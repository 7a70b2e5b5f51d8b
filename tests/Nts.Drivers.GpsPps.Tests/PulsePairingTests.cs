using System.Linq;
using Nts.Gnss;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

public sealed class PulsePairingTests
{
    [Theory]
    [InlineData("fast binary receiver", 0.02)]
    [InlineData("u-blox", 0.07)]
    [InlineData("slow port", 0.35)]
    [InlineData("MTK3339, on the ambiguity of nearest-second pairing", 0.5)]
    [InlineData("MTK3339", 0.51)]
    [InlineData("long burst", 0.7)]
    [InlineData("just before the next edge", 0.95)]
    public void OnEdge_AnyUsualDelay_LabelsAllButTheFirstFive(string receiver, double delay)
    {
        PairingBench bench = new();
        for (int second = 0; second < 40; second++)
        {
            bench.Second(second, delay);
        }

        bench.Run();
        Assert.Equal(35, bench.Pulses.Count);
        Assert.True(bench.LabelErrors.First() == 0, receiver);
        Assert.Equal(PairingState.Paired, bench.Pairing.State);
        Assert.Equal(delay, bench.Pairing.MeasuredSerialDelay!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void OnEdge_RandomDelayAroundMtk3339_LabelsRight()
    {
        Seeded random = Seeded.Create();
        PairingBench bench = new();
        for (int second = 0; second < 200; second++)
        {
            bench.Second(second, 0.51 + (0.2 * (random.NextDouble() - 0.5)));
        }

        bench.Run();
        Assert.True(bench.LabelErrors.First() == 0 && bench.Pulses.Count == 195, random.ToString());
    }

    [Fact]
    public void OnEdge_ClockBehind_OffsetIsPositive()
    {
        PairingBench bench = new();
        for (int second = 0; second < 7; second++)
        {
            bench.Second(second, 0.1);
        }

        Assert.All(bench.Run().Pulses, pulse => Assert.Equal(PairingBench.ClockBehind, pulse.Offset.TotalSeconds, 8));
    }

    [Fact]
    public void OnTime_BurstSlipsPastTheNextEdge_BelongsToTheEdgeBefore()
    {
        PairingBench bench = new();
        for (int second = 0; second < 60; second++)
        {
            bench.Second(second, second is 30 or 35 or 36 ? 1.08 : 0.9);
        }

        bench.Run();
        Assert.Equal(0, bench.Pairing.Disagreements);
        Assert.Equal(55, bench.Pulses.Count);
        Assert.Equal(0, bench.LabelErrors.First());
    }

    [Fact]
    public void OnTime_BurstSlipsBeforeTheDelayIsKnown_NeverMislabels()
    {
        PairingBench bench = new();
        for (int second = 0; second < 30; second++)
        {
            bench.Second(second, second is 3 or 9 ? 1.1 : 0.9);
        }

        bench.Run();
        Assert.Equal(0, bench.LabelErrors.First());
        Assert.NotEmpty(bench.Pulses);
    }

    [Fact]
    public void OnTime_MessageOvertakesItsEdge_IsPairedAllTheSame()
    {
        PairingBench bench = new();
        for (int second = 0; second < 40; second++)
        {
            bench.Edge(second, deliveredAt: second + 0.05);
            bench.Message(second + 0.03, second);
        }

        bench.Run();
        Assert.Equal(35, bench.Pulses.Count);
        Assert.Equal(0, bench.LabelErrors.First());
        Assert.Equal(0.03, bench.Pairing.MeasuredSerialDelay!.Value.TotalSeconds, 6);
    }

    [Theory]
    [InlineData("at the edge", 0.004)]
    [InlineData("just before the next", 0.99)]
    public void OnTime_DelayNearAWholeSecond_RefusesToLabelFromMessagesAlone(string why, double delay)
    {
        PairingBench bench = new();
        for (int second = 0; second < 30; second++)
        {
            bench.Second(second, delay);
        }

        bench.Run();
        Assert.True(bench.Pulses.Count == 0, why);
        Assert.Equal(PairingState.AmbiguousDelay, bench.Pairing.State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(-619_315_200)]
    [InlineData(18)]
    public void OnTime_ReceiverJumpsByWholeSeconds_RaisesTheAlarmAndNeverFollows(long seconds)
    {
        PairingBench bench = new(options: new PairingOptions { NotBefore = default });
        for (int second = 0; second < 60; second++)
        {
            bench.Edge(second);
            bench.Message(second + 0.1, second is >= 30 and < 45 ? second + seconds : second);
        }

        bench.Run();
        Assert.Equal(0, bench.LabelErrors.First());
        Assert.Contains(PairingState.Disagreement, bench.States);
        Assert.Equal(15, bench.Pairing.Disagreements);
        Assert.Equal(seconds, bench.Pairing.DisagreementSeconds);
        Assert.Equal(26 + 10, bench.Pulses.Count);
        Assert.DoesNotContain(bench.Pulses, p => p.Edge.At > PairingBench.At(30.5) && p.Edge.At < PairingBench.At(49.5));
        Assert.DoesNotContain(bench.Coarse, c => c.At > PairingBench.At(30) && c.At < PairingBench.At(45));
        Assert.Equal(PairingState.Paired, bench.Pairing.State);
    }

    [Theory]
    [InlineData("receiver shows 60", 0)]
    [InlineData("receiver shows 59 twice", -1)]
    [InlineData("receiver shows 00 twice", 0)]
    public void OnTime_LeapSecondInserted_FollowsWithoutAWrongLabel(string receiver, int during)
    {
        // Bench second 20 is 23:59:60; from then on UTC lags the bench's time by one second.
        PairingBench bench = new(PairingBench.Utc(2026, 12, 31, 23, 59, 40));
        for (int second = 0; second < 60; second++)
        {
            bench.Edge(second);
            int shown = second < 20 ? second : second == 20 ? second + during : second - 1;
            bench.Message(second + 0.5, shown);
        }

        bench.Run();
        Assert.All(bench.Pulses, p => Assert.Equal(p.Edge.At > PairingBench.At(20) ? -1 : 0, bench.LabelError(p)));
        Assert.True(bench.Pairing.LeapSeconds == 1, receiver);
        Assert.Equal(0, bench.Pairing.Disagreements);
        Assert.InRange(bench.Pulses.Count, 37, 39);
    }

    [Fact]
    public void OnTime_LeapSecondDeleted_FollowsWithoutAWrongLabel()
    {
        PairingBench bench = new(PairingBench.Utc(2026, 12, 31, 23, 59, 40));
        for (int second = 0; second < 60; second++)
        {
            bench.Edge(second);
            bench.Message(second + 0.5, second < 19 ? second : second + 1);
        }

        bench.Run();
        Assert.All(bench.Pulses, p => Assert.Equal(p.Edge.At >= PairingBench.At(19) ? 1 : 0, bench.LabelError(p)));
        Assert.Equal(-1, bench.Pairing.LeapSeconds);
    }

    [Fact]
    public void OnEdge_MessagesStop_LabelsStopAfterFiveSeconds()
    {
        PairingBench bench = new();
        for (int second = 0; second < 40; second++)
        {
            if (second < 20)
            {
                bench.Second(second, 0.1);
            }

            bench.Edge(second);
        }

        bench.Run();
        Assert.Equal(PairingBench.At(24), bench.Pulses[^1].Edge.At);
        Assert.Equal(PairingState.NoTime, bench.Pairing.State);
    }

    [Fact]
    public void OnTime_FiveEpochsASecond_UsesOnlyTheWholeSeconds()
    {
        PairingBench bench = new();
        for (int epoch = 0; epoch < 200; epoch++)
        {
            if (epoch % 5 == 0)
            {
                bench.Edge(epoch / 5.0);
            }

            bench.Message((epoch / 5.0) + 0.09, (epoch / 5.0) + 0.02);
        }

        bench.Run();
        Assert.Equal(35, bench.Pulses.Count);
        Assert.Equal(0, bench.LabelErrors.First());
    }

    [Fact]
    public void OnTime_WithoutPulses_GivesTheOffsetWithinHalfASecond()
    {
        PairingBench bench = new();
        bench.Message(0.12, 0);
        bench.Message(0.12, 0);
        CoarseObservation coarse = Assert.Single(bench.Run().Coarse);
        Assert.Equal(PairingBench.ClockBehind + 0.5 - 0.12, coarse.Offset.TotalSeconds, 6);
        Assert.Equal(0.5, coarse.Uncertainty.TotalSeconds);
    }

    [Fact]
    public void OnTime_DelayMeasured_GivesTheOffsetWithinTheSpread()
    {
        PairingBench bench = new();
        for (int second = 0; second < 40; second++)
        {
            bench.Second(second, second % 2 == 0 ? 0.12 : 0.13);
        }

        CoarseObservation coarse = bench.Run().Coarse[^1];
        Assert.Equal(PairingBench.ClockBehind, coarse.Offset.TotalSeconds, 1e-2);
        Assert.InRange(coarse.Uncertainty.TotalSeconds, 0.01, 0.03);
    }

    [Theory]
    [InlineData("UTC base", true, 0)]
    [InlineData("GPS base", false, 18)]
    public void OnPulseReport_BeforeTheEdge_LabelsItEvenWhenTheDelayIsAmbiguous(string why, bool isUtc, int ahead)
    {
        PairingBench bench = new();
        bench.Plan(0, () => bench.Pairing.OnLeap(new LeapReport(18, LeapSource.Gps, 0, null, PairingBench.At(0))));
        for (int second = 0; second < 20; second++)
        {
            bench.Second(second, 0.99);
            PlanPulseReport(bench, second + 0.6, second + 1 + ahead, isUtc, null);
        }

        bench.Run();
        Assert.True(bench.Pulses.Count == 15 && bench.LabelErrors.First() == 0, why);
    }

    [Fact]
    public void OnPulseReport_QuantizationError_IsSubtractedFromTheSecond()
    {
        PairingBench bench = new(options: new PairingOptions { CableDelay = NtpDuration.FromNanoseconds(50) });
        for (int second = 0; second < 10; second++)
        {
            bench.Second(second, 0.1);
            PlanPulseReport(bench, second + 0.1, second + 1, true, 10_000);
        }

        Assert.All(bench.Run().Pulses, p => Assert.Equal(50 - 10, p.Second.SubsecondNanoseconds));
    }

    private static void PlanPulseReport(PairingBench bench, double at, double epoch, bool isUtc, int? quantization) => bench.Plan(at, () =>
    {
        long sinceGpsEpoch = bench.TrueTime(PairingBench.At(epoch)).WholeSeconds - 315_964_800;
        NtpDuration timeOfWeek = NtpDuration.FromSeconds(sinceGpsEpoch % 604_800);
        int week = (int)(sinceGpsEpoch / 604_800);
        bench.Pairing.OnPulseReport(new PulseReport(timeOfWeek, week, isUtc, true, quantization, PairingBench.At(at)));
    });
}
