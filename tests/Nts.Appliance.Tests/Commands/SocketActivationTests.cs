using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Nts.TestKit;

namespace Nts.Appliance.Commands;

/// <summary>The timekeeper with sockets that another program opened, as systemd does, and with one that listens to what it says of itself.</summary>
public sealed class SocketActivationTests : IDisposable
{
    /// <summary>Opens a UDP socket and a listener, puts them where sd_listen_fds(3) wants them, and becomes the program.</summary>
    private const string Activator = """
        import os, socket, sys
        ntp, ke = int(sys.argv[1]), int(sys.argv[2])
        sockets = []
        for i in range(int(sys.argv[3])):
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            s.bind(("127.0.0.1", ntp))
            s.setblocking(False)
            sockets.append(s)
        if ke:
            s = socket.socket()
            s.bind(("127.0.0.1", ke))
            s.listen()
            sockets.append(s)
        high = [os.dup2(s.fileno(), 100 + i) for i, s in enumerate(sockets)]
        for i, fd in enumerate(high):
            os.dup2(fd, 3 + i)
        os.environ.update(LISTEN_FDS=str(len(high)), LISTEN_PID=str(os.getpid()), LISTEN_FDNAMES=":".join("x" * len(high)))
        os.execvp(sys.argv[4], sys.argv[4:])
        """;

    private readonly LabAppliance _appliance = new();
    private readonly string _notify = Path.Combine(Path.GetTempPath(), $"notify-{Guid.NewGuid():N}");
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };

    public SocketActivationTests() => _systemd.Bind(new UnixDomainSocketEndPoint(_notify));

    public void Dispose()
    {
        _appliance.Dispose();
        _systemd.Dispose();
        File.Delete(_notify);
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Run_WithPassedSockets_ServesOnThemWithAThreadForEachAndTellsSystemd(int udpSockets)
    {
        Process process = Start(udpSockets, passesTcp: true);
        Assert.Equal("READY=1", Received());
        HashSet<string> told = [];
        while (!told.Contains("WATCHDOG=1") || !told.Any(line => line.StartsWith("STATUS=", StringComparison.Ordinal)))
        {
            told.Add(Received());
        }

        using UdpClient client = new();
        await client.SendAsync(NtpQuestion(), new IPEndPoint(IPAddress.Loopback, _appliance.NtpPort));
        Assert.Equal(48, (await client.ReceiveAsync().WaitAsync(LabAppliance.Patience)).Buffer.Length);
        using (TcpClient keys = new())
        {
            await keys.ConnectAsync(IPAddress.Loopback, _appliance.KeyEstablishmentPort);
        }

        (string Name, ulong Effective)[] threads = Threads(process.Id);
        Assert.Equal(udpSockets, threads.Count(thread => thread.Name.StartsWith("ntp 127", StringComparison.Ordinal)));
        Assert.All(threads.Where(thread => thread.Name.StartsWith("ntp 127", StringComparison.Ordinal) || thread.Name == "key establishme"), thread => Assert.Equal(0UL, thread.Effective));
        Assert.Equal(0, await LabAppliance.Stop(process));
        while (Received() != "STOPPING=1")
        {
        }
    }

    [SkippableTheory]
    [InlineData("", "no change that a reload brings into force")]
    [InlineData("[ntp\n", "the configuration of before stays in force")]
    public async Task Reload_OnSighup_TellsSystemdWhenItBeginsAndWhenItIsDone(string lines, string outcome)
    {
        Process process = Start(udpSockets: 1, passesTcp: true);
        Assert.Equal("READY=1", Received());
        await File.AppendAllTextAsync(_appliance.Configuration, "\n" + lines);

        using Process hangUp = Process.Start("kill", ["-HUP", $"{process.Id}"]);

        string told = Received();
        while (!told.StartsWith("RELOADING=1\nMONOTONIC_USEC=", StringComparison.Ordinal))
        {
            Assert.DoesNotContain("READY=1", told, StringComparison.Ordinal);
            told = Received();
        }

        Assert.Equal("READY=1", Received());
        Assert.NotNull(await LabAppliance.Line(process, outcome));
        Assert.Equal(0, await LabAppliance.Stop(process));
    }

    [SkippableFact]
    public async Task Run_OneSocketIsMissing_NamesTheLineOfTheSocketUnit()
    {
        Process process = Start(udpSockets: 1, passesTcp: false);

        string? line = await LabAppliance.Line(process, "not serving");

        Assert.Contains($"ListenStream=127.0.0.1:{_appliance.KeyEstablishmentPort}: add that line with `systemctl edit nts-appliance.socket`", line, StringComparison.Ordinal);
        Assert.Equal(0, await LabAppliance.Stop(process));
    }

    [SkippableFact]
    public async Task Run_WithoutPassedSockets_GivesUpWhatItsThreadsDoNotNeed()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "only root has something to give up");
        Process process = _appliance.Start("run", "--config", _appliance.Configuration);
        Assert.NotNull(await LabAppliance.Line(process, "receiver: simulated"));

        (string Name, ulong Effective)[] threads = Threads(process.Id);

        const ulong PortsAndClock = (1UL << 10) | (1UL << 25);
        Assert.Contains(threads, thread => thread.Effective != 0); // what else root may do is not our business
        Assert.All(threads.Where(thread => thread.Name.StartsWith("receiver", StringComparison.Ordinal)), thread => Assert.Equal(0UL, thread.Effective & PortsAndClock));
        Assert.Equal(0UL, threads[0].Effective & PortsAndClock);
        Assert.Equal(0, await LabAppliance.Stop(process));
    }

    private static byte[] NtpQuestion()
    {
        byte[] question = new byte[48];
        question[0] = 0x23;
        question[47] = 1;
        return question;
    }

    /// <summary>Names and effective capabilities, the first thread first.</summary>
    private static (string Name, ulong Effective)[] Threads(int process) =>
    [
        .. Directory.GetDirectories($"/proc/{process}/task").OrderBy(path => int.Parse(Path.GetFileName(path))).Select(path =>
        {
            string[] lines = File.ReadAllLines(Path.Combine(path, "status"));
            string effective = lines.Single(line => line.StartsWith("CapEff:", StringComparison.Ordinal))["CapEff:".Length..].Trim();
            return (lines[0]["Name:".Length..].Trim(), Convert.ToUInt64(effective, 16));
        }),
    ];

    private Process Start(int udpSockets, bool passesTcp)
    {
        Skip.IfNot(ExternalProgram.IsInstalled("python3"), "python3 is not installed");
        return _appliance.StartBy(
            "python3",
            ["-c", Activator, $"{_appliance.NtpPort}", passesTcp ? $"{_appliance.KeyEstablishmentPort}" : "0", $"{udpSockets}"],
            new() { ["NOTIFY_SOCKET"] = _notify, ["WATCHDOG_USEC"] = "30000000" },
            "run",
            "--config",
            _appliance.Configuration);
    }

    private string Received()
    {
        byte[] message = new byte[1000];
        return System.Text.Encoding.UTF8.GetString(message, 0, _systemd.Receive(message));
    }
}
