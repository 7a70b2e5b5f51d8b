using System;
using Nts.Crypto;
using Nts.KeyEstablishment;
using Nts.Nts;
using Nts.Server.Hosting;

namespace Nts.Server.KeyEstablishment;

/// <summary>What all sessions of a server share; they take turns on one thread, so they share their buffers too.</summary>
internal sealed record SessionResources(
    KeyEstablishmentOptions Options,
    ITlsServer Tls,
    KeyRing Keys,
    IRandomSource Random,
    TimeProvider Time,
    SocketWatch Watch,
    Admission Admission,
    KeyEstablishmentCounters Counters)
{
    /// <summary>Bytes on their way between a socket and TLS.</summary>
    public byte[] Transfer { get; } = new byte[16 * 1024];

    /// <summary>A request that comes in one piece, as all do whose clients are in a hurry.</summary>
    public byte[] Request { get; } = new byte[KeLimits.MaxRequestLength + 1];

    /// <summary>The response.</summary>
    public byte[] Response { get; } = new byte[KeLimits.ResponseRoom];

    /// <summary>Time since some moment, by the clock that runs the deadlines.</summary>
    public TimeSpan Now => Time.GetElapsedTime(0);
}
