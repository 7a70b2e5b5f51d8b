using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop.Matrix;

/// <summary>A cell in which the peer answers ours.</summary>
internal static class PeerAsServer
{
    private const int Polls = 3;
    private const int OtherPort = 11123;
    private const int Seconds = 40;

    /// <summary>Passes when ours has time with the algorithm it was told to ask for, and the peer says that it authenticated every request.</summary>
    public static async Task Run(Cell cell, Host client, Host server, Host other)
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        Directory.CreateDirectory(directory["keys"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ServerSetup setup = new(certificates, directory["keys"], cell.Setup == Setup.OtherPort ? OtherPort : 123);
        using INtsServer keys = cell.Peer.Server(server.Place, cell.Setup == Setup.OtherHost ? setup with { NtpHost = other.Name4 } : setup);
        using INtsServer? second = cell.Setup == Setup.OtherHost ? await Second(cell.Peer, other, setup) : null;
        INtsServer ntp = second ?? keys;

        ServerAddress address = new(cell.Setup == Setup.IPv6 ? server.Name6 : server.Name4, 123, ServerSetup.KeyPort);
        Task<Outcome> Ask() => NtsClient.Ask(client.Place, address, certificates.Ca, "--json", "--aead", $"{cell.Aead}");
        await Wait.Until(Seconds, Ask, o => o.ExitCode == 0, o => $"{o}\n{keys.Process.Log}\n{ntp.Process.Log}");
        int before = (await ntp.Served()).Authenticated;
        for (int i = 0; i < Polls; i++)
        {
            Outcome outcome = await Ask();
            NtsClient.AssertOffsetWithinHalfTheDelay(outcome);
            using JsonDocument report = JsonDocument.Parse(outcome.Output);
            Assert.Equal(1, report.RootElement.GetProperty("stratum").GetInt32());
            Assert.Equal(cell.Aead, report.RootElement.GetProperty("aead").GetInt32());
            Assert.Equal(1, report.RootElement.GetProperty("newCookies").GetInt32());
        }

        ServerReading served = await ntp.Served();
        Assert.Equal(before + Polls, served.Authenticated);
        Assert.Equal(0, served.Refused ?? 0);
    }

    // Its keys are those of the first, which must have written them.
    private static async Task<INtsServer> Second(Peer peer, Host host, ServerSetup setup)
    {
        await Wait.Until(10, () => Task.FromResult(Directory.GetFiles(setup.KeyDirectory).Length), count => count > 0, _ => "cookie keys");
        return peer.Server(host.Place, setup);
    }
}
