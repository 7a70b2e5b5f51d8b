using System;
using System.Collections.Generic;
using System.Net.Sockets;

namespace Nts.Server.Hosting;

/// <summary>Waiting on any system that .NET knows: every wait looks at every socket.</summary>
internal sealed class SelectWatch : SocketWatch
{
    private readonly HashSet<Socket> _forData = [];
    private readonly HashSet<Socket> _forRoom = [];

    public override void Add(Socket socket) => _forData.Add(socket);

    public override void AwaitData(Socket socket)
    {
        _forRoom.Remove(socket);
        _forData.Add(socket);
    }

    public override void AwaitRoom(Socket socket)
    {
        _forData.Remove(socket);
        _forRoom.Add(socket);
    }

    public override void Remove(Socket socket)
    {
        _forData.Remove(socket);
        _forRoom.Remove(socket);
    }

    private protected override int WaitCore(Span<nint> ready, int milliseconds)
    {
        List<Socket> forData = [.. _forData];
        List<Socket> forRoom = [.. _forRoom];
        Socket.Select(forData, forRoom, null, milliseconds < 0 ? -1 : milliseconds * 1000);
        int count = 0;
        foreach (Socket socket in (ReadOnlySpan<Socket>)[.. forData, .. forRoom])
        {
            if (count < ready.Length)
            {
                ready[count++] = socket.Handle;
            }
        }

        return count;
    }
}
