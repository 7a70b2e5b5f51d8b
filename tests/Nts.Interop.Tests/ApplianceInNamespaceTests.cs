using System;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>The appliance at the far end of a cable.</summary>
public sealed class ApplianceInNamespaceTests
{
    [SkippableFact]
    public async Task NtpdClient_ForThirtyPolls_KeepsItsCookies()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        using VethPair network = await VethPair.Create();
        ServerAddress address = new(network.Server.Address, 11123, 14460);
        using Appliance server = await Appliance.Run(network.Server, address, certificates).Locked();
        using Ntpd client = Ntpd.Client(network.Client, address, certificates.Ca);

        NtpdReport report = await Wait.Until(
            90, client.Report, r => r.Sent >= 30 && r.Reach == "377", r => $"{r}\n{client.Process.Log}\n{server.Process.Log}");

        Assert.True(report is { Selected: true, Authenticated: true, Bad: 0, Cookies: 8, KeyEstablishments: 1 }, $"{report}\n{client.Process.Log}");
        Assert.InRange(report.Good, report.Sent - 1, report.Sent);
    }

    [SkippableFact]
    public async Task Demo_ForOneMinute_LocksServesChronydAndEndsWithZero()
    {
        using TempDirectory directory = new();
        using VethPair network = await VethPair.Create();
        Place place = network.Server with { Address = "127.0.0.1" };
        using Appliance demo = await Appliance.Demo(place, directory["demo"], seconds: 60).Locked();

        OneShot answer = await Chronyd.Ask(place, new ServerAddress(place.Address, 11123, 14460), directory["demo/ca.pem"]);
        Outcome end = await demo.Process.Finish(seconds: 90);

        Assert.True(Math.Abs(answer.Offset ?? double.NaN) < 0.2e-3, $"{answer.Outcome}\n{end}");
        Assert.Equal(0, end.ExitCode);
    }
}
