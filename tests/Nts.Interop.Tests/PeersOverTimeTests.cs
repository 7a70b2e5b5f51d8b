using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>All peers as clients of ours while something changes under them.</summary>
public sealed class PeersOverTimeTests
{
    private const int Polls = 6;
    private const int MaxLost = 2; // one under way, and one that a busy machine answered too late

    [SkippableFact]
    public async Task Clients_WhileTheirFirstCookieKeyIsRotatedOut_AreNeverRefused()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        using Network network = await Network.Create();
        Host host = await network.Host();
        string keys = directory["keys"];
        using ChildProcess keyServer = NtsTool.Start(
            host.Place, "ke-server", "--cert", certificates.Server, "--key", certificates.ServerKey, "--key-file", keys, "--rotate", "4s");
        await Wait.Until(20, () => Task.FromResult(File.Exists(keys)), there => there, _ => keyServer.Log);
        using ChildProcess ntpServer = NtsTool.Start(host.Place, "ntp-server", "--key-file", keys, "--local", "--stratum", "1");
        await ntpServer.WaitFor("serving", 20);
        using Crowd clients = await Crowd.Ask(network, new ClientSetup(host.Name4, ServerSetup.KeyPort, certificates.Ca, Poll: 0));
        await clients.Each(60, reading => reading.Good >= Polls, "start");

        string first = CurrentKey(keys);
        await Wait.Until(90, () => File.ReadAllTextAsync(keys), text => !text.Contains(first, StringComparison.Ordinal), _ => $"the first key is gone\n{keyServer.Log}");
        IReadOnlyList<int> before = await clients.Good();
        await clients.Each(60, (reading, i) => reading.Good >= before[i] + Polls, "after the rotations");

        await clients.Each(0, reading => reading is { Selected: true, Authenticated: true, Cookies: >= 7, Refused: 0, Lost: <= MaxLost }, "nothing lost");
    }

    [SkippableFact]
    public async Task Clients_OverARestartOfTheAppliance_GoOnWithTheirCookies()
    {
        using TempDirectory directory = new();
        LabCertificates certificates = new(directory);
        using Network network = await Network.Create();
        Host host = await network.Host();
        using Appliance server = await Appliance.Run(host.Place, new ServerAddress("*", 123, ServerSetup.KeyPort), certificates).Locked();
        using Crowd clients = await Crowd.Ask(network, new ClientSetup(host.Name4, ServerSetup.KeyPort, certificates.Ca, Poll: 1));
        await clients.Each(60, reading => reading.Good >= Polls && reading.Cookies == 8, "start");

        server.Restart();
        await server.Locked();
        IReadOnlyList<int> before = await clients.Good();
        await clients.Each(90, (reading, i) => reading.Good >= before[i] + Polls && reading.Cookies == 8, "after the restart");

        await clients.Each(0, reading => reading is { Selected: true, Authenticated: true, Refused: 0 }, "nobody refused");
        Assert.Equal(0, await server.KeyEstablishmentCounter("request-accepted"));
        Assert.Equal(0, await server.NtpCounter("cookie-key-unknown"));
    }

    private static string CurrentKey(string file) =>
        File.ReadLines(file).Single(line => line.StartsWith("current ", StringComparison.Ordinal)).Split(' ')[1];

    /// <summary>One client of each peer, each on a host of its own.</summary>
    private sealed class Crowd : IDisposable
    {
        private readonly List<INtsClient> _clients = [];

        public static async Task<Crowd> Ask(Network network, ClientSetup setup)
        {
            Crowd crowd = new();
            try
            {
                foreach (Peer peer in Peer.All)
                {
                    crowd._clients.Add(peer.Client((await network.Host()).Place, setup));
                }
            }
            catch
            {
                crowd.Dispose();
                throw;
            }

            return crowd;
        }

        public async Task<IReadOnlyList<int>> Good() => [.. (await Task.WhenAll(_clients.Select(client => client.Read()))).Select(reading => reading.Good)];

        public Task<ClientReading[]> Each(int seconds, Predicate<ClientReading> good, string what) => Each(seconds, (reading, _) => good(reading), what);

        public Task<ClientReading[]> Each(int seconds, Func<ClientReading, int, bool> good, string what) =>
            Task.WhenAll(_clients.Select((client, i) => Wait.Until(
                seconds, client.Read, reading => good(reading, i), reading => $"{what}: {Peer.All[i]}: {reading}\n{client.Process.Log}")));

        public void Dispose() => _clients.ForEach(client => client.Dispose());
    }
}
