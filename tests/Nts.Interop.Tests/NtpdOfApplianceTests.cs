using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>ntpd as a client of the appliance, at the two ends of a cable.</summary>
public sealed class NtpdOfApplianceTests
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
    public async Task NtpdClient_WithAnAesCmacKey_TakesTheTime()
    {
        const string Key = "000102030405060708090a0b0c0d0e0f";
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        using VethPair network = await VethPair.Create();
        ServerAddress address = new(network.Server.Address, 123, 14460);
        string ntp = $"symmetric-keys = {directory.Write("keys", $"1 AES128 HEX:{Key}\n")}";
        using Appliance server = await Appliance.Run(network.Server, address, certificates, ntp: ntp).Locked();
        using Ntpd client = Ntpd.ClientWithKey(network.Client, address, Key);

        NtpdReport report = await Wait.Until(
            90, client.Report, r => r.Reach == "377", r => $"{r}\n{client.Process.Log}\n{server.Process.Log}");

        Assert.True(report is { Selected: true, Authenticated: true }, $"{report}\n{client.Process.Log}");
        Assert.True(await server.NtpCounter("mac") >= 8);
    }
}
