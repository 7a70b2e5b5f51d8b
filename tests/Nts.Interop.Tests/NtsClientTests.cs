using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>Our client against servers that others made.</summary>
public sealed class NtsClientTests
{
    [SkippableFact]
    public async Task Client_OfChronyd_PrintsStratumAndOffset()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        ServerAddress address = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());
        using Chronyd server = Chronyd.Server(Place.Loopback, address, certificates);
        await address.Listens();

        NtsClient.AssertGood(await NtsClient.Ask(Place.Loopback, address, certificates.Ca), stratum: 1);
        NtsClient.AssertOffsetWithinHalfTheDelay(await NtsClient.Ask(Place.Loopback, address, certificates.Ca, "--json"));
    }

    [SkippableFact]
    public async Task Client_OfNtpd_PrintsStratumAndOffset()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        using VethPair network = await VethPair.Create();
        using Ntpd server = Ntpd.Server(network.Server, certificates);
        ServerAddress address = new(network.Server.Address, 123, 4460);

        // Until it is its own orphan parent, a few seconds after its start, ntpd says stratum 16.
        Outcome outcome = await Wait.Until(
            20, () => NtsClient.Ask(network.Client, address, certificates.Ca), o => o.ExitCode == 0, o => $"{o}\n{server.Process.Log}");

        NtsClient.AssertGood(outcome, stratum: 1);
    }

    [SkippableFact]
    public async Task Client_WithUntrustedCa_FailsInTls()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        ServerAddress address = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());
        using Chronyd server = Chronyd.Server(Place.Loopback, address, certificates);
        await address.Listens();

        NtsClient.AssertFailed(await NtsClient.Ask(Place.Loopback, address, certificates.OtherCa), "failure of tls stage: ");
    }

    [Fact]
    public async Task Client_WithoutServer_FailsToConnect()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);

        Outcome outcome = await NtsClient.Ask(Place.Loopback, new ServerAddress(Place.Loopback.Address, 0, FreePort.Tcp()), certificates.Ca);

        NtsClient.AssertFailed(outcome, "failure of connect stage: ");
    }
}
