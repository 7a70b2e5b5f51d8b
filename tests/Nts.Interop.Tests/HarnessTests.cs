using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>The peers with each other: if one of these fails, a failure against our programs says nothing about them.</summary>
public sealed class HarnessTests
{
    private const int SysTime = 25; // CAP_SYS_TIME, capabilities(7)

    [SkippableFact]
    public async Task ChronydClient_OfChronyd_IsAuthenticated()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        ServerAddress address = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());
        using Chronyd server = Chronyd.Server(Place.Loopback, address, certificates);
        using Chronyd client = Chronyd.Client(Place.Loopback, address, certificates.Ca);

        ChronyReport report = await Wait.Until(
            30, client.Report, r => r is { Selected: true, Reach: "377" }, r => $"{r}\n{client.Process.Log}\n{server.Process.Log}");

        Assert.True(report is { Authenticated: true, Cookies: 8, Naks: 0, Aead: 15 }, report.ToString());
        AssertCannotSetTheClock(client.Process);
    }

    [SkippableFact]
    public async Task ChronydAsk_WithUntrustedCa_FindsNoTime()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        ServerAddress address = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());
        using Chronyd server = Chronyd.Server(Place.Loopback, address, certificates);

        OneShot answer = await Chronyd.Ask(Place.Loopback, address, certificates.OtherCa);

        Assert.Null(answer.Offset);
        Assert.Contains("certificate", answer.Outcome.Errors, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task NtpdClient_OfNtpd_IsAuthenticated()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        using VethPair network = await VethPair.Create();
        using Ntpd server = Ntpd.Server(network.Server, certificates);
        await server.Process.WaitFor("listen4 worked", 10);
        using Ntpd client = Ntpd.Client(network.Client, new ServerAddress(network.Server.Address, 123, 4460), certificates.Ca);

        NtpdReport report = await Wait.Until(
            40, client.Report, r => r is { Selected: true, Reach: "377" }, r => $"{r}\n{client.Process.Log}\n{server.Process.Log}");

        Assert.True(report is { Authenticated: true, Cookies: 8, Bad: 0, KeyEstablishments: 1 }, report.ToString());
        AssertCannotSetTheClock(client.Process);
        Assert.Contains("leave-clock-alone.so", File.ReadAllText($"/proc/{client.Process.Id}/maps"), StringComparison.Ordinal);
    }

    private static void AssertCannotSetTheClock(ChildProcess process)
    {
        string line = File.ReadLines($"/proc/{process.Id}/status").Single(l => l.StartsWith("CapEff:", StringComparison.Ordinal));
        ulong effective = ulong.Parse(line.AsSpan("CapEff:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Assert.Equal(0UL, effective & (1UL << SysTime));
    }
}
