using System.Linq;

namespace Nts.Gnss;

public sealed class NmeaInterpreterTests
{
    private readonly ReportRecorder _reports = new();
    private readonly GnssDecoder _decoder;

    public NmeaInterpreterTests() => _decoder = new(_reports, GnssDecoderTests.BuiltAt);

    [Theory]
    [InlineData("GPRMC,235959.00,A,,,,,,,311226,,,A", "2026-12-31T23:59:59.000000000Z", true, false)]
    [InlineData("GNRMC,235960.00,A,,,,,,,311226,,,A", "2027-01-01T00:00:00.000000000Z", true, true)]
    [InlineData("GARMC,120316,A,,,,,,,150305,,", "2005-03-15T12:03:16.000000000Z", true, false)]
    [InlineData("QZRMC,055303.800,A,,,,,,,050826,,,D,V", "2026-08-05T05:53:03.800000000Z", true, false)]
    [InlineData("INRMC,235724.02,A,,,,,,,060419,,,R", "2019-04-06T23:57:24.020000000Z", true, false)]
    [InlineData("GPRMC,235946.005,V,,,,,,,050180,,,N", "1980-01-05T23:59:46.005000000Z", false, false)]
    [InlineData("GPRMC,120000,A,,,,,,,010126,,,E", "2026-01-01T12:00:00.000000000Z", false, false)]
    [InlineData("GPRMC,120000,A,,,,,,,010126,,,N", "2026-01-01T12:00:00.000000000Z", false, false)]
    [InlineData("GPRMC,120000,A,,,,,,,010126,,,S", "2026-01-01T12:00:00.000000000Z", false, false)]
    [InlineData("GPRMC,120000,A,,,,,,,010126,,,M", "2026-01-01T12:00:00.000000000Z", false, false)]
    [InlineData("GPRMC,120000.123456789,A,,,,,,,290228,,,F", "2028-02-29T12:00:00.123456789Z", true, false)]
    [InlineData("GPRMC,120000.,A,,,,,,,010175,,,P", "2075-01-01T12:00:00.000000000Z", true, false)]
    [InlineData("GPRMC,120000,A,,,,,,,010176", "1976-01-01T12:00:00.000000000Z", true, false)]
    public void Rmc_WithDate_TellsTheTime(string body, string utc, bool valid, bool leapSecond)
    {
        Feed(body);

        TimeReport report = Assert.Single(_reports.Times);
        Assert.Equal((MessageKind.Rmc, utc, valid, leapSecond), (report.Kind, report.Utc.ToString(), report.Valid, report.LeapSecond));
        Assert.Null(report.UtcKnown);
        Assert.Null(report.Accuracy);
    }

    [Theory]
    [InlineData("GPRMC,,V,,,,,,,,,,N")]
    [InlineData("GPRMC,120000,V,,,,,,,,,,N")]
    [InlineData("GPZDA,,,,,,")]
    [InlineData("GPZDA,120000.00,,,,00,00")]
    [InlineData("PGRMC,120000,A,,,,,,,010126")]
    [InlineData("GPXRMC,120000,A,,,,,,,010126")]
    [InlineData("GPTXT,01,01,02,u-blox")]
    public void Sentence_WithoutTime_IsAcceptedAndSaysNothing(string body)
    {
        Feed(body);

        Assert.Empty(_reports.All);
        Assert.Equal(1, _decoder.Counters.Frames(GnssVerdict.Nmea));
    }

    [Theory]
    [InlineData("GPRMC,040506,A,,,,,,,221126,,,A", true)]
    [InlineData("GPRMC,040506,V,,,,,,,221126,,,N", false)]
    [InlineData("GPRMC,040506,A,,,,,,,221126,,,E", false)]
    [InlineData("GPRMC,040506,A,,,,,,,,,,A", false)]
    [InlineData("GPGGA,040506,,,,,1,08,1.0,,M,,M,,", true)]
    [InlineData("GPGGA,040506,,,,,0,00,,,M,,M,,", false)]
    [InlineData("GPGGA,040506,,,,,6,00,,,M,,M,,", false)]
    [InlineData("GPTXT,nothing", false)]
    public void Zda_AfterAnotherSentence_IsVouchedForByThat(string other, bool valid)
    {
        Feed(other);
        Feed("GPZDA,040506.25,22,11,2026,00,00");

        TimeReport report = _reports.Times[^1];
        Assert.Equal((MessageKind.Zda, "2026-11-22T04:05:06.250000000Z", valid), (report.Kind, report.Utc.ToString(), report.Valid));
    }

