using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Nts.Appliance.Commands;

public sealed class SimulateCommandTests
{
    private const string Short = "[scenario]\ntitle = short\nseeds = 1\nseconds = 100 s\nstatistics-from = 60 s\n[limits]\nlock-within = ";

    [Theory]
    [InlineData(Short + "60 s", 0)]
    [InlineData(Short + "1 s", 1)]
    [InlineData(Short + "soon", 2)]
    public void Simulate_AFile_ExitsByItsLimits(string text, int expected)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, text);
        Assert.Equal(expected, Invoke(path));
        File.Delete(path);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0, "--json")]
    [InlineData(0, "006", "--seconds", "100", "--seeds", "1")]
    [InlineData(0, "001-start-fast-clock", "--seconds", "70", "--seeds", "1-2", "--plot", "/dev/null")]
    [InlineData(2, "nothing-of-this-name")]
    [InlineData(2, "0")] // more than one begins so
    [InlineData(2, "all", "--plot", "x.svg")]
    [InlineData(2, "006", "--seconds", "10")]
    [InlineData(2, "006", "--seeds", "5-1")]
    [InlineData(2, "006", "--csv", "/nowhere/x.csv")]
    public void Simulate_CommandLine_ExitsAsItSays(int expected, params string[] words) => Assert.Equal(expected, Invoke(words));

    [Fact]
    public async Task Simulate_Json_HasEverySeedWithTheLimitsThatItBroke()
    {
        using LabAppliance appliance = new();
        await File.WriteAllTextAsync(appliance["short"], (Short + "1 s").Replace("seeds = 1", "seeds = 1-2", System.StringComparison.Ordinal));
        (int code, string output, string error) = await appliance.Run("simulate", appliance["short"], "--json");
        Assert.Equal((1, ""), (code, error));
        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement scenario = json.RootElement.EnumerateArray().Single();
        Assert.Equal(("short", "short", false), (scenario.GetProperty("name").GetString(), scenario.GetProperty("title").GetString(), scenario.GetProperty("isKept").GetBoolean()));
        Assert.Equal([1, 2], scenario.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetProperty("seed").GetInt32()));
        Assert.All(scenario.GetProperty("seeds").EnumerateArray(), seed =>
        {
            Assert.InRange(seed.GetProperty("rmsSeconds").GetDouble(), 1e-9, 1e-3);
            Assert.StartsWith("lock-within is ", seed.GetProperty("broken").EnumerateArray().Single().GetString(), System.StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Simulate_JsonOfAClockThatNeverLocks_HasNullForWhatIsNotKnown()
    {
        using LabAppliance appliance = new();
        await File.WriteAllTextAsync(appliance["short"], "[scenario]\ntitle = short\nseeds = 1\nseconds = 5 s\nstatistics-from = 0 s\n");
        (_, string output, string error) = await appliance.Run("simulate", appliance["short"], "--json");
        Assert.Equal("", error);
        using JsonDocument json = JsonDocument.Parse(output);
        JsonElement seed = json.RootElement[0].GetProperty("seeds")[0];
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (seed.GetProperty("lockedAtSecond").ValueKind, seed.GetProperty("meanBoundSeconds").ValueKind));
    }

    private static int Invoke(params string[] words) => Program.Run(["simulate", .. words]);
}
