using System;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Nts.Desktop.Bench;

public sealed class BenchReportTests
{
    private static readonly BenchOptions Options = new()
    {
        Mode = BenchMode.Nts,
        Host = "localhost",
        Port = 123,
        KeyServer = new("localhost", 4460),
        IsJson = true,
    };

    [Fact]
    public void Json_Everything_HasTheNamesAndUnitsOfTheManual()
    {
        JsonElement json = Json(Full());
        Assert.Equal(
            "mode sent received lost invalid unsent duplicates late foreign seconds perSecond roundTripMicroseconds residenceMicroseconds errorMicroseconds "
            + "slipMicroseconds loadCpuSeconds loadIdleSeconds firstInvalidReason invalidReasons",
            string.Join(' ', json.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(("nts", 100, 90, 7, 3), (json.GetProperty("mode").GetString(), Number(json, "sent"), Number(json, "received"), Number(json, "lost"), Number(json, "invalid")));
        Assert.Equal((2, 45, 1.5), (Number(json, "seconds"), Number(json, "perSecond"), Number(json, "loadCpuSeconds")));
        JsonElement roundTrip = json.GetProperty("roundTripMicroseconds");
        Assert.Equal("p50 p90 p99 p99_9 max mean", string.Join(' ', roundTrip.EnumerateObject().Select(member => member.Name)));
        Assert.Equal((4, 2.5), (Number(roundTrip, "max"), Number(roundTrip, "mean")));
        Assert.InRange(Number(roundTrip, "p50"), 1.98, 2.02);
        JsonElement error = json.GetProperty("errorMicroseconds");
        Assert.Equal("meanAbsolute p50 p99 max mean", string.Join(' ', error.EnumerateObject().Select(member => member.Name)));
        Assert.Equal((1, -1), (Number(error, "meanAbsolute"), Number(error, "mean")));
        Assert.Equal("kiss RATE", json.GetProperty("firstInvalidReason").GetString());
        Assert.Equal(2, Number(json.GetProperty("invalidReasons"), "kiss RATE"));
    }

    [Fact]
    public void Json_NothingMeasured_LeavesOutWhatIsUnknown() => Assert.Equal(
        "mode sent received lost invalid unsent duplicates late foreign seconds perSecond loadCpuSeconds",
        string.Join(' ', Json(new LoadResult()).EnumerateObject().Select(member => member.Name)));

    [Fact]
    public void Text_Everything_IsAShortTable()
    {
        string[] lines = Write(Options with { IsJson = false }, Full()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("localhost port 123, nts, 64 in flight, 2.0 s", lines[0]);
        Assert.Equal("100 sent, 90 received, 7 lost, 3 invalid", lines[1]);
        Assert.Equal("round trip               2.5       2.0       4.0       4.0       4.0       4.0", lines[6]);
        Assert.Equal(["invalid: 2 kiss RATE", "invalid: 1 the authenticator is wrong"], lines[^2..]);
    }

    private static LoadResult Full()
    {
        LoadResult result = new() { Sent = 100, Received = 90, Seconds = 2, CpuSeconds = 1.5, IdleSeconds = 0.5, Duplicates = 1, ErrorSum = -1000 };
        result.AddInvalid("kiss RATE");
        result.AddInvalid("the authenticator is wrong");
        result.AddInvalid("kiss RATE");
        for (int microseconds = 1; microseconds <= 4; microseconds++)
        {
            result.RoundTrip.Add(microseconds * 1000);
        }

        result.Residence.Add(1000);
        result.Error.Add(1000);
        result.Slip.Add(1000);
        return result;
    }

    private static double Number(JsonElement json, string name) => json.GetProperty(name).GetDouble();

    private static JsonElement Json(LoadResult result) => JsonDocument.Parse(Write(Options, result)).RootElement;

    private static string Write(BenchOptions options, LoadResult result)
    {
        StringWriter output = new() { NewLine = "\n" };
        BenchReport.Write(output, options, result);
        return output.ToString();
    }
}
