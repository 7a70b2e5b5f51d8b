using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Nts.Server.KeyEstablishment;

/// <summary>TCP connections to a server, and waiting for what they cause.</summary>
internal static class Peer
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Connects, from an address of 127.0.0.0/8 if one is given.</summary>
    public static Socket Connect(KeyEstablishmentServer server, string? from = null) => Connect(server.Listening.Single(), from);

    public static Socket Connect(EndPoint endPoint, string? from = null)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (from is not null)
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        }

        socket.Connect(endPoint);
        return socket;
    }

    /// <summary>Bytes that came; 0 when the server closed or reset the connection.</summary>
    public static async Task<int> ReceiveAsync(Socket socket)
    {
        using CancellationTokenSource patience = new(Patience);
        try
        {
            return await socket.ReceiveAsync(new byte[16384], SocketFlags.None, patience.Token);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
    }

    /// <summary>Waits until something has come true.</summary>
    public static async Task Eventually(Func<bool> condition)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!condition())
        {
            await Task.Delay(5, patience.Token);
        }
    }
}
