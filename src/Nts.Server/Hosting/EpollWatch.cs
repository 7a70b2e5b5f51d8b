using System;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Nts.Drivers.Linux;

namespace Nts.Server.Hosting;

/// <summary>Waiting on Linux, at a cost that does not grow with the sockets.</summary>
[SupportedOSPlatform("linux")]
internal sealed class EpollWatch : SocketWatch
{
    private readonly ReadinessSet _set = new();

    public override void Add(Socket socket) => _set.Add(socket.Handle);

    public override void AwaitData(Socket socket) => _set.AwaitData(socket.Handle);

    public override void AwaitRoom(Socket socket) => _set.AwaitRoom(socket.Handle);

    public override void Remove(Socket socket)
    {
        // The kernel does so itself when a socket is closed.
    }

    public override void Dispose()
    {
        _set.Dispose();
        base.Dispose();
    }

    private protected override int WaitCore(Span<nint> ready, int milliseconds) => _set.Wait(ready, milliseconds);
}
