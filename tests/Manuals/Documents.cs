using System;
using System.IO;

namespace Nts.Manuals;

/// <summary>Files of the repository that are written from the program's own definitions, and compared with them.</summary>
internal static class Documents
{
    /// <summary>The path of a file of the repository.</summary>
    public static string Of(params string[] names)
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Nts.slnx")))
        {
            root = root.Parent!;
        }

        return Path.Combine([root.FullName, .. names]);
    }

    /// <summary>Compares; with NTS_UPDATE_DOCS=1 it writes first.</summary>
    public static void Compare(string path, string expected)
    {
        if (Environment.GetEnvironmentVariable("NTS_UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.Exists(path) ? File.ReadAllText(path) : "(there is no such file: NTS_UPDATE_DOCS=1 writes it)");
    }

    /// <summary>Compares what follows the introduction, the part of a page before its first second-level heading.</summary>
    public static void CompareBelowIntroduction(string path, string expected)
    {
        string page = File.ReadAllText(path);
        int end = page.IndexOf("\n## ", StringComparison.Ordinal);
        Compare(path, (end < 0 ? page : page[..end]) + "\n" + expected + "\n");
    }

    /// <summary>Compares what stands between <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- end of NAME --&gt;</c>.</summary>
    public static void CompareBetween(string path, string name, string expected)
    {
        string page = File.ReadAllText(path);
        string opening = $"<!-- {name} -->\n\n";
        int start = page.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        int end = page.IndexOf($"\n<!-- end of {name} -->", StringComparison.Ordinal);
        Assert.True(start >= opening.Length && end >= start, $"{path} has no place for {name}");
        Compare(path, page[..start] + expected + page[end..]);
    }
}
