using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop.Matrix;

/// <summary>Our servers for the peers' clients. Each door of key establishment has one algorithm and leads to NTP in one way.</summary>
/// <remarks>
/// For each algorithm there is an appliance, which serves NTP on two ports, and beside it a <c>nts ke-server</c> that tells the second port. On two more hosts are
/// a <c>nts ke-server</c> for each algorithm, and the <c>nts ntp-server</c> that they all lead to.
/// </remarks>
internal sealed class OurServers : IDisposable
{
    private const int OtherPort = 11123;
    private const int OtherDoor = 4461;

    private readonly TempDirectory _directory = new();
    private readonly List<IDisposable> _running = [];
    private readonly Dictionary<int, Host> _hosts = [];
    private Host? _keyHost;

    private OurServers() => Certificates = new LabCertificates(_directory);

    /// <summary>Whose certificates they show.</summary>
    public LabCertificates Certificates { get; }

    /// <summary>Starts them, and waits until each appliance is locked.</summary>
    public static async Task<OurServers> Start(Network network, IEnumerable<int> aeads)
    {
        OurServers servers = new();
        try
        {
            int[] all = [.. aeads];
            Host ntpHost = await network.Host();
            servers._keyHost = await network.Host();
            string sharedKeys = servers._directory["shared-keys"];
            foreach (int aead in all)
            {
                Host host = servers._hosts[aead] = await network.Host();
                string keys = servers._directory[$"keys-{aead}"];
                ServerAddress address = new("*", 123, ServerSetup.KeyPort);
                servers._running.Add(Appliance.Run(
                    host.Place, address, servers.Certificates, keyEstablishment: $"aeads = {aead}\nkey-file = {keys}", otherNtpPort: OtherPort));
                servers.KeServer(servers._keyHost, Door(aead), aead, sharedKeys, aead == all[0] ? [] : ["--follow"], ["--ntp-server", ntpHost.Name4]);
            }

            await Task.WhenAll(servers._running.OfType<Appliance>().Select(appliance => appliance.Locked()));
            foreach (int aead in all)
            {
                servers.KeServer(servers._hosts[aead], OtherDoor, aead, servers._directory[$"keys-{aead}"], ["--follow"], ["--ntp-port", $"{OtherPort}"]);
            }

            servers._running.Add(NtsTool.Start(ntpHost.Place, "ntp-server", "--key-file", sharedKeys, "--local", "--stratum", "1"));
            await Task.WhenAll(servers._running.OfType<ChildProcess>().Select(process => process.WaitFor("serving", 30)));
            return servers;
        }
        catch
        {
            servers.Dispose();
            throw;
        }
    }

    /// <summary>Where a client of a cell establishes keys.</summary>
    public ClientSetup DoorOf(Cell cell) => cell.Setup switch
    {
        Setup.OneHost => new(_hosts[cell.Aead!.Value].Name4, ServerSetup.KeyPort, Certificates.Ca, cell.Aead),
        Setup.IPv6 => new(_hosts[cell.Aead!.Value].Name6, ServerSetup.KeyPort, Certificates.Ca, cell.Aead),
        Setup.OtherPort => new(_hosts[cell.Aead!.Value].Name4, OtherDoor, Certificates.Ca, cell.Aead),
        Setup.OtherHost => new(_keyHost!.Name4, Door(cell.Aead!.Value), Certificates.Ca, cell.Aead),
        Setup.WithoutNts => new(_hosts.Values.First().Name4, 123, Ca: null),
        _ => throw new ArgumentOutOfRangeException(nameof(cell)),
    };

    /// <summary>Everything they printed.</summary>
    public override string ToString() =>
        string.Join("\n--- next server\n", _running.Select(one => one is Appliance appliance ? appliance.Process.Log : ((ChildProcess)one).Log));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable one in _running)
        {
            one.Dispose();
        }

        _directory.Dispose();
    }

    private static int Door(int aead) => ServerSetup.KeyPort + aead;

    private void KeServer(Host host, int port, int aead, string keys, params string[][] more) =>
        _running.Add(NtsTool.Start(
            host.Place,
            "ke-server",
            ["--listen", $"0.0.0.0:{port}", "--cert", Certificates.Server, "--key", Certificates.ServerKey, "--key-file", keys, "--aead", $"{aead}", .. more.SelectMany(m => m)]));
}
