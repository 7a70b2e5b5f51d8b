using System.Net;
using System.Net.Sockets;

namespace Nts.Interop.Harness;

/// <summary>Ports of 127.0.0.1 that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>A UDP port.</summary>
    public static int Udp() => Bind(SocketType.Dgram, ProtocolType.Udp);

    /// <summary>A TCP port.</summary>
    public static int Tcp() => Bind(SocketType.Stream, ProtocolType.Tcp);

    private static int Bind(SocketType type, ProtocolType protocol)
    {
        using Socket socket = new(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
