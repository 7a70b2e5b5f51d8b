using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>Hosts that reach each other by IPv4, by IPv6 and by name, each a network namespace behind one router; gone afterwards.</summary>
/// <remarks>Host n is 198.18.n.2 and 2001:db8:n::2, by name <c>n.v4.test</c> and <c>n.v6.test</c>.</remarks>
internal sealed class Network : IDisposable
{
    private const string Settings = "/etc/netns"; // ip-netns(8): files here are seen as those of /etc by what runs in the namespace
    private const int MaxHosts = 250;

    private static readonly string HostsFile = "127.0.0.1 localhost\n::1 localhost\n" + string.Concat(
        Enumerable.Range(1, MaxHosts).Select(n => $"198.18.{n}.2 {n}.v4.test {n}.v4.test.\n2001:db8:{n}::2 {n}.v6.test {n}.v6.test.\n"));

    private static int _count;

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"nts{Environment.ProcessId}n{Interlocked.Increment(ref _count)}");
    private readonly List<string> _namespaces = [];
    private readonly SemaphoreSlim _one = new(1);

    private Network()
    {
    }

    private string Router => _namespaces[0];

    /// <summary>Makes a network without hosts; the test is skipped where that is not allowed.</summary>
    public static async Task<Network> Create()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "network namespaces need root");
        Network network = new();
        Outcome first = await Ip($"netns add {network._name}");
        Skip.IfNot(first.ExitCode == 0, $"no network namespace can be made here: {first.Errors.Trim()}");
        network._namespaces.Add(network._name);
        try
        {
            Outcome forwards = await ChildProcess.Run(
                new Place(network.Router, ""), "/bin/sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward && echo 1 >/proc/sys/net/ipv6/conf/all/forwarding");
            Skip.IfNot(forwards.ExitCode == 0, $"no network namespace can be entered, or none forwards IPv6 here: {forwards.Errors.Trim()}");
        }
        catch
        {
            network.Dispose();
            throw;
        }

        return network;
    }

    /// <summary>Adds a host.</summary>
    public async Task<Host> Host()
    {
        await _one.WaitAsync();
        try
        {
            int n = _namespaces.Count;
            Assert.True(n <= MaxHosts);
            string host = $"{_name}h{n}";
            Directory.CreateDirectory(Path.Combine(Settings, host));
            await File.WriteAllTextAsync(Path.Combine(Settings, host, "hosts"), HostsFile);
            await Must($"netns add {host}");
            _namespaces.Add(host);
            await Must($"link add h{n} netns {Router} type veth peer name cable netns {host}");
            await Must($"-n {Router} address add 198.18.{n}.1/24 dev h{n}");
            await Must($"-n {Router} address add 2001:db8:{n}::1/64 dev h{n} nodad");
            await Must($"-n {Router} link set h{n} up");
            await Must($"-n {host} address add 198.18.{n}.2/24 dev cable");
            await Must($"-n {host} address add 2001:db8:{n}::2/64 dev cable nodad");
            await Must($"-n {host} link set lo up");
            await Must($"-n {host} link set cable up");
            await Must($"-n {host} route add default via 198.18.{n}.1");
            await Must($"-n {host} route add default via 2001:db8:{n}::1");
            return new Host(new Place(host, $"198.18.{n}.2"), $"{n}.v4.test", $"{n}.v6.test");
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // With the namespaces go their interfaces.
        foreach (string name in _namespaces)
        {
            Ip($"netns delete {name}").Wait();
            if (Directory.Exists(Path.Combine(Settings, name)))
            {
                Directory.Delete(Path.Combine(Settings, name), recursive: true);
            }
        }

        _one.Dispose();
    }

    private static Task<Outcome> Ip(string arguments) => ChildProcess.Run(Place.Loopback, "ip", arguments.Split(' '));

    private static async Task Must(string arguments)
    {
        Outcome outcome = await Ip(arguments);
        Assert.True(outcome.ExitCode == 0, $"ip {arguments}: {outcome}");
    }
}
