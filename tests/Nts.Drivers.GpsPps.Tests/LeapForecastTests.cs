using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

public sealed class LeapForecastTests
{
    private const long NtpToPosix = 2_208_988_800;
    private static readonly PosixTime Autumn = PairingBench.Utc(2027, 11, 22, 4, 0, 0);
    private static readonly PosixTime NewYear = PairingBench.Utc(2028, 1, 1, 0, 0, 0);
    private static readonly PosixTime Summer = PairingBench.Utc(2028, 7, 1, 0, 0, 0);

    [Theory]
    [InlineData("both, the same", 1, 1, 1)]
    [InlineData("both, the same, left out", -1, -1, -1)]
    [InlineData("the table alone: the satellites have months to learn it", 1, 0, 1)]
    [InlineData("the table alone, no word from the receiver", 1, null, 1)]
    [InlineData("nobody", 0, 0, 0)]
    [InlineData("nobody, no word from the receiver", 0, null, 0)]
    public void Decide_AgreementOrTableAlone_IsScheduled(string what, int byTable, int? byReceiver, int expected)
    {
        LeapForecast forecast = Decide(Autumn, Table(byTable), byReceiver, NewYear);
        Assert.True(forecast.Conflict is null, what);
        Assert.Equal(expected, forecast.Schedule.ChangeAt(NewYear));
    }

    [Theory]
    [InlineData("the receiver alone, where the table rules it out", 0, 1)]
    [InlineData("one inserts, the other leaves out", 1, -1)]
    public void Decide_Contradiction_IsSaidAndNotScheduled(string what, int byTable, int byReceiver)
    {
        LeapForecast forecast = Decide(Autumn, Table(byTable), byReceiver, NewYear);
        Assert.Equal(new LeapConflict(NewYear, byTable, byReceiver), forecast.Conflict);
        Assert.True(forecast.Schedule.ChangeAt(NewYear) is null, what);
        Assert.True(forecast.Schedule.IsDisputed);
        Assert.Equal(0, forecast.Schedule.ChangeAt(PairingBench.Utc(2027, 12, 1, 0, 0, 0)));
        Assert.Equal(LeapIndicator.None, forecast.Schedule.IndicatorAt(NewYear - NtpDuration.FromSeconds(3600)));
    }

    [Fact]
    public void Decide_SatellitesKnowNothingAWeekBefore_IsAContradiction()
    {
        NtpDuration week = NtpDuration.FromSeconds(7 * 86_400);
        Assert.Null(Decide(NewYear - week - NtpDuration.FromSeconds(1), Table(1), 0, NewYear).Conflict);
        LeapForecast forecast = Decide(NewYear - week, Table(1), 0, NewYear);
        Assert.Equal(new LeapConflict(NewYear, 1, 0), forecast.Conflict);
        Assert.Null(forecast.Schedule.ChangeAt(NewYear));
    }

    [Fact]
    public void Decide_ContradictionResolved_IsScheduled()
    {
        LeapForecast forecast = Decide(Autumn, Table(1), -1, NewYear);
        forecast.Take(Report(1, NewYear - Autumn, 60));
        forecast.Decide(Autumn + NtpDuration.FromSeconds(60), PairingBench.At(60), Table(1));
        Assert.Null(forecast.Conflict);
        Assert.False(forecast.Schedule.IsDisputed);
        Assert.Equal(1, forecast.Schedule.ChangeAt(NewYear));
    }

    [Fact]
    public void Decide_TableExpired_LeavesTheWordToTheReceiver()
    {
        LeapForecast forecast = Decide(Autumn, LeapSecondTable.Shipped, 1, NewYear);
        Assert.Null(forecast.Conflict);
        Assert.Equal(1, forecast.Schedule.ChangeAt(NewYear));
        Assert.Equal(LeapIndicator.InsertSecond, forecast.Schedule.IndicatorAt(NewYear - NtpDuration.FromSeconds(3600)));
    }

    [Fact]
    public void Decide_TableExpiredAndSatellitesAnnounceNothing_KnowsForADay()
    {
        PosixTime eve = NewYear - NtpDuration.FromSeconds(3600);
        Assert.Equal(0, Decide(eve, LeapSecondTable.Shipped, 0, NewYear).Schedule.ChangeAt(NewYear));
        Assert.Null(Decide(Autumn, LeapSecondTable.Shipped, 0, NewYear).Schedule.ChangeAt(NewYear));
    }

    [Fact]
    public void Decide_NobodyKnows_IsNotKnown() =>
        Assert.Null(Decide(NewYear - NtpDuration.FromSeconds(3600), LeapSecondTable.Shipped, null, NewYear).Schedule.ChangeAt(NewYear));

