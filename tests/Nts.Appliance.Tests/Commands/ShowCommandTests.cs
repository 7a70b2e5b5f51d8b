using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Nts.Appliance.Status;

namespace Nts.Appliance.Commands;

/// <summary>The commands beside a timekeeper that runs, and beside none.</summary>
public sealed class ShowCommandTests : IDisposable
{
    private readonly LabAppliance _appliance = new();

    public void Dispose() => _appliance.Dispose();

    [Fact]
    public async Task Commands_BesideATimekeeper_ShowItAndGiveJsonUnderTheNamesOfTheDocument()
    {
        Process timekeeper = _appliance.Start("run", "--config", _appliance.Configuration);
        Assert.Contains("configuration: " + _appliance.Configuration, await LabAppliance.Line(timekeeper, "configuration: "), StringComparison.Ordinal);
        Assert.NotNull(await LabAppliance.Line(timekeeper, "clock locked"));

        // Told at the pulse, and published at the next tick.
        while ((await _appliance.Run("status", "--config", _appliance.Configuration)).Code != 0)
        {
            Assert.False(timekeeper.HasExited);
        }

        foreach ((string command, string[] where, string text, string member) in (ValueTuple<string, string[], string, string>[])
        [
            ("status", ["--config", _appliance.Configuration], "locked, ", "version"),
            ("tracking", ["--run-directory", _appliance["run"]], "Reference ID    : ", "tracking"),
            ("sources", ["--status-file", Path.Combine(_appliance["run"], StatusFile.FileName)], "\n#* PPS ", "tracking"),
            ("gps", ["--config", _appliance.Configuration], "** SIMULATED", "receiver"),
            ("clients", ["--config", _appliance.Configuration], "no client is listed", "clients"),
            ("serverstats", ["--config", _appliance.Configuration], "NTP packets received           : 0", "ntp"),
            ("keys", ["--config", _appliance.Configuration], "Cookie keys   : rotate", "keys"),
            ("cert", ["--config", _appliance.Configuration], "server.pem, valid until ", "certificate"),
        ])
        {
            (int code, string output, string error) = await _appliance.Run([command, .. where]);
            Assert.Equal((0, ""), (code, error));
            Assert.Contains(text, output, StringComparison.Ordinal);
            (code, output, _) = await _appliance.Run([command, "--json", .. where]);
            Assert.Equal(0, code);
            using JsonDocument json = JsonDocument.Parse(output);
            Assert.True(json.RootElement.TryGetProperty(member, out _), output);
        }
    }

    [Theory]
    [InlineData("status")]
    [InlineData("tracking")]
    [InlineData("clients")]
    public async Task Commands_WithoutATimekeeper_SayWhereTheyLookedAndWhatToDo(string command)
    {
        (int code, string output, string error) = await _appliance.Run(command, "--config", _appliance.Configuration);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains($"no timekeeper publishes its state at {_appliance["run"]}", error, StringComparison.Ordinal);
        Assert.Contains("next: sudo systemctl start nts-appliance", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckConfig_ByWhatTheFileIs_ExitsWithItsCode()
    {
        (int code, string output, _) = await _appliance.Run("check-config", _appliance.Configuration);
        Assert.Equal(0, code);
        Assert.StartsWith($"{_appliance.Configuration} is good\nReceiver       : SIMULATED", output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_appliance["keys"], "1 AES128 HEX:00112233445566778899aabbccddeeff\n");
        File.SetUnixFileMode(_appliance["keys"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await File.AppendAllTextAsync(_appliance.Configuration, $"\n[ntp]\nsymmetric-keys = {_appliance["keys"]}\n");
        (code, output, _) = await _appliance.Run("check-config", _appliance.Configuration);
        Assert.Equal(1, code);
        Assert.EndsWith($"PROBLEM: {_appliance["keys"]} holds a secret, and every user of this machine can get at it (mode 0644): chmod 600 {_appliance["keys"]}\n", output, StringComparison.Ordinal);

        await File.AppendAllTextAsync(_appliance.Configuration, "threds = 2\nthreads = many\n");
        (code, output, _) = await _appliance.Run("check-config", _appliance.Configuration);
        Assert.Equal(2, code);
        Assert.Equal(2, output.Split('\n').Count(line => line.StartsWith($"{_appliance.Configuration}: line ", StringComparison.Ordinal)));
        (code, output, _) = await _appliance.Run("check-config", "--json", _appliance.Configuration);
        Assert.Equal(2, code);
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.False(json.RootElement.GetProperty("isGood").GetBoolean());
        Assert.Equal("did you mean 'threads'?", json.RootElement.GetProperty("problems")[0].GetProperty("fix").GetString());
    }

    [Fact]
    public async Task Run_BrokenFile_NamesEveryMistakeAndStartsNothing()
    {
        await File.AppendAllTextAsync(_appliance.Configuration, "\n[ntp]\nthreds = 2\nallow = x\n");
        (int code, _, string error) = await _appliance.Run("run", "--config", _appliance.Configuration);
        Assert.Equal(2, code);
        Assert.Equal(2, error.Split('\n').Count(line => line.StartsWith($"{_appliance.Configuration}: line ", StringComparison.Ordinal)));
        Assert.False(Path.Exists(_appliance["state"]));
    }
}
