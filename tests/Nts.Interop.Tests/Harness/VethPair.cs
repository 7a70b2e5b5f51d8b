using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>Two network namespaces with a cable between them, gone afterwards: ntpd binds fixed ports and takes no server on loopback.</summary>
internal sealed class VethPair : IDisposable
{
    private static int _count;

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"nts{Environment.ProcessId}x{Interlocked.Increment(ref _count)}");

    private VethPair()
    {
        Server = new Place(_name + "s", "192.0.2.1");
        Client = new Place(_name + "c", "192.0.2.2");
    }

    /// <summary>Where the server runs.</summary>
    public Place Server { get; }

    /// <summary>Where the client runs.</summary>
    public Place Client { get; }

    /// <summary>Makes the two namespaces; the test is skipped where that is not allowed.</summary>
    public static async Task<VethPair> Create()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "network namespaces need root");
        VethPair pair = new();
        try
        {
            Outcome first = await Ip("netns", "add", pair.Server.Namespace!);
            Skip.IfNot(first.ExitCode == 0, $"no network namespace can be made here: {first.Errors.Trim()}");
            Outcome entered = await Ip("netns", "exec", pair.Server.Namespace!, "true");
            Skip.IfNot(entered.ExitCode == 0, $"no network namespace can be entered here: {entered.Errors.Trim()}");
            await Must("netns", "add", pair.Client.Namespace!);
            await Must("link", "add", pair._name, "netns", pair.Server.Namespace!, "type", "veth", "peer", "name", pair._name, "netns", pair.Client.Namespace!);
            foreach (Place end in (Place[])[pair.Server, pair.Client])
            {
                await Must("-n", end.Namespace!, "address", "add", end.Address + "/30", "dev", pair._name);
                await Must("-n", end.Namespace!, "link", "set", "lo", "up");
                await Must("-n", end.Namespace!, "link", "set", pair._name, "up");
            }

            return pair;
        }
        catch
        {
            pair.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // With the namespaces go their interfaces. What was never made cannot be deleted: nothing to report.
        Ip("netns", "delete", Client.Namespace!).Wait();
        Ip("netns", "delete", Server.Namespace!).Wait();
    }

    private static Task<Outcome> Ip(params string[] arguments) => ChildProcess.Run(Place.Loopback, "ip", arguments);

    private static async Task Must(params string[] arguments)
    {
        Outcome outcome = await Ip(arguments);
        Assert.True(outcome.ExitCode == 0, $"ip {string.Join(' ', arguments)}: {outcome}");
    }
}
