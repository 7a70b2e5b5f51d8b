using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>Sockets that systemd opened for this process, so that it needs no privilege for their ports (sd_listen_fds(3), systemd.socket(5)).</summary>
/// <remarks>Either all ports come from there or none: a process that is given its sockets may have no network of its own.</remarks>
public sealed unsafe class PassedSockets
{
    /// <summary>SD_LISTEN_FDS_START.</summary>
    private const int First = 3;

    private readonly List<Passed> _sockets = [];

    private PassedSockets()
    {
    }

    /// <summary>Whether there are any.</summary>
    public bool IsEmpty => _sockets.Count == 0;

    /// <summary>The sockets that the environment of the process tells of, which then tells of none.</summary>
    /// <exception cref="IOException">One of them is none that can be used; the message says what to write in the socket unit.</exception>
    public static PassedSockets FromEnvironment()
    {
        PassedSockets all = new();
        if (Environment.GetEnvironmentVariable("LISTEN_PID") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
            && int.TryParse(Environment.GetEnvironmentVariable("LISTEN_FDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            LinuxPlatform.Require();
            for (int descriptor = First; descriptor < First + count; descriptor++)
            {
                all._sockets.Add(Take(descriptor));
            }
        }

        // Not for the programs that this one starts.
        foreach (string name in (ReadOnlySpan<string>)["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"])
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        return all;
    }

    /// <summary>The sockets of an address, one for each time that the socket unit names it; none when there are no passed sockets at all.</summary>
    /// <exception cref="IOException">There are passed sockets, but none of this address.</exception>
    public IReadOnlyList<TimestampedUdpSocket> Udp(IPEndPoint local, UdpSocketOptions options) =>
        [.. Of(local, isStream: false).Select(passed => TimestampedUdpSocket.Adopt(Duplicate(passed), local, options))];

    /// <summary>The listener of an address; null when there are no passed sockets at all.</summary>
    /// <exception cref="IOException">There are passed sockets, but none of this address.</exception>
    public SafeSocketHandle? Tcp(IPEndPoint local) => Of(local, isStream: true).FirstOrDefault() is { } passed
        ? new SafeSocketHandle(Libc.fcntl(passed.Descriptor, Libc.F_DUPFD_CLOEXEC, 0), ownsHandle: true)
        : null;

    /// <summary>Closes those of other addresses, in which requests would wait for nobody; tells which.</summary>
    public IReadOnlyList<string> CloseOthers(IEnumerable<IPEndPoint> udp, IEnumerable<IPEndPoint> tcp)
    {
        Passed[] others = [.. _sockets.Where(passed => !(passed.IsStream ? tcp : udp).Contains(passed.Local))];
        foreach (Passed other in others)
        {
            _ = Libc.close(other.Descriptor);
            _sockets.Remove(other);
        }

        return [.. others.Select(other => Name(other.Local, other.IsStream))];
    }

    /// <summary>The IPv4 addresses of the machine: also when this process has a network of its own, because the passed sockets belong to the machine's.</summary>
    public IReadOnlyList<IPAddress> MachineAddresses()
    {
        if (_sockets.Count > 0)
        {
            return NetworkAddresses.Of(_sockets[0].Descriptor);
        }

        using FileDescriptor socket = FileDescriptor.From(Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0), "socket");
        return NetworkAddresses.Of((int)socket.DangerousGetHandle());
    }

    private static Passed Take(int descriptor)
    {
        bool isStream = Option(descriptor, Libc.SOL_SOCKET, Libc.SO_TYPE) switch
        {
            Libc.SOCK_STREAM => true,
            Libc.SOCK_DGRAM => false,
            _ => throw new IOException($"descriptor {descriptor} from the socket unit is neither a UDP nor a TCP socket"),
        };
        IPEndPoint local = TimestampedUdpSocket.ReadLocalEndPoint(descriptor);
        if (local.Address.Equals(IPAddress.IPv6Any) && Option(descriptor, Libc.IPPROTO_IPV6, Libc.IPV6_V6ONLY) == 0)
        {
            throw new IOException($"the socket unit passes {Name(local, isStream)} for both families: it needs BindIPv6Only=ipv6-only, and {Name(new(IPAddress.Any, local.Port), isStream)} beside it");
        }

        _ = Libc.fcntl(descriptor, Libc.F_SETFD, Libc.FD_CLOEXEC);
        _ = Libc.fcntl(descriptor, Libc.F_SETFL, Libc.fcntl(descriptor, Libc.F_GETFL, 0) & ~Libc.O_NONBLOCK);
        return new(descriptor, isStream, local);
    }

    private static int Option(int descriptor, int level, int name)
    {
        int value = -1;
        uint length = sizeof(int);
        return Libc.getsockopt(descriptor, level, name, &value, &length) < 0 ? -1 : value;
    }

    private static string Name(IPEndPoint local, bool isStream) => $"{(isStream ? "ListenStream" : "ListenDatagram")}={local}";

    /// <summary>The original stays open, for a second try.</summary>
    private static FileDescriptor Duplicate(Passed passed) =>
        FileDescriptor.From(Libc.fcntl(passed.Descriptor, Libc.F_DUPFD_CLOEXEC, 0), $"passed socket {passed.Local}");

    private List<Passed> Of(IPEndPoint local, bool isStream)
    {
        List<Passed> found = [.. _sockets.Where(passed => passed.IsStream == isStream && passed.Local.Equals(local))];
        return found.Count > 0 || IsEmpty
            ? found
            : throw new IOException($"systemd passes sockets, but not {Name(local, isStream)}: add that line with `systemctl edit nts-appliance.socket` (docs/systemd.md)");
    }

    private sealed record Passed(int Descriptor, bool IsStream, IPEndPoint Local);
}
