using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Nts.Appliance.Status;

/// <summary>Figures in columns, in the widths and units of chronyc.</summary>
internal static class Columns
{
    private static readonly (double Scale, string Unit)[] Units = [(1e9, "ns"), (1e6, "us"), (1e3, "ms"), (1, "s")];

    /// <summary>Lines of a label and a value.</summary>
    public static string Rows(IReadOnlyList<(string Label, string Value)> rows)
    {
        int width = rows.Max(row => row.Label.Length);
        return string.Join('\n', rows.Select(row => $"{row.Label.PadRight(width)} : {row.Value}"));
    }

    /// <summary>A time in at most four digits: <c>-12ns</c>, <c>1234us</c>.</summary>
    public static string Short(double seconds, bool isSigned)
    {
        (double scale, string unit) = Units.FirstOrDefault(unit => System.Math.Abs(seconds) * unit.Scale < 9999.5, Units[^1]);
        return string.Create(CultureInfo.InvariantCulture, $"{(isSigned && seconds >= 0 ? "+" : "")}{seconds * scale:0}{unit}");
    }

    /// <summary>How long ago: seconds, then minutes, hours, days, years.</summary>
    public static string Ago(double? seconds) => seconds switch
    {
        null => "-",
        <= 9999 and { } some => string.Create(CultureInfo.InvariantCulture, $"{some:0}"),
        <= 600_000 and { } some => string.Create(CultureInfo.InvariantCulture, $"{some / 60:0}m"),
        <= 4_000_000 and { } some => string.Create(CultureInfo.InvariantCulture, $"{some / 3600:0}h"),
        <= 90_000_000 and { } some => string.Create(CultureInfo.InvariantCulture, $"{some / 86_400:0}d"),
        { } some => string.Create(CultureInfo.InvariantCulture, $"{some / 31_557_600:0}y"),
    };

    /// <summary>Seconds with nine decimals, as chronyc writes them.</summary>
    public static string Nine(double seconds, bool isSigned = false) =>
        string.Create(CultureInfo.InvariantCulture, $"{(isSigned && seconds >= 0 ? "+" : "")}{seconds:0.000000000} seconds");
}