    [Theory]
    [InlineData("from SBAS, or not said where from", false, 18)]
    [InlineData("of a receiver that does not know the present count", true, null)]
    public void Take_WordOfNoAuthority_IsNotHeeded(string what, bool isFromSatellites, int? current)
    {
        LeapForecast forecast = new();
        forecast.Take(Report(1, NewYear - Autumn, 0) with { IsChangeFromSatellites = isFromSatellites, CurrentLeapSeconds = current });
        forecast.Decide(Autumn, PairingBench.At(0), LeapSecondTable.Shipped);
        Assert.True(forecast.Schedule.Change == 0, what);
    }

    [Fact]
    public void Decide_AnnouncedWithinAMonth_IsNoEvent()
    {
        LeapForecast forecast = Decide(Autumn, LeapSecondTable.Shipped, 1, NewYear + NtpDuration.FromSeconds(86_400));
        Assert.Equal(0, forecast.Schedule.Change);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(0)]
    [InlineData(2)]
    public void Decide_MessageLateOrEarlyByASecondOrTwo_MeansTheMidnight(int seconds) =>
        Assert.Equal(NewYear, Decide(Autumn, LeapSecondTable.Shipped, 1, NewYear + NtpDuration.FromSeconds(seconds)).Schedule.At);

    [Fact]
    public void Decide_EventPassed_StaysInTheScheduleForADay()
    {
        LeapForecast forecast = new();
        for (int hour = -3; hour <= 30; hour++)
        {
            double at = hour * 3600.0;
            forecast.Take(hour < 0 ? Report(1, NtpDuration.FromSeconds(-at), at) : Report(0, NtpDuration.FromSeconds(-at), at));
            forecast.Decide(NewYear + NtpDuration.FromSeconds(at), PairingBench.At(at), LeapSecondTable.Shipped);
            Assert.Equal(hour <= 24 ? 1 : 0, forecast.Schedule.Change);
        }
    }

    [Fact]
    public void Decide_AnnouncementWithdrawn_IsForgotten()
    {
        LeapForecast forecast = Decide(Autumn, LeapSecondTable.Shipped, 1, NewYear);
        forecast.Take(Report(0, NtpDuration.FromSeconds(-1e8), 60));
        forecast.Decide(Autumn + NtpDuration.FromSeconds(60), PairingBench.At(60), LeapSecondTable.Shipped);
        Assert.Equal(0, forecast.Schedule.Change);
    }

    [Fact]
    public void Decide_ReceiverKnowsOfALaterOneThanTheTable_TakesTheNearer()
    {
        LeapForecast forecast = Decide(Autumn, Table(1), 1, Summer);
        Assert.Equal((1, NewYear), (forecast.Schedule.Change, forecast.Schedule.At));
        Assert.Null(forecast.Conflict);
    }

    [Fact]
    public void LeapConflict_Words_SayWhoSaysWhat() => Assert.Equal(
        "leap second just before 2028-01-01: the receiver says one is inserted, the leap-second table none; none is announced until they agree",
        new LeapConflict(NewYear, 0, 1).ToString());

    private static LeapForecast Decide(PosixTime now, LeapSecondTable table, int? byReceiver, PosixTime at)
    {
        LeapForecast forecast = new();
        if (byReceiver is int change)
        {
            forecast.Take(Report(change, change == 0 ? NtpDuration.FromSeconds(-1e8) : at - now, 0));
        }

        forecast.Decide(now, PairingBench.At(0), table);
        return forecast;
    }

    private static LeapReport Report(int change, NtpDuration left, double at) =>
        new(18, LeapSource.Gps, change, left, PairingBench.At(at)) { IsChangeFromSatellites = true };

    /// <summary>A table of autumn 2027, known until the June after it, with an event at the new year or without one.</summary>
    private static LeapSecondTable Table(int change)
    {
        long updated = NtpToPosix + PairingBench.Utc(2027, 7, 6, 0, 0, 0).WholeSeconds;
        long expires = NtpToPosix + PairingBench.Utc(2028, 6, 28, 0, 0, 0).WholeSeconds;
        string entry = change == 0 ? "" : $"{NtpToPosix + NewYear.WholeSeconds} {10 + change}\n";
        string digits = $"{updated}{expires}{2_272_060_800}10{entry.Replace(" ", "", StringComparison.Ordinal).TrimEnd()}";
#pragma warning disable CA5350 // the file's format
        string digest = Convert.ToHexString(SHA1.HashData(Encoding.ASCII.GetBytes(digits)));
#pragma warning restore CA5350
        string words = string.Join(' ', digest.Chunk(8).Select(word => new string(word)));
        string text = $"#$ {updated}\n#@ {expires}\n2272060800 10\n{entry}#h {words}";
        return LeapSecondText.Parse(Encoding.ASCII.GetBytes(text), out LeapSecondTextStatus status)
            ?? throw new InvalidOperationException(status.ToString());
    }
}
