using System.Linq;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>The gate as it works within the pairing.</summary>
public sealed class TimeGateTests
{
    [Fact]
    public void OnTime_DateBeforeTheRelease_IsRefusedByName()
    {
        PairingBench bench = new(PairingBench.Utc(2026, 11, 22, 4, 0, 0) - NtpDuration.FromSeconds(1024 * 7 * 86_400));
        for (int second = 0; second < 10; second++)
        {
            bench.Second(second, 0.1);
        }

        bench.Run();
        Assert.Equal(TimeRefusal.BeforeRelease, bench.Pairing.Refusal);
        Assert.Empty(bench.Pulses);
        Assert.Empty(bench.Coarse);
    }

    [Fact]
    public void OnFix_Lost_StopsLabelsAtOnceAndResumesWithTheFix()
    {
        PairingBench bench = new();
        for (int second = 0; second < 60; second++)
        {
            bool hasFix = second is < 20 or >= 40;
            bench.Edge(second);
            bench.Message(second + 0.1, second, r => r with { Valid = hasFix });
            FixReport fix = new(MessageKind.Gga, hasFix ? FixKind.ThreeDimensional : FixKind.None, 3);
            bench.Plan(second + 0.2, () => bench.Pairing.OnFix(fix));
        }

        bench.Run();
        Assert.DoesNotContain(bench.Pulses, p => p.Edge.At > PairingBench.At(20.5) && p.Edge.At < PairingBench.At(40.5));
        Assert.Equal(16 + 18, bench.Pulses.Count);
        Assert.Equal(0, bench.LabelErrors.First());
    }

    [Theory]
    [InlineData("firmware default", LeapSource.FirmwareDefault, 18, TimeRefusal.FirmwareLeapSeconds)]
    [InlineData("count not valid", LeapSource.Gps, null, TimeRefusal.FirmwareLeapSeconds)]
    [InlineData("from the satellites", LeapSource.Gps, 18, TimeRefusal.None)]
    public void OnLeap_Source_DecidesWhetherTheTimeIsUsed(string why, LeapSource source, int? leapSeconds, TimeRefusal refusal)
    {
        PairingBench bench = new();
        bench.Plan(0, () => bench.Pairing.OnLeap(new LeapReport(leapSeconds, source, 0, null, PairingBench.At(0))));
        bench.Message(0.5, 0);
        Assert.True(bench.Run().Pairing.Refusal == refusal, why);
    }

    [Fact]
    public void OnTime_UtcUnknownByOneMessage_IsNotOpenedByAnotherThatDoesNotTell()
    {
        PairingBench bench = new();
        bench.Message(0.1, 0, r => r with { Kind = MessageKind.NavTimeUtc, UtcKnown = false });
        bench.Message(0.2, 0);
        Assert.Equal(TimeRefusal.UtcUnknown, bench.Run().Pairing.Refusal);
    }

    [Fact]
    public void OnTime_NotValidWithinTheBurst_IsNotOpenedByAnotherMessageOfIt()
    {
        PairingBench bench = new();
        bench.Message(0.1, 0, r => r with { Valid = false });
        bench.Message(0.1, 0, r => r with { Kind = MessageKind.Zda });
        Assert.Equal(TimeRefusal.NotValid, bench.Run().Pairing.Refusal);
    }
}
