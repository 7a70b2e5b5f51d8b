using System;
using System.Collections.Generic;
using System.Net;
using Nts.Crypto;
using Nts.Drivers.Linux;
using Nts.KeyEstablishment;

namespace Nts.Server.KeyEstablishment;

/// <summary>Where and how the key establishment server listens.</summary>
/// <remarks>An address is an IPv4 address, or the /64 of an IPv6 address, which one customer can fill at will.</remarks>
public sealed record KeyEstablishmentOptions
{
    /// <summary>TCP addresses and ports. An IPv6 address takes IPv6 only: give <c>0.0.0.0</c> and <c>::</c> for both families.</summary>
    public required IReadOnlyList<IPEndPoint> Listen { get; init; }

    /// <summary>The NTP server that the cookies are for.</summary>
    public NtpServerAddress NtpServer { get; init; } = new();

    /// <summary>The AEAD algorithms that clients may choose from; null for all that are supported.</summary>
    public IReadOnlyList<AeadAlgorithm>? Aeads { get; init; }

    /// <summary>The whole time that a client has for handshake and request; then comes Error 1 (RFC 8915 §4.1.3).</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client may be silent, from the moment it is connected; then comes Error 1, if TLS is up.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The most sessions at once. A newcomer takes the place of the session that has been longest in its handshake.</summary>
    public int MaxSessions { get; init; } = 512;

    /// <summary>The most sessions at once with one address; further connections are closed.</summary>
    public int MaxSessionsPerAddress { get; init; } = 32;

    /// <summary>Connections a second that one address may make in the long run, beyond <see cref="BurstPerAddress"/>; 0 for any number.</summary>
    public double RatePerAddress { get; init; } = 4;

    /// <summary>Connections that one address may make at once after a pause.</summary>
    public int BurstPerAddress { get; init; } = 64;

    /// <summary>Sockets that this process was given. On Linux only.</summary>
    public PassedSockets? Passed { get; init; }

    /// <summary>Waits in the way of systems other than Linux; for tests.</summary>
    internal bool UsesSelect { get; init; } = !OperatingSystem.IsLinux();
}
