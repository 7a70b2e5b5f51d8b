using System;

namespace Nts.Drivers.Linux;

/// <summary>How a <see cref="TimestampedUdpSocket"/> is set up.</summary>
public sealed record UdpSocketOptions
{
    /// <summary>Most datagrams that one receive brings, 1 or more.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Octets of the longest datagram of interest; a longer one shows as one octet more than this.</summary>
    public int MaxDatagramLength { get; init; } = 2048;

    /// <summary>Octets that the kernel may keep for the socket. Above the system's limit this needs CAP_NET_ADMIN and is cut without it.</summary>
    public int ReceiveBufferLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long a receive waits at most, so that its thread can stop.</summary>
    public TimeSpan ReceiveTimeout { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether to look for the next datagrams, while they come thick and fast, rather than to sleep until the kernel wakes the thread.</summary>
    public bool IsBusyPolling { get; init; }

    /// <summary>Whether other sockets may be bound to the same address; the kernel then spreads the clients over them.</summary>
    public bool ReusePort { get; init; }
}
