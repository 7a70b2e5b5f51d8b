using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>Our client asks each peer's server for 1 to 8 cookies at once.</summary>
public sealed class CookiesOfPeersTests
{
    public static TheoryData<string> Names() => [.. Peer.All.Select(peer => peer.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Client_AskingForCookies_GetsAsMany(string name)
    {
        Peer peer = Peer.All.Single(one => one.Name == name);
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        Directory.CreateDirectory(directory["keys"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using Network network = await Network.Create();
        (Host host, Host client) = (await network.Host(), await network.Host());
        using INtsServer server = peer.Server(host.Place, new ServerSetup(certificates, directory["keys"]));
        ServerAddress address = new(host.Name4, 123, ServerSetup.KeyPort);
        Task<Outcome> Ask(int cookies) => NtsClient.Ask(client.Place, address, certificates.Ca, "--json", "--aead", "15", "--cookies", $"{cookies}");
        await Wait.Until(30, () => Ask(1), o => o.ExitCode == 0, o => $"{o}\n{server.Process.Log}");

        List<int> got = [];
        for (int cookies = 1; cookies <= 8; cookies++)
        {
            Outcome outcome = await Ask(cookies);
            Assert.True(outcome.ExitCode == 0, $"{cookies}: {outcome}\n{server.Process.Log}");
            using JsonDocument report = JsonDocument.Parse(outcome.Output);
            got.Add(report.RootElement.GetProperty("newCookies").GetInt32());
        }

        // ntpd-rs has room for seven in its reply.
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, name.StartsWith("ntpd-rs", System.StringComparison.Ordinal) ? 7 : 8], got);
    }
}
