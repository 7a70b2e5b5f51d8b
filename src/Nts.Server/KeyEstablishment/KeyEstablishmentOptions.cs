using System;
using System.Collections.Generic;
using System.Net;
using Nts.KeyEstablishment;

namespace Nts.Server.KeyEstablishment;

/// <summary>Where and how the key establishment server listens.</summary>
public sealed record KeyEstablishmentOptions
{
    /// <summary>TCP addresses and ports. An IPv6 address takes IPv6 only: give <c>0.0.0.0</c> and <c>::</c> for both families.</summary>
    public required IReadOnlyList<IPEndPoint> Listen { get; init; }

    /// <summary>The NTP server that the cookies are for.</summary>
    public NtpServerAddress NtpServer { get; init; } = new();

    /// <summary>The whole time that a client has for handshake and request; then comes Error 1 (RFC 8915 §4.1.3).</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most sessions at once; further connections are closed.</summary>
    public int MaxSessions { get; init; } = 512;
}
