using System;
using System.Globalization;

namespace Nts.Server.Hosting;

/// <summary>A length of time as an owner writes it: <c>90s</c>, <c>5m</c>, <c>1.5h</c>, <c>7d</c>.</summary>
public static class LengthOfTime
{
    private const double MaxSeconds = 366 * 86_400;

    /// <summary>Reads a length of time, more than none and up to a year; null when it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        double unit = text.Length == 0 ? 0 : text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            _ => 0,
        };
        return unit > 0 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
            && count * unit is > 0 and <= MaxSeconds
            ? TimeSpan.FromSeconds(count * unit)
            : null;
    }
}
