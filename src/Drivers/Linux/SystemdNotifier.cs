using System;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Nts.Drivers.Linux;

/// <summary>Tells systemd how the service is (sd_notify(3)). Says nothing where systemd did not ask; a lost message is no fault.</summary>
public sealed class SystemdNotifier : IDisposable
{
    private static readonly byte[] ReadyMessage = "READY=1"u8.ToArray();
    private static readonly byte[] StoppingMessage = "STOPPING=1"u8.ToArray();
    private static readonly byte[] WatchdogMessage = "WATCHDOG=1"u8.ToArray();

    private readonly Socket? _socket;

    internal SystemdNotifier(string? socketPath, string? watchdogMicroseconds)
    {
        _socket = Connect(socketPath);
        WatchdogPeriod = long.TryParse(watchdogMicroseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
    }

    /// <summary>How long systemd waits for a sign of life before it restarts the service; give one in half that time. Null: it does not watch.</summary>
    public TimeSpan? WatchdogPeriod { get; }

    /// <summary>A notifier as the environment of the process has it.</summary>
    public static SystemdNotifier FromEnvironment() =>
        new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"), Environment.GetEnvironmentVariable("WATCHDOG_USEC"));

    /// <summary>The start is done.</summary>
    public void Ready() => Send(ReadyMessage);

    /// <summary>Files are read again; <see cref="Ready"/> ends that. The time, of CLOCK_MONOTONIC, tells systemd which request it answers.</summary>
    public void Reloading() => Send(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={KernelClock.ReadMonotonic() / 1000}")));

    /// <summary>A line of text for <c>systemctl status</c>.</summary>
    public void Status(string text) => Send(Encoding.UTF8.GetBytes("STATUS=" + text.ReplaceLineEndings(" ")));

    /// <summary>A sign of life.</summary>
    public void Watchdog() => Send(WatchdogMessage);

    /// <summary>The service is about to end.</summary>
    public void Stopping() => Send(StoppingMessage);

    /// <summary>Closes the socket.</summary>
    public void Dispose() => _socket?.Dispose();

    private static Socket? Connect(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }

        Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            // A leading @ stands for the zero octet of an abstract address (unix(7)).
            socket.Connect(new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private void Send(byte[] message)
    {
        try
        {
            _ = _socket?.Send(message);
        }
        catch (SocketException)
        {
            // systemd is gone or its queue is full; the next sign of life may get through.
        }
    }
}
