using System;
using System.Globalization;

namespace Nts.Server.Hosting;

/// <summary>A length of time as an owner writes it: <c>90s</c>, <c>5m</c>, <c>1.5h</c>, <c>7d</c>; more than none and up to a year.</summary>
/// <param name="Value">The time.</param>
public readonly record struct LengthOfTime(TimeSpan Value)
{
    private static readonly (char Letter, double Seconds)[] Units = [('d', 86_400), ('h', 3600), ('m', 60), ('s', 1)];
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Reads one; false when the text is none.</summary>
    public static bool TryParse(string text, out LengthOfTime time)
    {
        time = default;
        double unit = text.Length == 0 ? 0 : Array.Find(Units, unit => unit.Letter == text[^1]).Seconds;
        bool isNumber = double.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count);
        if (!isNumber || count * unit is not > 0 || count * unit > Longest.TotalSeconds)
        {
            return false;
        }

        time = new(TimeSpan.FromSeconds(count * unit));
        return true;
    }

    /// <summary>As it is written, in the largest unit that divides it.</summary>
    public override string ToString()
    {
        double seconds = Value.TotalSeconds;
        (char letter, double unit) = Array.Find(Units, unit => unit.Seconds == 1 || seconds % unit.Seconds == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / unit}{letter}");
    }
}
