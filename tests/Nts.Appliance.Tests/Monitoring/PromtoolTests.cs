using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Nts.TestKit;

namespace Nts.Appliance.Monitoring;

/// <summary>What Prometheus' own tool says of our metrics and rules.</summary>
public sealed partial class PromtoolTests
{
    [SkippableFact]
    public async Task CheckMetrics_OfABoxThatKnowsEverything_HasNothingToSay()
    {
        ExternalProgram verdict = await Promtool.Run(Encoding.UTF8.GetBytes(FullMetrics.Text), "check", "metrics");
        Assert.Equal((0, ""), (verdict.ExitCode, verdict.Text));
    }

    [SkippableTheory]
    [InlineData("check", "config", "prometheus.yml")]
    [InlineData("check", "rules", "alerts.yml")]
    [InlineData("test", "rules", "alerts.test.yml")]
    public async Task Promtool_OfOurFiles_Succeeds(string verb, string what, string file)
    {
        ExternalProgram verdict = await Promtool.Run([], verb, what, FullMetrics.PathOf("monitoring", file));
        Assert.True(verdict.ExitCode == 0, verdict.Text);
        Assert.Contains("SUCCESS", verdict.Text, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_EachAlert_IsSeenToBeSilentAndToFire()
    {
        string tests = File.ReadAllText(FullMetrics.PathOf("monitoring", "alerts.test.yml"));
        string[] alerts = [.. AlertName().Matches(File.ReadAllText(FullMetrics.PathOf("monitoring", "alerts.yml"))).Select(match => match.Groups[1].Value)];
        Assert.True(alerts.Length > 15);
        Assert.All(alerts, alert => Assert.Contains($"eval_time: 3h, alertname: {alert}, exp_alerts: []", tests, System.StringComparison.Ordinal));
        Assert.All(alerts, alert => Assert.Matches($@"alertname: {alert}\n +exp_alerts:\n +- exp_labels", tests));
    }

    /// <summary>There is no Grafana on the package feed, so its expressions at least are read by Prometheus: as recording rules.</summary>
    [SkippableFact]
    public async Task CheckRules_ExpressionsOfTheDashboard_AreUnderstood()
    {
        StringBuilder rules = new("groups:\n  - name: dashboard\n    rules:\n");
        foreach ((string expression, int number) in Dashboard.Expressions().Select((expression, number) => (expression, number)))
        {
            rules.Append($"      - record: panel:{number}\n        expr: '{expression.Replace("$__rate_interval", "1m", System.StringComparison.Ordinal)}'\n");
        }

        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, rules.ToString());
            ExternalProgram verdict = await Promtool.Run([], "check", "rules", file);
            Assert.True(verdict.ExitCode == 0, verdict.Text);
            Assert.Contains($"{Dashboard.Expressions().Count} rules found", verdict.Text, System.StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex AlertName();
}
