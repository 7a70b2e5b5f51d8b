using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nts.Appliance.Configuration;

/// <summary>Turns the text of a configuration file into a configuration, or into a list of all that is wrong with it.</summary>
internal static class ConfigurationReader
{
    /// <summary>Reads a file. A configuration is returned only when there is no problem at all.</summary>
    public static (ApplianceConfiguration? Configuration, IReadOnlyList<ConfigurationProblem> Problems) ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [new ConfigurationProblem(0, e.Message, "give the path of a readable file with --config")]);
        }
    }

    /// <summary>Reads a file for a command; writes a line for each problem, and gives null if there is any.</summary>
    public static ApplianceConfiguration? ReadFile(string path, TextWriter complaints)
    {
        (ApplianceConfiguration? configuration, IReadOnlyList<ConfigurationProblem> problems) = ReadFile(path);
        foreach (ConfigurationProblem problem in problems)
        {
            complaints.WriteLine($"{path}: {problem}");
        }

        return configuration;
    }

    /// <summary>Reads a text. A configuration is returned only when there is no problem at all.</summary>
    public static (ApplianceConfiguration? Configuration, IReadOnlyList<ConfigurationProblem> Problems) Read(string text)
    {
        List<ConfigurationProblem> problems = [];
        ApplianceConfiguration configuration = new();
        foreach (IniEntry entry in IniFile.Parse(text, problems))
        {
            if (Apply(configuration, entry) is { } problem)
            {
                problems.Add(problem);
            }
        }

        if (configuration.CertificateFile is null != configuration.PrivateKeyFile is null)
        {
            problems.Add(new(0, "certificate and private-key belong together", "set both in [nts-ke], or neither"));
        }

        if ((configuration.ReceiverPort == ApplianceConfiguration.Simulated) != (configuration.PulseSource == ApplianceConfiguration.Simulated))
        {
            problems.Add(new(0, "the simulated receiver has a simulated pulse, and a real one a real pulse", "set port and pulse in [receiver] both to 'simulated', or neither"));
        }

        return (problems.Count == 0 ? configuration : null, problems);
    }

    private static ConfigurationProblem? Apply(ApplianceConfiguration configuration, IniEntry entry)
    {
        Setting[] section = [.. Settings.All.Where(s => s.Section == entry.Section)];
        if (section.Length == 0)
        {
            string nearest = Nearest(entry.Section, Settings.All.Select(s => s.Section).Distinct());
            return new(entry.Line, entry.Section.Length == 0 ? $"'{entry.Key}' stands before any section" : $"unknown section [{entry.Section}]", $"did you mean [{nearest}]?");
        }

        Setting? setting = section.FirstOrDefault(s => s.Key == entry.Key);
        if (setting is null)
        {
            return new(entry.Line, $"unknown key '{entry.Key}' in [{entry.Section}]", $"did you mean '{Nearest(entry.Key, section.Select(s => s.Key))}'?");
        }

        return setting.Apply(configuration, entry.Value) is { } expected
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
