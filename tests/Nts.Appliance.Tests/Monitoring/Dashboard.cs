using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Nts.Appliance.Monitoring;

/// <summary>The dashboard for Grafana, read as the JSON that it is.</summary>
internal static class Dashboard
{
    /// <summary>The whole of it.</summary>
    public static JsonElement Root { get; } = JsonDocument.Parse(File.ReadAllBytes(FullMetrics.PathOf("monitoring", "grafana.json"))).RootElement;

    /// <summary>Its panels.</summary>
    public static IReadOnlyList<JsonElement> Panels() => [.. Root.GetProperty("panels").EnumerateArray()];

    /// <summary>What they ask Prometheus for.</summary>
    public static IReadOnlyList<string> Expressions() =>
        [.. Panels().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!)];
}
