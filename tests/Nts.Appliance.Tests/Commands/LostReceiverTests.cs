using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance run</c> beside a receiver of which it knows the port alone: its baud rate is odd, and it has lost its settings.</summary>
public sealed class LostReceiverTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _directory = Directory.CreateTempSubdirectory("nts-lost-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Run_BaudRateAndSettingsUnknown_FindsAndSetsUpTheReceiverAndRemembersIt()
    {
        using SimulatedReceiver receiver = new(new SimulatorOptions { BaudRate = 19_200, IsUnconfigured = true }, new SystemClock());
        string configuration = Path.Combine(_directory, "appliance.conf");
        await File.WriteAllTextAsync(configuration, $"""
            [receiver]
            port = {receiver.Options.Port}
            [clock]
            steer = software
            [ntp]
            listen = 127.0.0.1:27996
            [nts-ke]
            listen = 127.0.0.1:27996
            [state]
            directory = {_directory}/state
            run-directory = {_directory}/run
            """);
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "nts-appliance.dll"), "run", "--config", configuration])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            string? line = "";
            while (line is not null && !line.Contains("set up, ", StringComparison.Ordinal))
            {
                line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            }

            Assert.Contains($"on {receiver.Options.Port} at 115200 baud: set up, ", line, StringComparison.Ordinal);
            Assert.Equal(115_200, receiver.BaudRate);
            using Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync().WaitAsync(Patience);
            Assert.Equal(0, process.ExitCode);
            Assert.StartsWith($"{receiver.Options.Port} ", await File.ReadAllTextAsync(Path.Combine(_directory, "state", "receiver")), StringComparison.Ordinal);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
