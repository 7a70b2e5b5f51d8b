using System;
using System.Collections.Generic;
using System.Globalization;

namespace Nts.Simulation.Files;

/// <summary>Seeds as one writes them: <c>1-5</c>, or <c>1, 3, 7-9</c>.</summary>
public static class SeedList
{
    /// <summary>Seeds are numbers up to this.</summary>
    private const int Highest = 1_000_000;

    /// <summary>The most in one list.</summary>
    private const int Most = 10_000;

    /// <summary>Reads a list; false when it is none, or has more than 10,000 seeds.</summary>
    public static bool TryParse(string text, out IReadOnlyList<int> seeds)
    {
        List<int> all = [];
        seeds = all;
        foreach (string item in text.Split(',', StringSplitOptions.TrimEntries))
        {
            int dash = item.IndexOf('-', StringComparison.Ordinal);
            if (!TryReadSeed(dash < 0 ? item : item[..dash], out int first) || !TryReadSeed(dash < 0 ? item : item[(dash + 1)..], out int last)
                || first > last || all.Count + (last - first) >= Most)
            {
                return false;
            }

            for (int seed = first; seed <= last; seed++)
            {
                all.Add(seed);
            }
        }

        return true;
    }

    private static bool TryReadSeed(string text, out int seed) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out seed) && seed <= Highest;
}
