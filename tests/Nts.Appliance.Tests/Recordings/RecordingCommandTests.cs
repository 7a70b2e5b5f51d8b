using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Nts.Appliance.Status;
using Nts.Recordings;

namespace Nts.Appliance.Recordings;

/// <summary>Recording and replay as a user has them: by the program.</summary>
public sealed class RecordingCommandTests : IDisposable
{
    private readonly LabAppliance _appliance = new();

    private string Recording => _appliance["recording.rec"];

    public void Dispose() => _appliance.Dispose();

    [Fact]
    public async Task Record_Alone_GivesAFileThatReplays()
    {
        (int code, string output, string notices) = await _appliance.Run("record", Recording, "--for", "9s", "--json", "--config", _appliance.Configuration);
        Assert.True(code == 0, notices);
        Assert.StartsWith("recording simulated receiver", notices, StringComparison.Ordinal);
        Recording recording = RecordingReader.Read(await File.ReadAllBytesAsync(Recording));
        using JsonDocument outcome = JsonDocument.Parse(output);
        Assert.Equal(
            (Recording, recording.Events.Sum(e => e.Kind is RecordedKind.Bytes ? e.Bytes.Length : 0), recording.Events.Count(e => e.Kind is RecordedKind.Edge), new FileInfo(Recording).Length, false),
            (outcome.RootElement.GetProperty("file").GetString(), outcome.RootElement.GetProperty("bytes").GetInt32(), outcome.RootElement.GetProperty("edges").GetInt32(), outcome.RootElement.GetProperty("fileBytes").GetInt64(), outcome.RootElement.GetProperty("isPositionRemoved").GetBoolean()));
        Assert.Null(recording.Damage);
        Assert.Contains(recording.Events, e => e.Kind is RecordedKind.Edge);
        Assert.Contains(recording.Events, e => e.Kind is RecordedKind.Bytes);
        Assert.DoesNotContain(Environment.MachineName, string.Concat(recording.Notes), StringComparison.Ordinal);

        (_, string replay) = await Run("replay", Recording);
        Assert.Contains("receiver: pulse and time", replay, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_WhileTheTimekeeperRuns_RecordsThroughItWithoutThePosition()
    {
        Process timekeeper = _appliance.Start("run", "--config", _appliance.Configuration);
        await PublishedAsync();
        Task<string> log = timekeeper.StandardOutput.ReadToEndAsync();
        (int code, string output) = await Run("record", Recording, "--for", "5s", "--without-position", "--config", _appliance.Configuration);
        await LabAppliance.Stop(timekeeper);

        Assert.True(code == 0, output + await log);
        Assert.Contains("recording through the timekeeper", output, StringComparison.Ordinal);
        string text = string.Concat(RecordingReader.Read(await File.ReadAllBytesAsync(Recording)).Events.Where(e => e.Kind is RecordedKind.Bytes).Select(e => e.Text));
        Assert.Contains("$GPRMC", text, StringComparison.Ordinal);
        Assert.DoesNotContain("$GPTXT", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no such file", null, "no such file")]
    [InlineData("later.rec", "89 4e 54 53 52 45 43 0a 07", "made by a later version")]
    public async Task Replay_FileThatCannotBeUsed_SaysWhy(string name, string? content, string words)
    {
        string path = _appliance[name];
        if (content is not null)
        {
            await File.WriteAllBytesAsync(path, Convert.FromHexString(content.Replace(" ", "", StringComparison.Ordinal)));
        }

        (int code, string output) = await Run("replay", path);
        Assert.Equal(2, code);
        Assert.Contains(words, output, StringComparison.Ordinal);
    }

    /// <summary>Waits until the timekeeper has published its state for the first time.</summary>
    private async Task PublishedAsync()
    {
        using CancellationTokenSource patience = new(LabAppliance.Patience);
        while (StatusView.Of(Path.Combine(_appliance["run"], StatusFile.FileName)).Problem is not null)
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private async Task<(int Code, string Output)> Run(params string[] arguments)
    {
        (int code, string output, string error) = await _appliance.Run(arguments);
        return (code, output + error);
    }
}
