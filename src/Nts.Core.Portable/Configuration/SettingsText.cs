using System;
using System.Collections.Generic;
using System.Linq;

namespace Nts.Configuration;

/// <summary>Puts the values of an INI text where a list of settings wants them, or says all that is wrong with it.</summary>
public static class SettingsText
{
    /// <summary>Reads a text; what is wrong is reported in the order of its lines, and reading goes on.</summary>
    /// <param name="text">The text.</param>
    /// <param name="settings">All keys that it may have.</param>
    /// <param name="target">Gets the values.</param>
    public static List<ConfigurationProblem> Apply<T>(string text, IReadOnlyList<Setting<T>> settings, T target) => Apply(text, settings, target, out _);

    /// <summary>The same with the lines that were read.</summary>
    /// <param name="text">The text.</param>
    /// <param name="settings">All keys that it may have.</param>
    /// <param name="target">Gets the values.</param>
    /// <param name="entries">The lines that set something, right or wrong.</param>
    public static List<ConfigurationProblem> Apply<T>(string text, IReadOnlyList<Setting<T>> settings, T target, out IReadOnlyList<IniEntry> entries)
    {
        List<ConfigurationProblem> problems = [];
        IniContent content = IniFile.Parse(text, problems);
        entries = content.Entries;
        string[] sections = [.. settings.Select(setting => setting.Section).Distinct()];
        foreach (IniSection unknown in content.Sections.Where(section => !sections.Contains(section.Name)))
        {
            problems.Add(new(unknown.Line, $"unknown section [{unknown.Name}]", NearestWord.Of(unknown.Name, sections) is { } near
                ? $"did you mean [{near}]?"
                : $"there are [{string.Join("], [", sections)}]"));
        }

        foreach (IniEntry entry in entries.Where(entry => entry.Section.Length == 0 || sections.Contains(entry.Section)))
        {
            if (Apply(settings, target, entry) is { } problem)
            {
                problems.Add(problem);
            }
        }

        // Sorting is stable, and what is about the file as a whole comes last.
        return [.. problems.OrderBy(problem => problem.Line == 0 ? int.MaxValue : problem.Line)];
    }

    private static ConfigurationProblem? Apply<T>(IReadOnlyList<Setting<T>> settings, T target, IniEntry entry)
    {
        Setting<T>[] ofThisName = [.. settings.Where(setting => setting.Key == entry.Key)];
        if (entry.Section.Length == 0)
        {
            return new(entry.Line, $"'{entry.Key}' stands before any section", $"put its section above it, {Sections(ofThisName.Length > 0 ? ofThisName : settings)}");
        }

        if (ofThisName.FirstOrDefault(setting => setting.Section == entry.Section) is not { } setting)
        {
            string[] keys = [.. settings.Where(setting => setting.Section == entry.Section).Select(setting => setting.Key)];
            return new(entry.Line, $"unknown key '{entry.Key}' in [{entry.Section}]", ofThisName.Length > 0 ? $"it belongs to {Sections(ofThisName)}"
                : NearestWord.Of(entry.Key, keys) is { } near ? $"did you mean '{near}'?"
                : $"there are {string.Join(", ", keys)}");
        }

        return setting.Apply(target, entry.Value) is { } expected
            ? new(entry.Line, $"'{entry.Value}' is no value for {entry.Key}", $"it must be {expected}")
            : null;
    }

    private static string Sections<T>(IEnumerable<Setting<T>> settings) => $"[{string.Join("] or [", settings.Select(setting => setting.Section).Distinct())}]";
}
