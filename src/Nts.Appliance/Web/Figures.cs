using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Nts.Appliance.Web;

/// <summary>Numbers as the page sets them: three digits, a real minus sign, a unit that suits the size and stays beside its number.</summary>
internal static partial class Figures
{
    /// <summary>What stands for a number that is not known.</summary>
    public const string Unknown = "–";

    private const char Minus = '\u2212';
    private const char NoBreak = '\u00a0';

    /// <summary>A time with the unit that suits its size: <c>84 ns</c>, <c>12.5 µs</c>.</summary>
    public static string Seconds(double seconds, bool isSigned = false)
    {
        double size = Math.Abs(seconds);
        (double scale, string unit) = size switch
        {
            < 999.5e-9 => (1e9, "ns"),
            < 999.5e-6 => (1e6, "µs"),
            < 0.9995 => (1e3, "ms"),
            _ => (1, "s"),
        };
        return double.IsFinite(seconds) ? $"{Sign(seconds, isSigned)}{Digits(size * scale, unit == "ns")}{NoBreak}{unit}" : Unknown;
    }

    /// <summary>A frequency in parts per million.</summary>
    public static string Ppm(double ppm) => double.IsFinite(ppm)
        ? $"{Sign(ppm, isSigned: true)}{Math.Abs(ppm).ToString("0.0000", CultureInfo.InvariantCulture)}{NoBreak}ppm" : Unknown;

    /// <summary>A temperature.</summary>
    public static string Celsius(double celsius) => double.IsFinite(celsius)
        ? $"{Sign(celsius, isSigned: false)}{Math.Abs(celsius).ToString("0.0", CultureInfo.InvariantCulture)}{NoBreak}°C" : Unknown;

    /// <summary>A rate of events.</summary>
    public static string PerSecond(double rate) => double.IsFinite(rate) ? $"{(rate is > 0 and < 100 ? rate.ToString("0.0", CultureInfo.InvariantCulture) : Count(rate))}{NoBreak}/s" : Unknown;

    /// <summary>A count with its thousands apart.</summary>
    public static string Count(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A length of time: <c>45 s</c>, <c>12 min</c>, <c>3.5 h</c>.</summary>
    public static string Length(double seconds)
    {
        (double scale, string format, string unit) = seconds switch
        {
            < 120 => (1, "0", "s"),
            < 7200 => (60, "0", "min"),
            < 172_800 => (3600, "0.#", "h"),
            < 24 * 86_400 => (86_400, "0.#", "days"),
            _ => (0.0, "", "weeks"),
        };
        return scale == 0 ? unit : $"{(Math.Max(seconds, 0) / scale).ToString(format, CultureInfo.InvariantCulture)}{NoBreak}{unit}";
    }

    /// <summary>A sentence of the timekeeper, which writes ASCII, set like the rest.</summary>
    public static string Typeset(string text) => Microseconds().Replace(text, NoBreak + "µs");

    private static string Digits(double size, bool isWhole) => size.ToString(
        size switch
        {
            >= 99.95 => "0",
            >= 9.995 => isWhole ? "0" : "0.0",
            _ => isWhole ? "0.0" : "0.00",
        },
        CultureInfo.InvariantCulture);

    private static string Sign(double number, bool isSigned) => number < 0 ? $"{Minus}" : isSigned && number > 0 ? "+" : "";

    [GeneratedRegex(@"(?<=\d) us\b")]
    private static partial Regex Microseconds();
}
