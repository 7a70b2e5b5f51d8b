using System;
using System.IO;
using System.Linq;

namespace Nts.Desktop.Probing;

public sealed class RuleTests
{
    private static readonly Rule Must = new("must", "RFC 8915 §4", Level.Must, "a title", _ => default);
    private static readonly Rule Should = Must with { Id = "should", Level = Level.Should };

    [Fact]
    public void Rules_All_HaveNamesOfTheirOwn()
    {
        string[] names = [.. ProbeRun.Rules.Select(rule => rule.Id)];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^(tls|alpn|ke|ntp)-[a-z0-9.-]+$", name));
    }

    [Theory]
    [InlineData("all is well", 0, Verdict.Pass, Verdict.Pass)]
    [InlineData("a MUST does not apply", 0, Verdict.NotApplicable, Verdict.Pass)]
    [InlineData("a SHOULD fails", 0, Verdict.Pass, Verdict.Fail)]
    [InlineData("a SHOULD was not found out", 0, Verdict.Pass, Verdict.Skipped)]
    [InlineData("a MUST fails", 1, Verdict.Fail, Verdict.Skipped)]
    [InlineData("a MUST was not found out", 2, Verdict.Skipped, Verdict.NotApplicable)]
    internal void ExitCode_Findings_SaysWhatIsKnownOfTheMusts(string why, int exitCode, Verdict must, Verdict should)
    {
        using StringWriter output = new();
        ProbeReport report = new(output, TextWriter.Null, isJson: false);
        report.Add(Must, new(must, "seen"));
        report.Add(Should, new(should, "seen"));
        Assert.True(exitCode == report.ExitCode, why);
    }

    [Theory]
    [InlineData(false, "FAIL    MUST   must                         a title [RFC 8915 §4]: seen \"x\"")]
    [InlineData(true, """{"rule":"must","clause":"RFC 8915 \u00A74","level":"MUST","verdict":"fail","title":"a title","seen":"seen \u0022x\u0022"}""")]
    public void Report_Finding_IsOneLine(bool isJson, string expected)
    {
        using StringWriter output = new();
        new ProbeReport(output, TextWriter.Null, isJson).Add(Must, Finding.Fail("seen \"x\""));
        Assert.Equal(expected + Environment.NewLine, output.ToString());
    }
}
