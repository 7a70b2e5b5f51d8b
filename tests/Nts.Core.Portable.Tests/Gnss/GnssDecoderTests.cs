using System.Linq;
using System.Text;
using Nts.Time;

namespace Nts.Gnss;

public sealed class GnssDecoderTests
{
    public static PosixTime BuiltAt { get; } = PosixTime.FromSeconds(1_790_000_000);

    private readonly ReportRecorder _reports = new();
    private readonly GnssDecoder _decoder;

    public GnssDecoderTests() => _decoder = new(_reports, BuiltAt);

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
    public void Feed_Rmc_TellsTheTime(string body, string utc, bool valid, bool leapSecond)
    {
        Feed(Sentence(body));

        TimeReport report = Assert.Single(_reports.Times);
        Assert.Equal((MessageKind.Rmc, utc, valid, leapSecond), (report.Kind, report.Utc.ToString(), report.Valid, report.LeapSecond));
        Assert.Null(report.UtcKnown);
        Assert.Null(report.Accuracy);
    }

    private void Feed(string text) => _decoder.Feed(Encoding.Latin1.GetBytes(text), default);

    private static string Sentence(string body) => $"${body}*{Encoding.Latin1.GetBytes(body).Aggregate(0, (check, value) => check ^ value):X2}\r\n";
}
