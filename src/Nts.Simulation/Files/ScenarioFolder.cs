using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Configuration;

namespace Nts.Simulation.Files;

/// <summary>The scenarios that come with the program, in a folder beside it.</summary>
public static class ScenarioFolder
{
    private const string Extension = ".ini";

    /// <summary>The folder.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "scenarios");

    /// <summary>Paths of all scenarios, in their order.</summary>
    public static IReadOnlyList<string> All => Directory.Exists(Path) ? [.. Directory.EnumerateFiles(Path, "*" + Extension).Order(StringComparer.Ordinal)] : [];

    /// <summary>The scenario's name: its file's, without folder and extension.</summary>
    public static string NameOf(string path) => System.IO.Path.GetFileNameWithoutExtension(path);

    /// <summary>The file that somebody means by a path, by a name, or by how a name begins, such as its number; null when there is not exactly one.</summary>
    public static string? Find(string words)
    {
        if (File.Exists(words))
        {
            return words;
        }

        string[] named = [.. All.Where(path => NameOf(path).StartsWith(words, StringComparison.OrdinalIgnoreCase))];
        return named.Length == 1 ? named[0] : named.FirstOrDefault(path => NameOf(path).Equals(words, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Reads a file; a scenario is returned only when there is no problem at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="seconds">Simulated time in place of the file's; null for the file's.</param>
    public static (ScenarioFile? File, IReadOnlyList<ConfigurationProblem> Problems) Read(string path, long? seconds = null)
    {
        try
        {
            return ScenarioFile.Read(File.ReadAllText(path), seconds);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [new ConfigurationProblem(0, e.Message, "give the path of a readable file")]);
        }
    }
}
