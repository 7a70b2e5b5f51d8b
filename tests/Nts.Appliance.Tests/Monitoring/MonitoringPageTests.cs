using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Nts.Appliance.Alarms;
using Nts.Appliance.Web;
using Nts.Server.Hosting;

namespace Nts.Appliance.Monitoring;

/// <summary>The tables of docs/monitoring.md, each between a pair of comments, are what the program has.</summary>
public sealed partial class MonitoringPageTests
{
    private static readonly string Page = FullMetrics.PathOf("docs", "monitoring.md");

    [Theory]
    [InlineData("metrics")]
    [InlineData("aliases")]
    [InlineData("events")]
    [InlineData("alerts")]
    public void Table_OnThePage_IsWhatTheProgramHas(string name)
    {
        string page = File.ReadAllText(Page);
        string begin = $"<!-- {name} -->\n";
        string end = $"<!-- end of {name} -->";
        int from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int to = page.IndexOf(end, StringComparison.Ordinal);
        string expected = page[..from] + Table(name) + page[to..];
        if (Environment.GetEnvironmentVariable("NTS_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Page, expected);
        }

        Assert.Equal(expected, File.ReadAllText(Page));
    }

    [Fact]
    public void Metrics_NamedInTheCode_AreAllOnThePage()
    {
        string[] named = [.. Directory.EnumerateFiles(FullMetrics.PathOf("src", "Nts.Appliance", "Web"), "Metric*.cs")
            .SelectMany(file => Literal().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct()];
        Assert.True(named.Length > 50);
        Assert.Empty(named.Except(FullMetrics.Names));
    }

    [Fact]
    public void Aliases_Cases_Exist()
    {
        Assert.All(MetricAlias.All, alias => Assert.All(
            alias.Values.Where(value => value != "not"),
            value => Assert.Contains($"\n{alias.Metric}{{{alias.Label}=\"{value}\"}} ", FullMetrics.Text, StringComparison.Ordinal)));
    }

    private static string Table(string name) => name switch
    {
        "metrics" => Table("metric | type | labels | meaning", Metrics()),
        "aliases" => Table("cfnts | here", MetricAlias.All.Select(alias => $"`{alias.Name}` | {alias}").Append("`build_info` | `nts_timekeeper_info`")),
        "events" => Table("event | severity | when | ends with", AlarmTable.All.SelectMany(Events)),
        _ => Table("alert | severity | after | when", Alerts()),
    };

    private static string Table(string head, IEnumerable<string> rows)
    {
        StringBuilder text = new($"| {head} |\n|{string.Concat(Enumerable.Repeat(" --- |", head.Split('|').Length))}\n");
        foreach (string row in rows)
        {
            text.Append($"| {row} |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Events(Alarm alarm) =>
        alarm.Levels.Select(level => $"`{level.Begins}` | {CounterName.Of(level.Severity)} | {level.Meaning} | `{level.Ends}`");

    private static IEnumerable<string> Metrics() =>
        MetricHead().Matches(FullMetrics.Text).Where(head => !head.Groups[2].Value.StartsWith("Name that cfnts has", StringComparison.Ordinal)).Select(head =>
        {
            string labels = string.Join(", ", Regex.Matches(FullMetrics.Text, $@"^{head.Groups[1].Value}\{{([a-z]+)=(?:.*?,([a-z]+)=)?", RegexOptions.Multiline)
                .SelectMany(sample => sample.Groups.Cast<Group>().Skip(1)).Where(label => label.Success).Select(label => $"`{label.Value}`").Distinct());
            return $"`{head.Groups[1].Value}` | {head.Groups[3].Value} | {labels} | {head.Groups[2].Value}";
        });

    private static IEnumerable<string> Alerts() => Rule().Matches(File.ReadAllText(FullMetrics.PathOf("monitoring", "alerts.yml"))).Select(rule =>
        $"{rule.Groups["name"].Value} | {rule.Groups["severity"].Value} | {(rule.Groups["for"].Success ? rule.Groups["for"].Value : "at once")} | `{rule.Groups["expr"].Value.Replace("|", "\\|", StringComparison.Ordinal)}`");

    [GeneratedRegex("\"((?:nts|ntp)_[a-z0-9_]+|build_info)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("^# HELP ([a-z0-9_]+) (.*)\n# TYPE [a-z0-9_]+ ([a-z]+)$", RegexOptions.Multiline)]
    private static partial Regex MetricHead();

    [GeneratedRegex(@"- alert: (?<name>\w+)\n +expr: (?<expr>.*)\n(?: +for: (?<for>\w+)\n)? +labels: \{severity: (?<severity>\w+)\}")]
    private static partial Regex Rule();
}
