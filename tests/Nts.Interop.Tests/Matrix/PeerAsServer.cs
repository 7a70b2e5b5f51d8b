using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop.Matrix;

/// <summary>A cell in which the peer answers ours.</summary>
internal static class PeerAsServer
{
    private const int Polls = 8;
    private const int OtherPort = 11123;
    private const int Seconds = 40;

    /// <summary>Passes when every request of ours was answered and brought a cookie, and the peer says that it authenticated every one.</summary>
    public static async Task Run(Cell cell, Host client, Host server, Host other)
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        Directory.CreateDirectory(directory["keys"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ServerSetup setup = new(certificates, directory["keys"], cell.Setup == Setup.OtherPort ? OtherPort : 123);
        using INtsServer keys = cell.Peer.Server(server.Place, cell.Setup == Setup.OtherHost ? setup with { NtpHost = other.Name4 } : setup);
        using INtsServer? second = cell.Setup == Setup.OtherHost ? await Second(cell.Peer, other, setup) : null;
        INtsServer ntp = second ?? keys;

        string name = cell.Setup == Setup.IPv6 ? server.Name6 : server.Name4;
        ServerAddress address = new(name, 123, ServerSetup.KeyPort);
        Outcome ready = await Wait.Until(
            Seconds, () => NtsClient.Ask(client.Place, address, certificates.Ca, "--json", "--aead", $"{cell.Aead ?? 15}"), o => o.ExitCode == 0, o => $"{o}\n{keys.Process.Log}\n{ntp.Process.Log}");
        NtsClient.AssertOffsetWithinHalfTheDelay(ready);
        using JsonDocument first = JsonDocument.Parse(ready.Output);
        Assert.Equal(cell.Aead ?? 15, first.RootElement.GetProperty("aead").GetInt32());

        int before = (await ntp.Served()).Authenticated;
        string[] how = cell.Aead is int aead ? ["--port", $"{ServerSetup.KeyPort}", "--cert", certificates.Ca, "--aead", $"{aead}"] : ["--plain"];
        Outcome outcome = await NtsTool.Run(client.Place, "monitor", [name, "--json", "--poll", "0", "--count", $"{Polls}", .. how]);
        Assert.True(outcome.ExitCode == 0, $"{outcome}\n{ntp.Process.Log}");
        using JsonDocument last = JsonDocument.Parse(outcome.Output.TrimEnd('\n').Split('\n')[^1]);
        int Count(string what) => last.RootElement.GetProperty(what).GetInt32();
        Assert.True(
            Count("stratum") == 1 && Count("sent") == Polls && Count("naks") == 0 && Count("cookies") == (cell.Aead is null ? 0 : 8), $"{outcome}\n{ntp.Process.Log}");
        Assert.InRange(Count("accepted"), Polls - 1, Polls); // a busy machine may take its first poll too late
        ServerReading served = await ntp.Served();
        Assert.Equal(cell.Aead is null ? before : before + Polls, served.Authenticated);
        Assert.Equal(0, served.Refused ?? 0);
    }

    // Its keys are those of the first, which must have written them.
    private static async Task<INtsServer> Second(Peer peer, Host host, ServerSetup setup)
    {
        await Wait.Until(10, () => Task.FromResult(Directory.GetFiles(setup.KeyDirectory).Length), count => count > 0, _ => "cookie keys");
        return peer.Server(host.Place, setup);
    }
}
