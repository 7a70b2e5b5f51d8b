using System;
using System.Collections.Generic;

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

    /// <summary>How many letters must be added, dropped, changed or swapped with the next one (optimal string alignment).</summary>
    private static int EditDistance(string a, string b)
    {
        int[,] distance = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                distance[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
                }
            }
        }

        return distance[a.Length, b.Length];
    }
}
