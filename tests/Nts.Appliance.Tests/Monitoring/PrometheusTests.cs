using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Nts.Appliance.Monitoring;

/// <summary>The whole chain: simulated receiver, timekeeper, page, a real Prometheus with our rules, the owner's command.</summary>
public sealed class PrometheusTests
{
    /// <summary>Long enough for Prometheus to have seen the antenna connected, on a slow machine, too.</summary>
    private const int CutAfterSeconds = 30;

    [SkippableFact]
    public async Task Antenna_IsCut_TheAlertFiresAndTheCommandRuns()
    {
        Promtool.Program("prometheus");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("nts-prometheus-");
        try
        {
            string told = Path.Combine(folder.FullName, "told");
            string hook = Path.Combine(folder.FullName, "hook");
            await File.WriteAllTextAsync(hook, $"#!/bin/sh\necho \"$NTS_EVENT $NTS_SEVERITY $NTS_STATE: $NTS_TEXT\" >>{told}\n");
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            using LabAppliance appliance = new($"port = simulated\npulse = simulated\nsimulated-outage = antenna after {CutAfterSeconds}s for 10m\n[alarm]\ncommand = {hook}");
            Process page = appliance.Start("web", "--config", appliance.Configuration);
            Assert.NotNull(await LabAppliance.Line(page, "page: http://"));
            using RunningPrometheus prometheus = new(Path.Combine(folder.FullName, "prometheus"), LabAppliance.FreeAddress(), appliance.Page, wait: "1s");
            await Until(() => prometheus.Has("nts_timekeeper_up", 0), "the page is scraped", prometheus);

            Process timekeeper = appliance.Start("run", "--config", appliance.Configuration);
            Task<string?> log = LabAppliance.Line(timekeeper, "antenna");
            await Until(() => prometheus.Has("nts_receiver_antenna_state{state=\"ok\"}", 1), "the antenna is connected", prometheus);
            Assert.DoesNotContain("NtsAntenna", await prometheus.Firing());
            Assert.All(await prometheus.RuleHealth(), health => Assert.Contains(health, (string[])["ok", "unknown"]));

            await Until(async () => (await prometheus.Firing()).Contains("NtsAntenna"), "NtsAntenna fires", prometheus);
            Assert.True(await prometheus.Has("nts_receiver_antenna_state{state=\"open\"}", 1));
            Assert.All(await prometheus.RuleHealth(), health => Assert.Equal("ok", health));
            Assert.NotNull(await log);
            await Until(() => Task.FromResult(File.Exists(told) && File.ReadAllText(told).Contains("antenna-open warning ", StringComparison.Ordinal)), "the command runs", prometheus);
            await Until(() => prometheus.Has("nts_alarm_level{alarm=\"antenna\"}", 1), "the alarm is a metric", prometheus);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Until(Func<Task<bool>> isSo, string what, RunningPrometheus prometheus)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < LabAppliance.Patience, $"{what}: not in time\n{prometheus.Log}");
            await Task.Delay(200);
        }
    }
}
