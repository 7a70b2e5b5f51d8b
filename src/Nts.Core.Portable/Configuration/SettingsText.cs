using System;
using System.Collections.Generic;
using System.Linq;

namespace Nts.Configuration;

/// <summary>Puts the values of an INI text where a list of settings wants them, or says all that is wrong with it.</summary>
public static class SettingsText
{
    /// <summary>Reads a text; what is wrong is reported, and reading goes on.</summary>
    /// <param name="text">The text.</param>
    /// <param name="settings">All keys that it may have.</param>
    /// <param name="target">Gets the values.</param>
    public static List<ConfigurationProblem> Apply<T>(string text, IReadOnlyList<Setting<T>> settings, T target)
    {
        List<ConfigurationProblem> problems = [];
        foreach (IniEntry entry in IniFile.Parse(text, problems))
        {
            if (Apply(settings, target, entry) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    private static ConfigurationProblem? Apply<T>(IReadOnlyList<Setting<T>> settings, T target, IniEntry entry)
    {
        Setting<T>[] section = [.. settings.Where(s => s.Section == entry.Section)];
        if (section.Length == 0)
        {
            string nearest = Nearest(entry.Section, settings.Select(s => s.Section).Distinct());
            return new(entry.Line, entry.Section.Length == 0 ? $"'{entry.Key}' stands before any section" : $"unknown section [{entry.Section}]", $"did you mean [{nearest}]?");
        }

        Setting<T>? setting = section.FirstOrDefault(s => s.Key == entry.Key);
        if (setting is null)
        {
            return new(entry.Line, $"unknown key '{entry.Key}' in [{entry.Section}]", $"did you mean '{Nearest(entry.Key, section.Select(s => s.Key))}'?");
        }

        return setting.Apply(target, entry.Value) is { } expected
            ? new(entry.Line, $"'{entry.Value}' is no value for {entry.Key}", $"it must be {expected}")
            : null;
    }

    private static string Nearest(string word, IEnumerable<string> candidates) => candidates.MinBy(c => EditDistance(word, c))!;

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
