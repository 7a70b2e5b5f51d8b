using System;
using System.Collections.Generic;

namespace Nts.Configuration;

/// <summary>One <c>key = value</c> line of an INI file, with the place it stands in.</summary>
/// <param name="Section">The section's name, lower case; empty before the first section.</param>
/// <param name="Key">The key, lower case.</param>
/// <param name="Value">The value without surrounding white space and without a comment.</param>
/// <param name="Line">The line number, counted from 1.</param>
public sealed record IniEntry(string Section, string Key, string Value, int Line);

/// <summary>One <c>[section]</c> line of an INI file.</summary>
/// <param name="Name">The section's name, lower case.</param>
/// <param name="Line">The line number, counted from 1.</param>
public sealed record IniSection(string Name, int Line);

/// <summary>What an INI file holds, in the order of its lines.</summary>
public sealed record IniContent(IReadOnlyList<IniSection> Sections, IReadOnlyList<IniEntry> Entries);

/// <summary>
/// Reads INI text with line numbers, which is why this is not Microsoft.Extensions.Configuration.Ini: a mistake must name its line.
/// </summary>
/// <remarks>Comments start with <c>#</c> or <c>;</c> at the start of a line or after white space.</remarks>
public static class IniFile
{
    /// <summary>Splits a text into entries; what cannot be read is reported, and reading goes on.</summary>
    public static IniContent Parse(string text, ICollection<ConfigurationProblem> problems)
    {
        List<IniSection> sections = [];
        List<IniEntry> entries = [];
        Dictionary<(string, string), int> seen = [];
        string section = "";
        int number = 0;

        // Not EnumerateLines: it also ends a line at a form feed and other characters that no editor counts.
        foreach (Range range in text.AsSpan().Split('\n'))
        {
            number++;
            ReadOnlySpan<char> line = WithoutComment(text.AsSpan(range)).Trim();
            if (line.IsEmpty)
            {
                continue;
            }

            if (line[0] == '[')
            {
                // Without its bracket it is still meant for one: the lines below are not to be blamed for it.
                section = line[1..].TrimEnd(']').Trim().ToString().ToLowerInvariant();
                if (line[^1] == ']')
                {
                    sections.Add(new(section, number));
                }
                else
                {
                    problems.Add(new(number, $"the section '{line}' has no closing bracket", "write it as [name]"));
                }

                continue;
            }

            int equals = line.IndexOf('=');
            if (equals <= 0)
            {
                problems.Add(new(number, $"'{line}' is neither a section nor a setting", "write it as key = value"));
                continue;
            }

            IniEntry entry = new(section, line[..equals].Trim().ToString().ToLowerInvariant(), line[(equals + 1)..].Trim().ToString(), number);
            if (!seen.TryAdd((entry.Section, entry.Key), number))
            {
                problems.Add(new(number, $"'{entry.Key}' was set already in line {seen[(entry.Section, entry.Key)]}", "keep one of the two"));
                continue;
            }

            entries.Add(entry);
        }

        return new(sections, entries);
    }

    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] is '#' or ';' && (i == 0 || char.IsWhiteSpace(line[i - 1])))
            {
                return line[..i];
            }
        }

        return line;
    }
}
