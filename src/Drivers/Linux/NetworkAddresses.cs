using System;
using System.Collections.Generic;
using System.Net;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>The IPv4 addresses of the interfaces that a socket can reach (netdevice(7), SIOCGIFCONF).</summary>
internal static unsafe class NetworkAddresses
{
    private const int Most = 64;

    /// <summary>The addresses, in the order of the interfaces.</summary>
    /// <param name="socket">Any socket of IP: it knows the network that it was made in.</param>
    public static IReadOnlyList<IPAddress> Of(int socket)
    {
        Libc.Ifreq* interfaces = stackalloc Libc.Ifreq[Most];
        Libc.Ifconf request = new() { ifc_len = Most * sizeof(Libc.Ifreq), ifc_buf = (byte*)interfaces };
        if (Libc.ioctl(socket, Libc.SIOCGIFCONF, &request) < 0)
        {
            return [];
        }

        IPAddress[] addresses = new IPAddress[request.ifc_len / sizeof(Libc.Ifreq)];
        for (int i = 0; i < addresses.Length; i++)
        {
            addresses[i] = new IPAddress(new ReadOnlySpan<byte>(interfaces[i]._address.sin_addr, 4));
        }

        return addresses;
    }
}
