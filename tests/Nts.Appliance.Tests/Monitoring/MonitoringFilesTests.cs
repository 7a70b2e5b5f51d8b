using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Nts.Appliance.Monitoring;

/// <summary>Rules and dashboard name what exists; and the dashboard has the structure that Grafana reads.</summary>
public sealed class MonitoringFilesTests
{
    [Fact]
    public void Metrics_InTheRules_Exist()
    {
        string[] expressions = [.. Regex.Matches(File.ReadAllText(FullMetrics.PathOf("monitoring", "alerts.yml")), @"^ +expr: (.*)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value)];
        string[] named = [.. expressions.SelectMany(FullMetrics.NamedIn)];
        Assert.True(named.Length > 15);
        Assert.Empty(named.Except(FullMetrics.Names));
    }

    [Fact]
    public void Metrics_InTheDashboard_Exist()
    {
        Assert.All(Dashboard.Expressions(), expression => Assert.NotEmpty(FullMetrics.NamedIn(expression)));
        Assert.Empty(Dashboard.Expressions().SelectMany(FullMetrics.NamedIn).Except(FullMetrics.Names));
    }

    [Fact]
    public void Dashboard_Itself_HasWhatGrafanaNeeds()
    {
        JsonElement root = Dashboard.Root;
        Assert.Equal("nts-appliance", root.GetProperty("uid").GetString());
        Assert.NotEmpty(root.GetProperty("title").GetString()!);
        Assert.InRange(root.GetProperty("schemaVersion").GetInt32(), 36, 42);
        string[] variables = [.. root.GetProperty("templating").GetProperty("list").EnumerateArray().Select(variable => variable.GetProperty("name").GetString()!)];
        Assert.Equal(["datasource", "instance"], variables);
    }

    [Fact]
    public void Dashboard_Panels_HaveIdsTypesTitlesAndTargetsOfTheChosenSource()
    {
        IReadOnlyList<JsonElement> panels = Dashboard.Panels();
        int[] ids = [.. panels.Select(panel => panel.GetProperty("id").GetInt32())];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(panels, panel =>
        {
            Assert.Contains(panel.GetProperty("type").GetString(), (string[])["stat", "timeseries"]);
            Assert.NotEmpty(panel.GetProperty("title").GetString()!);
            Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString());
            JsonElement[] targets = [.. panel.GetProperty("targets").EnumerateArray()];
            Assert.NotEmpty(targets);
            Assert.Equal(targets.Length, targets.Select(target => target.GetProperty("refId").GetString()).Distinct().Count());
            Assert.All(targets, target => Assert.Contains("instance=~\"$instance\"", target.GetProperty("expr").GetString(), StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Dashboard_Panels_LieInTheGridAndNotOnEachOther()
    {
        HashSet<(int, int)> taken = [];
        foreach (JsonElement place in Dashboard.Panels().Select(panel => panel.GetProperty("gridPos")))
        {
            (int x, int y) = (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32());
            (int width, int height) = (place.GetProperty("w").GetInt32(), place.GetProperty("h").GetInt32());
            Assert.InRange(x + width, 1, 24);
            Assert.All(from i in Enumerable.Range(x, width) from j in Enumerable.Range(y, height) select (i, j), cell => Assert.True(taken.Add(cell)));
        }
    }
}
