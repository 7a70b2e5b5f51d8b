using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Nts.Appliance.Commands;

/// <summary>Timekeeper and page as the two processes that they are.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _directory = Directory.CreateTempSubdirectory("nts-process-").FullName;

    private string Configuration => Path.Combine(_directory, "appliance.conf");

    public ProcessTests() => File.WriteAllText(Configuration, $"""
        [receiver]
        port = simulated
        pulse = simulated
        [clock]
        steer = software
        [ntp]
        listen = 127.0.0.1:27998
        [nts-ke]
        listen = 127.0.0.1:27998
        [state]
        directory = {_directory}/state
        run-directory = {_directory}/run
        [web]
        listen = 127.0.0.1:27999
        """);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(0, "check", "--config", "appliance.conf")]
    [InlineData(0, "check", "--config", "appliance.conf", "--json")]
    [InlineData(1, "check", "--config", "none.conf", "--no-listen")]
    [InlineData(2, "check", "--nonsense")]
    public async Task Check_ByWhatItFinds_ExitsWithItsCode(int code, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "nts-appliance.dll"), .. arguments])
        {
            WorkingDirectory = _directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(code, process.ExitCode);
        Assert.Equal(arguments.Contains("--json"), output.StartsWith('['));
    }

    [Theory]
    [InlineData("run", "key establishment: serving", false)]
    [InlineData("web", "page: http://127.0.0.1:27999", true)]
    public async Task Command_UntilSigterm_ServesAndLoadsNoMoreThanItNeeds(string command, string serving, bool needsWebServer)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "nts-appliance.dll"), command, "--config", Configuration])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            string? line = "";
            while (line is not null && !line.Contains(serving, StringComparison.Ordinal))
            {
                line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            }

            Assert.NotNull(line);
            string maps = await File.ReadAllTextAsync($"/proc/{process.Id}/maps");
            Assert.Equal(needsWebServer, maps.Contains("Microsoft.AspNetCore", StringComparison.Ordinal));

            using Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync().WaitAsync(Patience);
            Assert.Equal(0, process.ExitCode);
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
