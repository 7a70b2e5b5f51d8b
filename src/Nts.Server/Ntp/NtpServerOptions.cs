using System;
using System.Collections.Generic;
using System.Net;
using Nts.Ntp;

namespace Nts.Server.Ntp;

/// <summary>Where the NTP service listens, with how many threads, and whom it answers.</summary>
public sealed record NtpServerOptions
{
    /// <summary>Addresses and ports. An IPv6 address takes IPv6 only: give <c>0.0.0.0</c> and <c>::</c> for both families.</summary>
    public required IReadOnlyList<IPEndPoint> Listen { get; init; }

    /// <summary>Sockets for each address, each with its own thread; the kernel spreads the clients over them. 1 or more; on Linux only, elsewhere it is 1.</summary>
    public int ThreadsPerAddress { get; init; } = 1;

    /// <summary>Most requests that one system call takes, 1 or more. The first answer of a full batch waits until the last one is written.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Whether clients that ask for it get the exact transmit times of the kernel, one reply later (RFC 9769).</summary>
    public bool IsInterleaved { get; init; } = true;

    /// <summary>Whom to answer; everybody and without a limit by default.</summary>
    public ServicePolicy Policy { get; init; } = new();

    /// <summary>Whether to do without what only Linux has.</summary>
    internal bool UsesPlainSockets { get; init; } = !OperatingSystem.IsLinux();
}
