using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Nts.TestKit;

namespace Nts.Appliance;

/// <summary>The program under what the unit forbids it: system calls, families of addresses, capabilities, a network and a view of the processes of its own.</summary>
public sealed class SandboxTests : IDisposable
{
    private readonly LabAppliance _appliance = new();

    public void Dispose() => _appliance.Dispose();

    [SkippableFact]
    public async Task Run_UnderTheUnitsFilter_LocksAndServesThoseOutside()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "a sandbox is made by root");
        Skip.IfNot(new[] { "python3", "setpriv", "systemd-analyze" }.All(ExternalProgram.IsInstalled), "python3, setpriv or systemd-analyze is not installed");
        Skip.IfNot(File.Exists("/lib/x86_64-linux-gnu/libseccomp.so.2") || File.Exists("/lib/aarch64-linux-gnu/libseccomp.so.2"), "libseccomp is not installed");
        Skip.IfNot((await ExternalProgram.RunAsync("unshare", ["--net", "--mount", "true"])).ExitCode == 0, "no network namespace can be made here");
        string root = Checkout();
        Skip.IfNot((await ExternalProgram.RunAsync("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "test", "-r", Path.Combine(AppContext.BaseDirectory, "nts-appliance.dll")])).ExitCode == 0, "the user nobody may not read the build");
        _appliance.GiveTo("nobody");
        Process process = _appliance.StartBy(
            Path.Combine(root, "tests", "sandbox", "enter"),
            [Path.Combine(root, "image", "systemd", "nts-appliance.service"), $"{_appliance.NtpPort}", $"{_appliance.KeyEstablishmentPort}"],
            new() { ["DOTNET_CLI_HOME"] = "/tmp", ["DOTNET_EnableDiagnostics"] = "0" },
            "run",
            "--config",
            _appliance.Configuration);

        string? locked = await LabAppliance.Line(process, "clock locked");

        Assert.True(locked is not null, locked is null ? await process.StandardError.ReadToEndAsync() : "");
        string[] status = await File.ReadAllLinesAsync($"/proc/{process.Id}/status");
        Assert.Contains("Seccomp:\t2", status);
        Assert.Contains("NoNewPrivs:\t1", status);
        Assert.Contains("CapBnd:\t0000000002000000", status);
        Assert.NotEqual(new FileInfo("/proc/self/ns/net").LinkTarget, new FileInfo($"/proc/{process.Id}/ns/net").LinkTarget);
        using UdpClient client = new();
        byte[] question = new byte[48];
        question[0] = 0x23;
        question[47] = 1;
        await client.SendAsync(question, new IPEndPoint(IPAddress.Loopback, _appliance.NtpPort));
        byte[] answer = (await client.ReceiveAsync().WaitAsync(LabAppliance.Patience)).Buffer;
        Assert.Equal((0x24, 1), (answer[0], answer[1])); // NTPv4, server, no leap warning; stratum 1
        using (TcpClient keys = new())
        {
            await keys.ConnectAsync(IPAddress.Loopback, _appliance.KeyEstablishmentPort);
        }

        Assert.Equal(0, await LabAppliance.Stop(process));
    }

    private static string Checkout()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Nts.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
