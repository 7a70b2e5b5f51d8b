using System;
using System.Collections.Generic;
using System.Linq;

namespace Nts.Configuration;

/// <summary>What somebody who mistyped a word most likely meant.</summary>
public static class NearestWord
{
    /// <summary>The most alike of the candidates; null when none is alike: more than half of the letters differ.</summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        (string Word, int Distance)? best = null;
        foreach (string candidate in candidates)
        {
            int distance = EditDistance(word, candidate);
            best = best is { } found && found.Distance <= distance ? found : (candidate, distance);
        }

        return best is { } nearest && 2 * nearest.Distance <= Math.Max(word.Length, nearest.Word.Length) ? nearest.Word : null;
    }

    /// <summary>Levenshtein's distance: how many letters must be added, dropped or changed.</summary>
    private static int EditDistance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
