using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace Nts.Gnss;

/// <summary>What gpsd made of a capture: its JSON reports, as they lie beside the file.</summary>
public sealed class GpsdDecode
{
    private const int StatusOfFixedPosition = 7;

    /// <summary>Reads the lines of a <c>.chk</c> file; among them are receiver's sentences, which are not gpsd's.</summary>
    public GpsdDecode(IEnumerable<string> lines)
    {
        foreach (string line in lines.Where(line => line.StartsWith("{\"class\":", StringComparison.Ordinal)))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            Take(document.RootElement);
        }
    }

    /// <summary>All moments, each once, in order.</summary>
    public List<string> Times { get; } = [];

    /// <summary>All counts of leap seconds.</summary>
    public SortedSet<int> LeapSeconds { get; } = [];

    /// <summary>Satellites in view in the fullest of its skies.</summary>
    public int MostSeen { get; private set; }

    /// <summary>The largest number of satellites used.</summary>
    public int MostUsed { get; private set; }

    /// <summary>The fix of each report.</summary>
    public List<string> Fixes { get; } = [];

    private void Take(JsonElement report)
    {
        switch (report.GetProperty("class").GetString())
        {
            case "TPV":
                if (report.TryGetProperty("time", out JsonElement time) && !Times.Contains(time.GetString()!))
                {
                    Times.Add(time.GetString()!);
                }

                if (report.TryGetProperty("leapseconds", out JsonElement leapSeconds))
                {
                    LeapSeconds.Add(leapSeconds.GetInt32());
                }

                bool isFixed = report.TryGetProperty("status", out JsonElement status) && status.GetInt32() == StatusOfFixedPosition;
                int mode = report.GetProperty("mode").GetInt32();
                if (mode > 0)
                {
                    Fixes.Add(isFixed ? "time" : mode == 1 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{mode}D"));
                }

                break;
            case "SKY":
                MostSeen = Math.Max(MostSeen, report.TryGetProperty("nSat", out JsonElement seen) ? seen.GetInt32() : 0);
                MostUsed = Math.Max(MostUsed, report.TryGetProperty("uSat", out JsonElement used) ? used.GetInt32() : 0);
                break;
        }
    }
}
