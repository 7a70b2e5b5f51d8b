using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace Nts.Drivers.Linux;

/// <summary>A socket in systemd's place.</summary>
public sealed class SystemdNotifierTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"notify-{Guid.NewGuid():N}");
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };

    public void Dispose()
    {
        _systemd.Dispose();
        File.Delete(_path);
    }

    [Fact]
    public void Notify_EachKind_SendsOneMessage()
    {
        _systemd.Bind(new UnixDomainSocketEndPoint(_path));
        using SystemdNotifier notifier = new(_path, null);
        notifier.Ready();
        notifier.Status("locked,\nserving");
        notifier.Watchdog();
        notifier.Stopping();
        Assert.Equal(["READY=1", "STATUS=locked, serving", "WATCHDOG=1", "STOPPING=1"], [Received(), Received(), Received(), Received()]);
    }

    [Fact]
    public void Reloading_Always_TellsWhenByTheClockThatSystemdHas()
    {
        _systemd.Bind(new UnixDomainSocketEndPoint(_path));
        using SystemdNotifier notifier = new(_path, null);
        long before = KernelClock.ReadMonotonic() / 1000;
        notifier.Reloading();
        string[] lines = Received().Split('\n');
        Assert.Equal(("RELOADING=1", "MONOTONIC_USEC"), (lines[0], lines[1].Split('=')[0]));
        Assert.InRange(long.Parse(lines[1].Split('=')[1], CultureInfo.InvariantCulture), before, KernelClock.ReadMonotonic() / 1000);
    }

    [Fact]
    public void Notify_AbstractAddress_IsReached()
    {
        string name = $"notify-{Guid.NewGuid():N}";
        _systemd.Bind(new UnixDomainSocketEndPoint("\0" + name));
        using SystemdNotifier notifier = new("@" + name, null);
        notifier.Ready();
        Assert.Equal("READY=1", Received());
    }

    [Theory]
    [InlineData("not started by systemd", null)]
    [InlineData("empty", "")]
    [InlineData("nobody there", "/nonexistent/notify")]
    public void Notify_NobodyListens_DoesNothing(string why, string? path)
    {
        using SystemdNotifier notifier = new(path, null);
        Assert.Null(Record.Exception(notifier.Ready) is { } failure ? $"{why}: {failure}" : null);
    }

    [Fact]
    public void Notify_QueueIsFull_DoesNotBlock()
    {
        _systemd.Bind(new UnixDomainSocketEndPoint(_path));
        using SystemdNotifier notifier = new(_path, null);
        for (int i = 0; i < 10_000; i++)
        {
            notifier.Watchdog();
        }

        Assert.Equal("WATCHDOG=1", Received());
    }

    [Theory]
    [InlineData("30000000", 30.0)]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    public void WatchdogPeriod_Environment_IsRead(string? microseconds, double? seconds)
    {
        using SystemdNotifier notifier = new(null, microseconds);
        Assert.Equal(seconds, notifier.WatchdogPeriod?.TotalSeconds);
    }

    private string Received()
    {
        byte[] buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, _systemd.Receive(buffer));
    }
}
