using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nts.Gnss;

/// <summary>docs/receivers-captures.md, whose tables the tests write: <c>NTS_UPDATE_DOCS=1</c> brings them up to date but for the last column.</summary>
internal static class CaptureDocument
{
    /// <summary>What a cell without a value shows.</summary>
    public const string Nothing = "–";

    private static string Path { get; } = System.IO.Path.Combine(Capture.RepositoryRoot, "docs", "receivers-captures.md");

    /// <summary>Compares a row of a section with what it should be; it must give a reason in its last cell if there is something to explain, and only then.</summary>
    public static void AssertRow(string section, string capture, string[] expected, bool isPlain)
    {
        List<string> lines = [.. File.ReadAllLines(Path)];
        int row = lines.FindIndex(lines.IndexOf($"## {section}") + 1, line => line.StartsWith($"| {capture} |", StringComparison.Ordinal));
        string[] cells = [.. lines[row].Split('|')[2..^1].Select(cell => cell.Trim())];
        string reason = cells[^1];
        if (Environment.GetEnvironmentVariable("NTS_UPDATE_DOCS") == "1")
        {
            reason = isPlain ? Nothing : reason;
            cells = [.. expected, reason];
            lines[row] = $"| {capture} | {string.Join(" | ", cells)} |";
            File.WriteAllLines(Path, lines);
        }

        Assert.Equal(expected, cells[..^1]);
        Assert.True(isPlain == (reason is Nothing), isPlain ? "explains what is alike" : "does not explain what is not alike");
    }
}
