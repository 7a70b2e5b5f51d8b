using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>What the gate makes of the receiver's leap seconds.</summary>
public sealed class LeapEvidenceTests
{
    private static readonly PosixTime AfterExpiry = LeapSecondTable.Shipped.Expires + NtpDuration.FromSeconds(86_400);

    [Theory]
    [InlineData("firmware default, which the M9N always calls 18", LeapSource.FirmwareDefault, 18, TimeRefusal.FirmwareLeapSeconds)]
    [InlineData("count not valid", LeapSource.Unknown, null, TimeRefusal.FirmwareLeapSeconds)]
    [InlineData("difference to GLONASS", LeapSource.GpsGlonassDifference, 18, TimeRefusal.None)]
    [InlineData("GPS", LeapSource.Gps, 18, TimeRefusal.None)]
    [InlineData("Galileo", LeapSource.Galileo, 18, TimeRefusal.None)]
    [InlineData("BeiDou", LeapSource.BeiDou, 18, TimeRefusal.None)]
    [InlineData("not said, as the table", LeapSource.Unknown, 18, TimeRefusal.None)]
    [InlineData("not said, not as the table", LeapSource.Unknown, 17, TimeRefusal.LeapSecondsContradict)]
    [InlineData("GPS, not as the table", LeapSource.Gps, 17, TimeRefusal.LeapSecondsContradict)]
    [InlineData("GPS, a leap second that the table rules out", LeapSource.Gps, 19, TimeRefusal.LeapSecondsContradict)]
    public void OnLeap_SourceAndCount_DecideWhetherTheTimeIsUsed(string what, LeapSource source, int? count, TimeRefusal expected)
    {
        GateBench bench = new() { ClockAhead = null };
        bench.Gate.OnLeap(Leap(source, count));
        Assert.True(bench.Ubx() == expected, what);
    }

    [Theory]
    [InlineData("GPS knows better", LeapSource.Gps, 19, TimeRefusal.None)]
    [InlineData("who does not say where from must agree", LeapSource.Unknown, 19, TimeRefusal.LeapSecondsContradict)]
    [InlineData("and does", LeapSource.Unknown, 18, TimeRefusal.None)]
    public void OnLeap_TableExpired_LeavesTheWordToTheSatellites(string what, LeapSource source, int count, TimeRefusal expected)
    {
        GateBench bench = new(AfterExpiry);
        bench.Gate.OnLeap(Leap(source, count));
        Assert.True(bench.Ubx() == expected, what);
    }

    [Fact]
    public void Judge_TimeGpsDoesNotKnow_IsNotOpenedByTimeUtc()
    {
        GateBench bench = new();
        bench.Add(MessageKind.NavTimeGps, valid: true, utcKnown: false);
        Assert.Equal(TimeRefusal.UtcUnknown, bench.Ubx(10));
        bench.Add(MessageKind.NavTimeGps, utcKnown: true, leapSeconds: 18);
        Assert.Equal(TimeRefusal.None, bench.Gate.Refusal);
    }

    [Fact]
    public void Judge_TwoMessagesWithTwoCounts_Refuses()
    {
        // After the expiry, so that the table has no word in it.
        GateBench bench = new(AfterExpiry);
        bench.Gate.OnLeap(Leap(LeapSource.Gps, 19));
        bench.Add(MessageKind.NavTimeGps, utcKnown: true, leapSeconds: 18);
        Assert.Equal(TimeRefusal.LeapSecondsContradict, bench.Gate.Refusal);
    }

    [Fact]
    public void Judge_CountAMomentAheadOfALeapSecond_IsNoContradiction()
    {
        GateBench bench = new(PairingBench.Utc(2016, 12, 31, 23, 59, 30), new PairingOptions { NotBefore = default });
        bench.Gate.OnLeap(Leap(LeapSource.Gps, 18));
        Assert.Equal(TimeRefusal.None, bench.Ubx(20));
    }

    [Fact]
    public void Judge_CountADayAheadOfALeapSecond_IsAContradiction()
    {
        GateBench bench = new(PairingBench.Utc(2016, 12, 31, 0, 0, 0), new PairingOptions { NotBefore = default });
        bench.Gate.OnLeap(Leap(LeapSource.Gps, 18));
        Assert.Equal(TimeRefusal.LeapSecondsContradict, bench.Ubx());
    }

    private static LeapReport Leap(LeapSource source, int? count) => new(count, source, 0, null, PairingBench.At(0));
}
