using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Nts.Architecture;

/// <summary>What the pages point at exists.</summary>
public sealed class DocumentationTests
{
    public static TheoryData<string> Pages() =>
    [
        .. Repository.Files("docs", "*.md"),
        .. Repository.Files("hardware", "*.md"),
        .. Directory.EnumerateFiles(Repository.Root, "*.md").Select(path => Path.GetFileName(path)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfEveryPage_LeadSomewhere(string page)
    {
        IEnumerable<string> targets = Regex.Matches(Repository.Read(page), @"\]\(([^)#\s]+)(#[^)]*)?\)").Select(m => m.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal));
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(folder, target)), $"{page} points at {target}, which is not there."));
    }

    [Fact]
    public void Paths_NamedInTheArchitecturePage_Exist()
    {
        string[] paths = [.. Regex.Matches(Repository.Read("docs/architecture.md"), @"`((?:src|tests|docs|image|hardware|bench)/[\w./-]+)`").Select(m => m.Groups[1].Value)];
        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"docs/architecture.md names {path}, which is not there."));
    }
}
