using System;
using System.Net;
using System.Net.Sockets;

namespace Nts.Server.Hosting;

/// <summary>Many sockets that one thread waits for, and a bell that ends the waiting. All but <see cref="Wake"/> is for that thread alone.</summary>
public abstract class SocketWatch : IDisposable
{
    private readonly Socket _bell = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
    private readonly byte[] _rung = new byte[1];

    private protected SocketWatch()
    {
        _bell.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _bell.Connect(_bell.LocalEndPoint!);
    }

    /// <summary>The most sockets that one <see cref="Wait"/> tells of.</summary>
    public static int MaxReady => 64;

    /// <summary>The best way to wait that this system has.</summary>
    public static SocketWatch Create() => Create(usesSelect: !OperatingSystem.IsLinux());

    internal static SocketWatch Create(bool usesSelect)
    {
        SocketWatch watch = OperatingSystem.IsLinux() && !usesSelect ? new EpollWatch() : new SelectWatch();
        watch.Add(watch._bell);
        return watch;
    }

    /// <summary>Watches a socket until it has data, a connection or an end.</summary>
    public abstract void Add(Socket socket);

    /// <summary>Watches for data again, after <see cref="AwaitRoom"/>.</summary>
    public abstract void AwaitData(Socket socket);

    /// <summary>Watches for room to send in place of data.</summary>
    public abstract void AwaitRoom(Socket socket);

    /// <summary>Watches no longer; to be called before a socket is closed.</summary>
    public abstract void Remove(Socket socket);

    /// <summary>Waits until sockets are ready; what is not dealt with is told again.</summary>
    /// <param name="ready">Takes the handles of at most <see cref="MaxReady"/> sockets.</param>
    /// <param name="timeout">How long to wait; null for as long as it takes.</param>
    /// <returns>How many are ready. One of them may be the bell, which is nobody's.</returns>
    public int Wait(Span<nint> ready, TimeSpan? timeout)
    {
        int count = WaitCore(ready[..MaxReady], timeout is { } time ? (int)Math.Ceiling(time.TotalMilliseconds) : -1);
        if (ready[..count].Contains(_bell.Handle))
        {
            _ = _bell.Receive(_rung, SocketFlags.None, out _);
        }

        return count;
    }

    /// <summary>Ends the waiting of now, or of the next time; for any thread.</summary>
    public void Wake() => _ = _bell.Send(_rung, SocketFlags.None, out _);

    /// <summary>Ends the watch; the sockets stay open.</summary>
    public virtual void Dispose()
    {
        _bell.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract int WaitCore(Span<nint> ready, int milliseconds);
}
