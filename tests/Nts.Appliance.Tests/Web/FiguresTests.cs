using System.Linq;
using Microsoft.AspNetCore.Http;

namespace Nts.Appliance.Web;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(84e-9, "84 ns")]
    [InlineData(8.43e-9, "8.4 ns")]
    [InlineData(-12e-9, "−12 ns")]
    [InlineData(999.6e-9, "1.00 µs")]
    [InlineData(12.53e-6, "12.5 µs")]
    [InlineData(0.4567, "457 ms")]
    [InlineData(2.5, "2.50 s")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.PositiveInfinity, "–")]
    public void Seconds_OfAnySize_HaveThreeDigitsAndAUnit(double seconds, string text) => Assert.Equal(text, Figures.Seconds(seconds).Replace('\u00a0', ' '));

    [Theory]
    [InlineData(45, "45 s")]
    [InlineData(600, "10 min")]
    [InlineData(18_720, "5.2 h")]
    [InlineData(400_000, "4.6 days")]
    [InlineData(1e9, "weeks")]
    [InlineData(-3, "0 s")]
    public void Length_OfAnySize_HasAUnit(double seconds, string text) => Assert.Equal(text, Figures.Length(seconds).Replace('\u00a0', ' '));

    [Fact]
    public void Typeset_AsciiMicroseconds_GetTheirLetter() => Assert.Equal("20\u00a0µs of us 3 usable", Figures.Typeset("20 us of us 3 usable"));

    [Theory]
    [InlineData("time.example:8080", "time.example", "http://time.example:8080")]
    [InlineData("192.0.2.1", "192.0.2.1", "http://192.0.2.1")]
    [InlineData("[2001:db8::1]:8080", "2001:db8::1", "http://[2001:db8::1]:8080")]
    public void BoxName_OfAHost_IsWhatTheBrowserCallsIt(string said, string host, string site) => Assert.Equal(new BoxName(host, site, true), BoxName.Of("http", new HostString(said)));

    [Theory]
    [InlineData("")]
    [InlineData("<script>")]
    [InlineData("a b")]
    [InlineData("a\nserver evil")]
    [InlineData("-leading.example")]
    [InlineData("two..dots")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("\"quoted\"")]
    [InlineData("$(reboot)")]
    public void BoxName_OfAnythingElse_IsAPlaceToFill(string said) => Assert.False(BoxName.Of("http", new HostString(said)).IsKnown);

    [Fact]
    public void BoxName_OfALongName_IsAPlaceToFill() => Assert.False(BoxName.Of("http", new HostString(string.Join('.', Enumerable.Repeat("label", 60)))).IsKnown);
}
