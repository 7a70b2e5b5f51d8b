using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>How the gate comes to believe a receiver that cannot say whether it knows UTC.</summary>
public sealed class ConfirmationTests
{
    [Fact]
    public void Judge_ClockAgrees_OpensWithTheFirstMessage() => Assert.Equal(TimeRefusal.None, new GateBench().Nmea());

    [Theory]
    [InlineData("behind, just within half a second", -0.499, TimeRefusal.None)]
    [InlineData("ahead, just within half a second", 0.499, TimeRefusal.None)]
    [InlineData("behind by more", -0.501, TimeRefusal.Unconfirmed)]
    [InlineData("ahead by more", 0.501, TimeRefusal.Unconfirmed)]
    [InlineData("a wrong leap second", 1, TimeRefusal.Unconfirmed)]
    [InlineData("hours", 7200, TimeRefusal.Unconfirmed)]
    public void Judge_ClockBesideTheReceiver_AgreesWithinHalfASecond(string what, double clockAhead, TimeRefusal expected) =>
        Assert.True(new GateBench { ClockAhead = clockAhead }.Nmea(10) == expected, what);

    [Fact]
    public void Judge_NobodyElseKnowsTheTime_OpensAfterTwelveAndAHalfMinutesOfFix()
    {
        GateBench bench = new() { ClockAhead = null };
        Assert.Equal(TimeRefusal.Unconfirmed, bench.Nmea(750));
        Assert.Null(bench.Gate.AheadOfClock);
        Assert.Equal(749, bench.Gate.Tracked.TotalSeconds, 6);
        Assert.Equal(TimeRefusal.None, bench.Nmea());
    }

    [Fact]
    public void Judge_FixLostOnTheWay_CountsTheMinutesAnew()
    {
        GateBench bench = new() { ClockAhead = null };
        bench.Nmea(700);
        bench.Gate.OnFix(FixKind.None);
        bench.Nmea(1);
        bench.Gate.OnFix(FixKind.ThreeDimensional);
        Assert.Equal(TimeRefusal.Unconfirmed, bench.Nmea(750));
        Assert.Equal(TimeRefusal.None, bench.Nmea());
    }

    [Fact]
    public void Judge_ReceiverCorrectsItself_CountsTheMinutesAnew()
    {
        GateBench bench = new() { ClockAhead = null, ReceiverAhead = 1 };
        bench.Nmea(700);
        bench.ReceiverAhead = 0;
        Assert.Equal(TimeRefusal.Unconfirmed, bench.Nmea(750));
        Assert.Equal(TimeRefusal.None, bench.Nmea());
    }

    [Fact]
    public void Judge_SilenceOnTheWay_CountsTheMinutesAnew()
    {
        GateBench bench = new() { ClockAhead = null };
        bench.Nmea(700);
        for (int second = 0; second < 10; second++)
        {
            bench.Pass();
        }

        Assert.Equal(TimeRefusal.Unconfirmed, bench.Nmea(750));
    }

    [Fact]
    public void Judge_ClockAgreedForFiveSeconds_IsNotAskedAnyMore()
    {
        GateBench bench = new();
        bench.Nmea(5);
        bench.ClockAhead = 3;
        Assert.Equal(TimeRefusal.None, bench.Nmea(5));
    }

    [Fact]
    public void Judge_ClockAgreedForFourSeconds_IsAskedOn()
    {
        GateBench bench = new();
        bench.Nmea(4);
        bench.ClockAhead = 3;
        Assert.Equal(TimeRefusal.Unconfirmed, bench.Nmea());
    }

    [Fact]
    public void Judge_AfterALossOfTheFix_AsksAnew()
    {
        // A receiver that was switched off meanwhile may have forgotten its leap seconds; the clock that it has set has not.
        GateBench bench = new();
        bench.Nmea(20);
        bench.Nmea(20, valid: false);
        bench.ReceiverAhead = -1;
        Assert.Equal(TimeRefusal.Unconfirmed, bench.Nmea(20));
        bench.ReceiverAhead = 0;
        Assert.Equal(TimeRefusal.None, bench.Nmea(5));
    }

    [Fact]
    public void Judge_GpsTimeSaidToBeUtc_IsNeverBelieved()
    {
        // As the Oncore of the captures: 18 s ahead, status good, long after it could have known better.
        GateBench bench = new() { ReceiverAhead = 18 };
        Assert.Equal(TimeRefusal.GpsTimeForUtc, bench.Nmea(2000));
        Assert.Equal(18, bench.Gate.AheadOfClock!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void Judge_ReceiverThatKnowsUtc_NeedsNobody() => Assert.Equal(TimeRefusal.None, new GateBench { ClockAhead = null }.Ubx());

    [Fact]
    public void Judge_NavPvtAlone_NeedsConfirmation()
    {
        // "Fully resolved" says nothing about where the leap seconds come from.
        Assert.Equal(TimeRefusal.Unconfirmed, new GateBench { ClockAhead = null }.Say(MessageKind.NavPvt));
        Assert.Equal(TimeRefusal.None, new GateBench().Say(MessageKind.NavPvt));
    }

    [Fact]
    public void Judge_WithoutAPulse_OpensButDoesNotBelieveForGood()
    {
        GateBench bench = new();
        for (int second = 0; second < 20; second++)
        {
            TimeReport report = new(MessageKind.Rmc, bench.Now, true, null, null, false, PairingBench.At(second), PairingBench.At(second));
            Assert.Equal(TimeRefusal.None, bench.Gate.Judge(ref report, new LocalReading(bench.Now - NtpDuration.FromMilliseconds(900), NtpDuration.FromMilliseconds(500))));
            bench.Pass();
        }

        bench.ClockAhead = 3;
        Assert.Equal(TimeRefusal.Unconfirmed, bench.Nmea());
    }
}
