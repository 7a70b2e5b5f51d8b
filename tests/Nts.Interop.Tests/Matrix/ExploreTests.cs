using System;
using System.IO;
using System.Linq;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Nts.Interop.Harness;
namespace Nts.Interop.Matrix;
public sealed class ExploreTests
{
    [SkippableFact]
    public async Task Explore()
    {
        using Network network = await Network.Create();
        SemaphoreSlim s = new(4);
        List<Task> tasks = [];
        foreach (Peer client in Peer.All) foreach (Peer server in Peer.All) foreach (Setup setup in Enum.GetValues<Setup>())
        {
            if (!server.Redirects && setup > Setup.IPv6) continue;
            if (!(server.Name is "chronyd 4.6.1" or "ntpd-rs 1.4") && setup != Setup.Plain) continue;
            int? aead = client.Name.StartsWith("ntpd-rs") ? null : client.Aeads.Last(a => a == 15 || server.Aeads.Contains(a));
            tasks.Add(Task.Run(async () => {
                await s.WaitAsync();
                string text;
                try { var (r, log) = await PeerWithPeer.Run(client, server, setup, aead, network, 30); text = $"{client} <- {server} {setup} {aead}: {r}\n"; if (!(r is {Selected: true, Cookies: 8})) text += log + "\n"; }
                catch (Exception e) { text = $"{client} <- {server} {setup} {aead}: {e.Message}\n"; }
                s.Release();
                lock (tasks) File.AppendAllText("/tmp/interop/explore.txt", text);
            }));
        }
        await Task.WhenAll(tasks);
    }
}
