using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Nts.Appliance.Configuration;
using Nts.Drivers.Linux;
using Nts.Server.Certificates;

namespace Nts.Appliance.Timekeeping;

/// <summary>The names and addresses in the box's own certificate: the ones that the owner wrote, and for <c>auto</c> what the box is called now.</summary>
internal sealed class OwnNames
{
    /// <summary>A box with more has networks that come and go, such as those of containers.</summary>
    private const int MostAddresses = 32;

    private OwnNames(IEnumerable<string> written, PassedSockets sockets)
    {
        List<string> names = [];
        List<IPAddress> addresses = [];
        foreach (string item in written)
        {
            if (item == ApplianceConfiguration.Found)
            {
                names.AddRange(HostNames(Environment.MachineName));
                addresses.AddRange(PrivateAddresses(sockets));
            }
            else if (IPAddress.TryParse(item, out IPAddress? address))
            {
                addresses.Add(address);
            }
            else
            {
                names.Add(item);
            }
        }

        Names = [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
        Addresses = [.. addresses.Distinct()];
    }

    /// <summary>Host names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>IP addresses.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The names and addresses of now.</summary>
    /// <param name="written">Names, addresses, and <c>auto</c>.</param>
    /// <param name="sockets">They know the machine's addresses.</param>
    public static OwnNames Of(IEnumerable<string> written, PassedSockets sockets) => new(written, sockets);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", [.. Names, .. Addresses]);

    /// <summary>What a machine is called: here, by itself, and in its network by multicast DNS.</summary>
    internal static IEnumerable<string> HostNames(string machine)
    {
        yield return "localhost";
        if (Uri.CheckHostName(machine) == UriHostNameType.Dns && !machine.Contains('_'))
        {
            yield return machine;
            yield return machine.Split('.')[0] + ".local";
        }
    }

    /// <summary>Public addresses must be written: they are leased too, and the box's authority is made for no address that may be somebody else's tomorrow.</summary>
    private static IEnumerable<IPAddress> PrivateAddresses(PassedSockets sockets) =>
        [.. sockets.MachineAddresses().Where(NameConstraints.IsPrivate).Take(MostAddresses), IPAddress.Loopback, IPAddress.IPv6Loopback];
}