    [Fact]
    public void Zda_LongAfterTheFix_IsNotVouchedFor()
    {
        Feed("GPRMC,040506,A,,,,,,,221126,,,A");
        _decoder.Feed(Frames.Nmea("GPZDA,040508,22,11,2026,00,00"), Time.MonotonicTime.FromNanoseconds(1_500_000_000));

        Assert.False(_reports.Times[^1].Valid);
    }

    [Theory]
    [InlineData("GPGGA,120000.00,1,N,1,E,0,00,,,M,,M,,", FixKind.None, 0)]
    [InlineData("GNGGA,120000.00,1,N,1,E,1,12,,,M,,M,,", FixKind.TwoDimensional, 12)]
    [InlineData("GNGGA,120000.00,1,N,1,E,4,29,,,M,,M,,", FixKind.TwoDimensional, 29)]
    [InlineData("GNGGA,120000.00,1,N,1,E,6,,,,M,,M,,", FixKind.DeadReckoning, null)]
    [InlineData("GNGGA,120000.00,1,N,1,E,8,05,,,M,,M,,", FixKind.None, 5)]
    [InlineData("GPGSA,A,1,,,,,,,,,,,,,,,", FixKind.None, 0)]
    [InlineData("GNGSA,A,2,01,02,03,,,,,,,,,,1,1,1,1", FixKind.TwoDimensional, 3)]
    [InlineData("GNGSA,M,3,01,02,03,04,,,,,,,,,1,1,1,4", FixKind.ThreeDimensional, 4)]
    public void GgaAndGsa_Any_TellTheFix(string body, FixKind fix, int? used)
    {
        Feed(body);

        FixReport report = Assert.Single(_reports.Fixes);
        Assert.Equal((fix, used), (report.Fix, report.SatellitesUsed));
        Assert.Empty(_reports.Times);
    }

    [Theory]
    [InlineData("GP", Constellation.Gps)]
    [InlineData("GL", Constellation.Glonass)]
    [InlineData("GA", Constellation.Galileo)]
    [InlineData("GB", Constellation.BeiDou)]
    [InlineData("BD", Constellation.BeiDou)]
    [InlineData("GQ", Constellation.Qzss)]
    [InlineData("QZ", Constellation.Qzss)]
    [InlineData("GI", Constellation.NavIc)]
    [InlineData("IN", Constellation.NavIc)]
    [InlineData("GN", Constellation.Unknown)]
    public void Gsv_Talker_IsTheConstellation(string talker, Constellation constellation)
    {
        Feed($"{talker}GSV,1,1,03,05,-3,360,,06,90,007,44,,,,,1");

        SatelliteReport low = new(constellation, 5, -3, 0, null);
        SatelliteReport high = new(constellation, 6, 90, 7, 44);
        Assert.Equal([(low, true), (high, false)], _reports.Satellites);
    }

    [Fact]
    public void Gsv_SeveralSignals_AreOneList()
    {
        for (int epoch = 0; epoch < 2; epoch++)
        {
            Feed("GPGSV,2,1,05,01,,,,02,,,,03,,,,04,,,,1");
            Feed("GPGSV,2,2,05,05,,,,1");
            Feed("GLGSV,1,1,01,70,,,,1");
            Feed("GPGSV,1,1,01,01,,,,8");
            Feed("GPGSV,1,1,01,06,,,,0");
        }

        int[] starts = [.. _reports.Satellites.Select((entry, index) => entry.First ? index : -1).Where(index => index >= 0)];
        Assert.Equal([0, 5, 8, 13], starts);
    }

    private void Feed(string body) => _decoder.Feed(Frames.Nmea(body), default);
}
