using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Nts.TestKit;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>
/// The simulator's bytes read by decoders that others wrote: gpsd's gpsdecode, and the UBX decoder of gpsd's Python module.
/// </summary>
/// <remarks>Debian packages gpsd-clients and python3-gps. Without them the tests are skipped, and counted as skipped.</remarks>
public sealed class ForeignDecoderTests
{
    private const string GpsDecode = "/usr/bin/gpsdecode";
    private const string PythonModule = "/usr/lib/python3/dist-packages/gps/ubx.py";

    /// <summary>2026-11-18T11:06:40Z.</summary>
    private const long Second = 1_795_000_000;

    /// <summary>Prints each message as the module decodes it; the module itself finds the frames and checks their sums.</summary>
    private const string PythonProgram = """
        import sys, gps.ubx
        decoder = gps.ubx.ubx()
        decoder.verbosity = 2
        decoder.timestamp = 0
        data = sys.stdin.buffer.read()
        while data:
            consumed = decoder.decode_msg(data)
            if not consumed:
                break
            data = data[consumed:]
        """;

    [SkippableFact]
    public async Task Compose_GpsDecode_ReportsTimeFixAndSatellites()
    {
        Skip.IfNot(File.Exists(GpsDecode), "gpsdecode is not installed (Debian package gpsd-clients)");
        JsonElement[] reports = await DecodeByGpsdAsync(hasFix: true);

        JsonElement[] fixes = [.. reports.Where(r => Text(r, "class") == "TPV" && r.TryGetProperty("time", out _))];
        Assert.NotEmpty(fixes);
        Assert.All(fixes, f => Assert.Equal(3, f.GetProperty("mode").GetInt32()));
        Assert.All(fixes, f => Assert.Matches(@"^2026-11-18T11:06:(39\.99|4\d\.0)\d*Z$", Text(f, "time")));
        Assert.All(fixes, f => Assert.Equal((0, 0), (f.GetProperty("lat").GetDouble(), f.GetProperty("lon").GetDouble())));
        Assert.Contains(reports, r => r.TryGetProperty("nSat", out JsonElement count) && count.GetInt32() == 8);
    }

    [SkippableFact]
    public async Task Compose_GpsDecodeWithoutFix_ReportsNone()
    {
        Skip.IfNot(File.Exists(GpsDecode), "gpsdecode is not installed (Debian package gpsd-clients)");
        JsonElement[] reports = await DecodeByGpsdAsync(hasFix: false);

        Assert.Contains(reports, r => Text(r, "class") == "TPV");
        Assert.All(reports.Where(r => Text(r, "class") == "TPV"), f => Assert.InRange(f.GetProperty("mode").GetInt32(), 0, 1));
    }

    [SkippableTheory]
    [InlineData(
        "UBX-TIM-TP", "towMS 299201000 towSubMS 0 qErr -4321 week 2445", "flags 0xb refInfo 0x30",
        "timeBase is UTC, UTC available, RAIM active")]
    [InlineData("UBX-NAV-TIMEUTC", "iTOW 299218000 tAcc 20 nano 37020 Time  2026/11/18 11:6:40", "valid x37")]
    [InlineData(
        "UBX-NAV-TIMELS", "iTOW 299218000 version 0", "srcOfCurrLs 2",
        "currLs 18 srcOfLsChange 2 lsChange 0 timeToLsEvent -311771200",
        "dateOfLsGpsWn 1929 dateOfLsGpsDn 7", "valid x3")]
    [InlineData(
        "UBX-NAV-PVT", "iTOW 299218000 time 2026/11/18 11:06:40 valid x37", "tAcc 20 nano 37020 fixType 3 flags x1 flags2 xe0",
        "numSV 8 lon 0 lat 0")]
    [InlineData("UBX-MON-VER", "SIMULATED RECEIVER")]
    public async Task Compose_PythonGps_ReadsEveryField(string message, params string[] fields)
    {
        Skip.IfNot(File.Exists(PythonModule), "the gps module is not installed (Debian package python3-gps)");
        byte[] burst = SimulatedBurstTests.Burst(hasFix: true, Second);
        string output = (await ExternalProgram.RunAsync("/usr/bin/python3", ["-c", PythonProgram], burst)).Text;

        int start = output.IndexOf(message, StringComparison.Ordinal);
        Assert.True(start >= 0, output);
        string text = output[start..];
        int end = text.IndexOf("\nUBX-", StringComparison.Ordinal);
        Assert.All(fields, field => Assert.Contains(field, end < 0 ? text : text[..end], StringComparison.Ordinal));
    }

    private static async Task<JsonElement[]> DecodeByGpsdAsync(bool hasFix)
    {
        byte[] bursts = [.. Enumerable.Range(0, 10).SelectMany(i => SimulatedBurstTests.Burst(hasFix, Second + i))];
        ExternalProgram decoded = await ExternalProgram.RunAsync(GpsDecode, ["-j"], bursts);
        return [.. Encoding.UTF8.GetString(decoded.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    private static JsonElement Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
