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
    public void OnFix_Lost_StopsLabelsAtOnceAndResumesAfterFiveGoodSeconds()
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
        Assert.DoesNotContain(bench.Pulses, p => p.Edge.At > PairingBench.At(20.5) && p.Edge.At < PairingBench.At(44.5));
        Assert.Equal(16 + 14, bench.Pulses.Count);
        Assert.Equal(0, bench.LabelErrors.First());
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

    [Fact]
    public void Judge_Reopening_TakesFiveConsecutiveGoodSeconds()
    {
        GateBench bench = new();
        bench.Ubx(10);
        bench.Ubx(1, utcKnown: false);
        Assert.Equal(TimeRefusal.Settling, bench.Ubx(4));
        Assert.Equal(TimeRefusal.None, bench.Ubx());
    }

    [Fact]
    public void Judge_GoodSecondMissing_CountsAnew()
    {
        GateBench bench = new();
        bench.Ubx(10);
        bench.Ubx(1, utcKnown: false);
        bench.Ubx(4);
        bench.Pass();
        Assert.Equal(TimeRefusal.Settling, bench.Ubx(4));
        Assert.Equal(TimeRefusal.None, bench.Ubx());
    }

    [Fact]
    public void Judge_SeveralMessagesOfASecond_CountAsOne()
    {
        GateBench bench = new();
        bench.Ubx(10);
        bench.Ubx(1, utcKnown: false);
        for (int message = 0; message < 10; message++)
        {
            bench.Add(MessageKind.NavTimeUtc, utcKnown: true);
        }

        Assert.Equal(TimeRefusal.Settling, bench.Gate.Refusal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void OnFix_Flapping_ClosesOnceAndStaysClosed(int period)
    {
        GateBench bench = new();
        bench.Ubx(10);
        int openings = 0;
        for (int second = 0; second < 300; second++)
        {
            bench.Gate.OnFix(second % period == 0 ? FixKind.None : FixKind.ThreeDimensional);
            openings += bench.Ubx() is TimeRefusal.None ? 1 : 0;
        }

        Assert.Equal(0, openings);
    }

    [Theory]
    [InlineData("none seen", SpoofingState.None, JammingState.None, TimeRefusal.None)]
    [InlineData("not watched for", SpoofingState.Unknown, JammingState.Unknown, TimeRefusal.None)]
    [InlineData("interference with a good fix", null, JammingState.Warning, TimeRefusal.None)]
    [InlineData("interference", null, JammingState.Critical, TimeRefusal.Jammed)]
    [InlineData("counterfeit by one sign", SpoofingState.Indicated, null, TimeRefusal.Spoofed)]
    [InlineData("counterfeit by several", SpoofingState.Affirmed, JammingState.Critical, TimeRefusal.Spoofed)]
    public void OnRadio_State_ClosesAtOnce(string what, SpoofingState? spoofing, JammingState? jamming, TimeRefusal expected)
    {
        GateBench bench = new();
        bench.Ubx(10);
        bench.Gate.OnRadio(new RadioReport(default, AntennaState.Ok, jamming, spoofing, null));
        Assert.True(bench.Gate.Refusal == expected, what);
        Assert.True(bench.Ubx(10) == expected, what);
    }

    [Fact]
    public void OnRadio_AnotherMessageThatDoesNotTell_LeavesItAsItWas()
    {
        GateBench bench = new();
        bench.Gate.OnRadio(new RadioReport(default, null, null, SpoofingState.Affirmed, null));
        bench.Gate.OnRadio(new RadioReport(default, AntennaState.Ok, JammingState.None, null, 3));
        Assert.Equal(TimeRefusal.Spoofed, bench.Ubx());
    }

    [Theory]
    [InlineData(AntennaState.Open)]
    [InlineData(AntennaState.Short)]
    public void OnRadio_AntennaFaultWithAFix_ClosesNothing(AntennaState antenna)
    {
        GateBench bench = new();
        bench.Gate.OnRadio(new RadioReport(default, antenna, null, null, null));
        Assert.Equal(TimeRefusal.None, bench.Ubx());
    }

    [Fact]
    public void OnPulseReport_NotLocked_ClosesUntilItIs()
    {
        GateBench bench = new();
        bench.Ubx(10);
        PulseReport pulse = new(NtpDuration.Zero, 0, true, true, null, PairingBench.At(0));
        bench.Gate.OnPulseReport(pulse with { IsUnlocked = true });
        Assert.Equal(TimeRefusal.PulseNotLocked, bench.Gate.Refusal);
        bench.Gate.OnPulseReport(pulse);
        Assert.Equal(TimeRefusal.Settling, bench.Ubx(4));
        Assert.Equal(TimeRefusal.None, bench.Ubx());
    }

    [Fact]
    public void Forget_OpenGate_KnowsNothingAndAsksAgain()
    {
        GateBench bench = new();
        bench.Gate.OnRadio(new RadioReport(default, null, null, SpoofingState.Affirmed, null));
        bench.Gate.Forget();
        Assert.Equal(TimeRefusal.NothingYet, bench.Gate.Refusal);
        bench.ClockAhead = 3;
        Assert.Equal(TimeRefusal.Unconfirmed, bench.Nmea());
    }

    [Fact]
    public void Judge_EpochWithinASecond_OpensNothing()
    {
        GateBench bench = new();
        bench.Add(MessageKind.Rmc, stated: NtpDuration.FromMilliseconds(400));
        Assert.Equal(TimeRefusal.NothingYet, bench.Gate.Refusal);
    }
}
