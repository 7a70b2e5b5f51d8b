using System;
using System.Collections.Generic;
using System.Net;
using Nts.Drivers.Linux;
using Nts.Ntp;

namespace Nts.Server.Ntp;

/// <summary>Where the NTP service listens, with how many threads, and whom it answers.</summary>
public sealed record NtpServerOptions
{
    /// <summary>Addresses and ports. An IPv6 address takes IPv6 only: give <c>0.0.0.0</c> and <c>::</c> for both families.</summary>
    public required IReadOnlyList<IPEndPoint> Listen { get; init; }

    /// <summary>
    /// Sockets for each address, each with its own thread; the kernel spreads the clients over them. 1 or more; on Linux only, elsewhere it is 1.
    /// If they are several, each stays on a processor of its own as far as there are enough.
    /// </summary>
    public int ThreadsPerAddress { get; init; } = 1;

    /// <summary>Most requests that one system call takes, 1 or more; they are answered and sent a few at a time.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Whether to answer some requests of every kind in private before the ports open, so that the first client meets compiled code. Takes up to a second.</summary>
    public bool WarmsUp { get; init; }

    /// <summary>Whether clients that ask for it get the exact transmit times of the kernel, one reply later (RFC 9769).</summary>
    public bool IsInterleaved { get; init; } = true;

    /// <summary>Whether a thread that gets thousands of requests a second looks for the next one rather than to sleep: sooner answers for a whole processor. On Linux only.</summary>
    public bool IsBusyPolling { get; init; } = true;

    /// <summary>Whom to answer; everybody and without a limit by default.</summary>
    public ServicePolicy Policy { get; init; } = new();

    /// <summary>Sockets that this process was given; an address that is among them has a thread for each of its sockets. On Linux only.</summary>
    public PassedSockets? Passed { get; init; }

    /// <summary>How the busiest clients are listed; not at all by default.</summary>
    public ClientListing Clients { get; init; }

    /// <summary>Whether to do without what only Linux has.</summary>
    internal bool UsesPlainSockets { get; init; } = !OperatingSystem.IsLinux();
}
