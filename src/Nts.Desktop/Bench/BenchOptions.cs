using System;
using System.Collections.Generic;
using Nts.Crypto;
using Nts.Server.Client;

namespace Nts.Desktop.Bench;

/// <summary>What <c>nts bench</c> was asked for.</summary>
internal sealed record BenchOptions
{
    /// <summary>What is asked for.</summary>
    public required BenchMode Mode { get; init; }

    /// <summary>Name or address of the server under load.</summary>
    public required string Host { get; init; }

    /// <summary>Its port: of NTP, or of key establishment in that mode.</summary>
    public required ushort Port { get; init; }

    /// <summary>Who gives the keys for a load of NTS requests.</summary>
    public required HostAndPort KeyServer { get; init; }

    /// <summary>PEM file of the certificates to trust; null for this machine's roots.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>AEAD algorithms to offer, best first; null for the usual ones.</summary>
    public IReadOnlyList<AeadAlgorithm>? Aeads { get; init; }

    /// <summary>Cookies that each request asks for, its own included; 1 to 8.</summary>
    public int Cookies { get; init; } = 1;

    /// <summary>Octets of a plain request: <see cref="Ntp.NtpHeader.Length"/>, or at least 28 more.</summary>
    public int Octets { get; init; } = Ntp.NtpHeader.Length;

    /// <summary>Closed loop: requests that wait for their replies at any time.</summary>
    public int InFlight { get; init; } = 64;

    /// <summary>Open loop: requests a second, whether or not replies come; null for the closed loop.</summary>
    public double? Rate { get; init; }

    /// <summary>How long to measure.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether an open loop sleeps while nothing is due, and leaves the core to others; requests then leave in bunches, a millisecond apart.</summary>
    public bool IsRelaxed { get; init; }

    /// <summary>The most requests to measure; null for as many as the time allows.</summary>
    public long? Count { get; init; }

    /// <summary>Load before the measurement, which counts for nothing.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>UDP sockets, each with a port of its own, that the requests go round.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>Whether every reply is authenticated, or one in 64.</summary>
    public bool VerifiesEvery { get; init; } = true;

    /// <summary>Whether the report is one JSON object.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether the user says that a server elsewhere is his own.</summary>
    public bool IsOwned { get; init; }
}
