using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.KeyEstablishment;

namespace Nts.Server.Client;

/// <summary>Where an NTP server is.</summary>
public static class ServerLookup
{
    /// <summary>The first address of a name, or the address itself.</summary>
    /// <exception cref="SocketException">There is no such name, or it has no address of that family.</exception>
    public static async ValueTask<IPAddress> ResolveAsync(string host, AddressFamily family, CancellationToken cancellation)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, family, cancellation).ConfigureAwait(false);
        return addresses.Length > 0 ? addresses[0] : throw new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>The server that takes the cookies (RFC 8915 §4.1.7, §4.1.8): by default at the address that gave them.</summary>
    /// <exception cref="SocketException">There is no such name, or it has no address of that family.</exception>
    public static async ValueTask<IPEndPoint> ResolveAsync(
        NtpServerAddress named, IPEndPoint keyServer, AddressFamily family, CancellationToken cancellation) =>
        new(named.Host is null ? keyServer.Address : await ResolveAsync(named.Host, family, cancellation).ConfigureAwait(false), named.Port);
}
