using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Configuration;

namespace Nts.Appliance.Configuration;

/// <summary>Turns the text of a configuration file into a configuration, or into a list of all that is wrong with it.</summary>
internal static class ConfigurationReader
{
    /// <summary>Reads the file that is given, or finds one; without any the defaults hold. A configuration is returned only when there is no problem at all.</summary>
    /// <param name="given">The file that somebody asked for; null for the one of <see cref="ConfigurationPlace"/>.</param>
    public static ConfigurationFile ReadFile(string? given)
    {
        string? path = ConfigurationPlace.Find(given);
        try
        {
            string text = path is null ? "" : File.ReadAllText(path);
            return Read(text) with { Path = path, Text = text };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(path, null, [new(0, e.Message, "give the path of a readable file with --config")], []);
        }
    }

    /// <summary>Reads a file for a command; writes a line for each problem, and gives null if there is any.</summary>
    public static ConfigurationFile? ReadFile(string? given, TextWriter complaints)
    {
        ConfigurationFile file = ReadFile(given);
        foreach (ConfigurationProblem problem in file.Problems)
        {
            complaints.WriteLine($"{file.Name}: {problem}");
        }

        return file.Configuration is null ? null : file;
    }

    /// <summary>Reads a text. A configuration is returned only when there is no problem at all.</summary>
    public static ConfigurationFile Read(string text)
    {
        ApplianceConfiguration configuration = new();
        List<ConfigurationProblem> problems = SettingsText.Apply(text, Settings.All, configuration, out IReadOnlyList<IniEntry> entries);
        int LineOf(string setting) => entries.FirstOrDefault(entry => $"{entry.Section}/{entry.Key}" == setting)?.Line ?? 0;
        List<ConfigurationProblem> contradictions = [];
        foreach (Contradiction contradiction in Contradiction.In(configuration))
        {
            int[] lines = [.. contradiction.Settings.Select(LineOf)];

            // A line that is wrong says nothing, and a setting that is absent may be one that is misspelt.
            if (!problems.Exists(problem => lines.Contains(problem.Line) || lines.Contains(0)))
            {
                contradictions.Add(new(lines.Max(), contradiction.Reason, contradiction.Fix));
            }
        }

        problems = [.. problems.Concat(contradictions).OrderBy(problem => problem.Line == 0 ? int.MaxValue : problem.Line)];
        return new(null, problems.Count == 0 ? configuration : null, problems, entries);
    }
}
