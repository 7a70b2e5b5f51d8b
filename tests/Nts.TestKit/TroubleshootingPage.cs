using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nts.TestKit;

/// <summary>docs/troubleshooting.md, whose tables the tests write: <c>NTS_UPDATE_DOCS=1</c> brings them up to date.</summary>
public static class TroubleshootingPage
{
    /// <summary>Where the page lies.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Root().FullName, "docs", "troubleshooting.md");

    /// <summary>The table between <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- end of NAME --&gt;</c>, brought up to date first where that is asked for.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="wanted">What it should be, line by line.</param>
    public static string[] Table(string name, IEnumerable<string> wanted)
    {
        if (Environment.GetEnvironmentVariable("NTS_UPDATE_DOCS") == "1")
        {
            (string before, _, string after) = Split(name);
            File.WriteAllText(Path, before + string.Concat(wanted.Select(line => line + "\n")) + after);
        }

        return Split(name).Table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static (string Before, string Table, string After) Split(string name)
    {
        string page = File.ReadAllText(Path);
        string opening = $"<!-- {name} -->\n\n";
        int start = page.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        int end = page.IndexOf($"\n<!-- end of {name} -->", StringComparison.Ordinal);
        return (page[..start], page[start..end], page[end..]);
    }

    private static DirectoryInfo Root()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(root.FullName, "Nts.slnx")))
        {
            root = root.Parent!;
        }

        return root;
    }
}
