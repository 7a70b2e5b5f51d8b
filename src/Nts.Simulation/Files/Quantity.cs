using System;
using System.Buffers;
using System.Globalization;

namespace Nts.Simulation.Files;

/// <summary>Numbers with units, as people write them in a scenario: <c>300 ns</c>, <c>24 h</c>, <c>20 ppm</c>, <c>1e-9</c>, <c>2 %</c>.</summary>
internal sealed class Quantity
{
    /// <summary>Nobody simulates for longer, nor starts with a clock that is further off, s.</summary>
    private const decimal Largest = 1e11m;
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789+-.eE");
    private readonly Unit[] _units;

    private Quantity(params Unit[] units) => _units = units;

    /// <summary>A time; only zero goes without a unit.</summary>
    public static Quantity Time { get; } = new(
        new("ns", 1, 1e9m), new("us", 1, 1e6m), new("ms", 1, 1e3m), new("s", 1, 1), new("min", 60, 1), new("h", 3600, 1), new("d", 86_400, 1));

    /// <summary>A relative frequency.</summary>
    public static Quantity Ratio { get; } = new(new("", 1, 1), new("ppm", 1, 1e6m), new("ppb", 1, 1e9m));

    /// <summary>A share of something.</summary>
    public static Quantity Share { get; } = new(new("", 1, 1), new("%", 1, 100));

    /// <summary>A bare number.</summary>
    public static Quantity Number { get; } = new(new Unit("", 1, 1));

    /// <summary>Reads a number with its unit.</summary>
    public bool TryRead(string text, out double value)
    {
        int end = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        string unit = end < 0 ? "" : text[end..].Trim();
        value = 0;
        // Decimal, so that 300 ns is the same number as 0.3 us.
        if (!decimal.TryParse(end < 0 ? text : text.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            || Math.Abs(number) > Largest)
        {
            return false;
        }

        foreach (Unit known in _units)
        {
            if (known.Name == unit)
            {
                value = (double)(number * known.Times / known.Per);
                return Math.Abs(value) <= (double)Largest;
            }
        }

        return number == 0 && unit.Length == 0;
    }

    /// <summary>A time with the unit that suits it, four digits: <c>12.3 us</c>.</summary>
    public static string OfTime(double seconds)
    {
        (string unit, double scale) = Math.Abs(seconds) switch
        {
            0 => ("", 1),
            < 0.999_95e-6 => (" ns", 1e9),
            < 0.999_95e-3 => (" us", 1e6),
            < 0.999_95 => (" ms", 1e3),
            _ when double.IsNaN(seconds) => ("", 1),
            >= 86_400 when seconds % 86_400 == 0 => (" d", 1.0 / 86_400),
            >= 3600 when seconds % 3600 == 0 => (" h", 1.0 / 3600),
            _ => (" s", 1),
        };
        return Digits(seconds * scale) + unit;
    }

    /// <summary>A frequency: <c>20 ppm</c>, <c>1e-9</c>.</summary>
    public static string OfRatio(double ratio) => Math.Abs(ratio) switch
    {
        0 => "0",
        < 0.999_95e-8 => ratio.ToString("0.###e0", CultureInfo.InvariantCulture),
        _ => Digits(ratio * 1e6) + " ppm",
    };

    /// <summary>A share: <c>2 %</c>.</summary>
    public static string OfShare(double share) => share == 0 ? "0" : Digits(share * 100) + " %";

    /// <summary>A bare number.</summary>
    public static string OfNumber(double number) => Digits(number);

    /// <summary>Four digits, but a whole number in full.</summary>
    private static string Digits(double number) =>
        Math.Abs(number) >= 1000 || !double.IsFinite(number)
            ? number.ToString("0", CultureInfo.InvariantCulture)
            : decimal.Parse(number.ToString("e3", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.######", CultureInfo.InvariantCulture);

    private readonly record struct Unit(string Name, decimal Times, decimal Per);
}
