using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Nts.Appliance.Status;
using Nts.Recordings;

namespace Nts.Appliance.Recordings;

/// <summary>Recording and replay as a user has them: by the program.</summary>
public sealed class RecordingCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _directory = Directory.CreateTempSubdirectory("nts-recording-").FullName;

    private string Configuration => Path.Combine(_directory, "appliance.conf");

    private string Recording => Path.Combine(_directory, "recording.rec");

    public RecordingCommandTests() => File.WriteAllText(Configuration, $"""
        [receiver]
        port = simulated
        pulse = simulated
        [clock]
        steer = software
        [ntp]
        listen = 127.0.0.1:27990
        [nts-ke]
        listen = 127.0.0.1:27990
        [state]
        directory = {_directory}/state
        run-directory = {_directory}/run
        """);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Record_Alone_GivesAFileThatReplays()
    {
        (int code, string output) = await Run("record", Recording, "--for", "9s", "--config", Configuration);
        Assert.True(code == 0, output);
        Recording recording = RecordingReader.Read(await File.ReadAllBytesAsync(Recording));
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
        using Process timekeeper = Start("run", "--config", Configuration);
        try
        {
            await PublishedAsync();
            Task<string> log = timekeeper.StandardOutput.ReadToEndAsync();
            (int code, string output) = await Run("record", Recording, "--for", "5s", "--without-position", "--config", Configuration);
            using Process kill = Process.Start("kill", ["-TERM", $"{timekeeper.Id}"]);
            await timekeeper.WaitForExitAsync().WaitAsync(Patience);

            Assert.True(code == 0, output + await log);
            Assert.Contains("recording through the timekeeper", output, StringComparison.Ordinal);
            string text = string.Concat(RecordingReader.Read(await File.ReadAllBytesAsync(Recording)).Events.Where(e => e.Kind is RecordedKind.Bytes).Select(e => e.Text));
            Assert.Contains("$GPRMC", text, StringComparison.Ordinal);
            Assert.DoesNotContain("$GPTXT", text, StringComparison.Ordinal);
        }
        finally
        {
            if (!timekeeper.HasExited)
            {
                timekeeper.Kill();
            }
        }
    }

    [Theory]
    [InlineData("no such file", null, "no such file")]
    [InlineData("later.rec", "89 4e 54 53 52 45 43 0a 07", "made by a later version")]
    public async Task Replay_FileThatCannotBeUsed_SaysWhy(string name, string? content, string words)
    {
        string path = Path.Combine(_directory, name);
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
        using CancellationTokenSource patience = new(Patience);
        while (StatusView.Of(Path.Combine(_directory, "run", StatusFile.FileName)).Problem is not null)
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "nts-appliance.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task<(int Code, string Output)> Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, output + await error);
    }
}
