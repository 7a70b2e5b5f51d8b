using System;
using System.Net;
using Nts.KeyEstablishment;
using Nts.Nts;

namespace Nts.Server.KeyEstablishment;

/// <summary>What became of a client's key establishment.</summary>
public sealed class KeyEstablishmentResult : IDisposable
{
    private KeyEstablishmentResult(KeyEstablishmentStage stage, string failure)
    {
        Stage = stage;
        Failure = failure;
    }

    /// <summary>Done, or the step that failed.</summary>
    public KeyEstablishmentStage Stage { get; }

    /// <summary>Why it failed, for a person to read; empty when it is done.</summary>
    public string Failure { get; }

    /// <summary>Keys and cookies, when it is done.</summary>
    public NtsSession? Session { get; private init; }

    /// <summary>Address and port that the keys were established with, when it is done.</summary>
    public IPEndPoint? Peer { get; private init; }

    /// <summary>The NTP server that takes the cookies, when it is done.</summary>
    public NtpServerAddress? NtpServer { get; private init; }

    /// <summary>Wipes the keys.</summary>
    public void Dispose() => Session?.Dispose();

    internal static KeyEstablishmentResult Failed(KeyEstablishmentStage stage, string failure) => new(stage, failure);

    internal static KeyEstablishmentResult Done(NtsSession session, IPEndPoint peer, NtpServerAddress ntpServer) =>
        new(KeyEstablishmentStage.Done, string.Empty) { Session = session, Peer = peer, NtpServer = ntpServer };
}
