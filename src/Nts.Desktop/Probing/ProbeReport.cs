using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Nts.Desktop.Probing;

/// <summary>How <c>nts probe</c> prints what it finds: a line for each rule as it is known, or one JSON object a line.</summary>
internal sealed class ProbeReport(TextWriter output, TextWriter error, bool isJson)
{
    private readonly List<(Rule Rule, Finding Finding)> _findings = [];

    /// <summary>0 when every MUST that applies is kept, 1 when one is broken, 2 when none is but one could not be found out.</summary>
    public int ExitCode => Musts(Verdict.Fail) > 0 ? 1 : Musts(Verdict.Skipped) > 0 ? 2 : 0;

    public void Add(Rule rule, Finding finding)
    {
        _findings.Add((rule, finding));
        output.WriteLine(isJson ? Json(rule, finding) : $"{Word(finding.Verdict),-7} {Word(rule.Level),-6} {rule.Id,-28} {rule.Title} [{rule.Clause}]: {finding.Seen}");
        output.Flush();
    }

    public void End()
    {
        if (!isJson)
        {
            string counts = string.Join(", ", Enum.GetValues<Verdict>().Select(verdict => $"{_findings.Count(entry => entry.Finding.Verdict == verdict)} {Word(verdict)}"));
            string verdict = ExitCode switch
            {
                0 => "no MUST is broken",
                1 => $"{Musts(Verdict.Fail)} times a MUST is broken",
                _ => $"no MUST is seen broken, but {Musts(Verdict.Skipped)} could not be found out",
            };
            output.WriteLine($"{_findings.Count} rules: {counts}; {verdict}");
        }
    }

    public void Fail(string reason) => error.WriteLine($"failure of probe: {reason}");

    private int Musts(Verdict verdict) => _findings.Count(entry => entry.Rule.Level == Level.Must && entry.Finding.Verdict == verdict);

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "FAIL",
        Verdict.NotApplicable => "n/a",
        _ => "skipped",
    };

    private static string Word(Level level) => level switch
    {
        Level.Must => "MUST",
        Level.Should => "SHOULD",
        _ => "MAY",
    };

    private static string Json(Rule rule, Finding finding)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("rule", rule.Id);
            json.WriteString("clause", rule.Clause);
            json.WriteString("level", Word(rule.Level));
            json.WriteString("verdict", Word(finding.Verdict).ToLowerInvariant());
            json.WriteString("title", rule.Title);
            json.WriteString("seen", finding.Seen);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
