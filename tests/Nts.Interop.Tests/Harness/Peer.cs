using System;
using System.Collections.Generic;

namespace Nts.Interop.Harness;

/// <summary>An implementation of NTS that others made, in one version.</summary>
/// <param name="Name">Name and version.</param>
/// <param name="Aeads">The algorithms that it has, of those that we have.</param>
/// <param name="Client">Starts it as a client.</param>
/// <param name="Server">Starts it as a server.</param>
internal sealed record Peer(
    string Name, IReadOnlyList<int> Aeads, Func<Place, ClientSetup, INtsClient> Client, Func<Place, ServerSetup, INtsServer> Server)
{
    /// <summary>All peers, in the versions of the Debian suites that tests/interop/get-peers unpacks.</summary>
    public static IReadOnlyList<Peer> All { get; } =
    [
        Of("chronyd 4.3", [15], Programs.Bookworm, Chronyd.Client, Chronyd.Server),
        Of("chronyd 4.6.1", [15, 30], Programs.Trixie, Chronyd.Client, Chronyd.Server),
        Of("ntpsec 1.2.2", [15, 17], Programs.Bookworm, Ntpd.Client, Ntpd.Server),
        Of("ntpsec 1.2.3", [15, 17], Programs.Trixie, Ntpd.Client, Ntpd.Server),
        new("ntpd-rs 1.4", [15, 17], NtpdRs.Client, NtpdRs.Server),
    ];

    /// <summary>Whether it sends clients to another host (Server record) or port (Port record).</summary>
    public bool Redirects => !Name.StartsWith("ntpsec", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static Peer Of(
        string name, int[] aeads, string suite, Func<string, Place, ClientSetup, INtsClient> client, Func<string, Place, ServerSetup, INtsServer> server) =>
        new(name, aeads, (place, setup) => client(suite, place, setup), (place, setup) => server(suite, place, setup));
}
