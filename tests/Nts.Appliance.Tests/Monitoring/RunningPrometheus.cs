using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Nts.Appliance.Monitoring;

/// <summary>A real Prometheus on loopback that scrapes a page every second, with our rules but for how long they wait.</summary>
internal sealed partial class RunningPrometheus : IDisposable
{
    private readonly HttpClient _client;
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    /// <param name="folder">Where its files go.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="page">What it scrapes.</param>
    /// <param name="wait">How long a rule's condition must hold.</param>
    public RunningPrometheus(string folder, string address, string page, string wait)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "alerts.yml"), For().Replace(File.ReadAllText(FullMetrics.PathOf("monitoring", "alerts.yml")), "for: " + wait));
        File.WriteAllText(
            Path.Combine(folder, "prometheus.yml"),
            File.ReadAllText(FullMetrics.PathOf("monitoring", "prometheus.yml")).Replace("15s", "1s", StringComparison.Ordinal).Replace("localhost:8080", page, StringComparison.Ordinal));
        ProcessStartInfo start = new(Promtool.Program("prometheus"), [
            $"--config.file={Path.Combine(folder, "prometheus.yml")}", $"--storage.tsdb.path={Path.Combine(folder, "data")}", $"--web.listen-address={address}",
        ])
        {
            RedirectStandardError = true,
        };
        _client = new HttpClient { BaseAddress = new Uri($"http://{address}/api/v1/") };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_log)
            {
                _log.AppendLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>The values that it has for an expression now; none while it does not answer.</summary>
    public async Task<double[]> Query(string expression) =>
        [.. (await Get($"query?query={Uri.EscapeDataString(expression)}"))?.GetProperty("result").EnumerateArray().Select(sample =>
            double.Parse(sample.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)) ?? []];

    /// <summary>Whether an expression has this one value now.</summary>
    public async Task<bool> Has(string expression, double value) => await Query(expression) is [double only] && only == value;

    /// <summary>The alerts that fire now.</summary>
    public async Task<string[]> Firing() =>
        [.. (await Get("alerts"))?.GetProperty("alerts").EnumerateArray().Where(alert => alert.GetProperty("state").GetString() == "firing")
            .Select(alert => alert.GetProperty("labels").GetProperty("alertname").GetString()!) ?? []];

    /// <summary>What it thinks of each rule: <c>ok</c>, or what is wrong with it.</summary>
    public async Task<string[]> RuleHealth() =>
        [.. (await Get("rules"))!.Value.GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("rules").EnumerateArray())
            .Select(rule => rule.TryGetProperty("lastError", out JsonElement error) ? error.GetString()! : rule.GetProperty("health").GetString()!)];

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _client.Dispose();
    }

    private async Task<JsonElement?> Get(string path)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(await _client.GetStringAsync(path));
            return answer.RootElement.GetProperty("data").Clone();
        }
        catch (HttpRequestException)
        {
            Assert.False(_process.HasExited, Log);
            return null;
        }
    }

    [GeneratedRegex(@"\bfor: \w+")]
    private static partial Regex For();
}
