using System.Collections.Generic;
using Nts.Crypto;
using Nts.KeyEstablishment;
using Nts.Server.Hosting;

namespace Nts.Desktop.Bench;

/// <summary>What all visits of a load share, because one thread makes them all.</summary>
/// <param name="Watch">Waits for their sockets.</param>
/// <param name="Offered">The algorithms that each offers.</param>
internal sealed record KeVisitResources(SocketWatch Watch, IReadOnlyList<AeadAlgorithm> Offered)
{
    /// <summary>Bytes on their way between a socket and TLS.</summary>
    public byte[] Transfer { get; } = new byte[16 * 1024];

    /// <summary>The request, always the same.</summary>
    public byte[] Request { get; } = Write(Offered);

    private static byte[] Write(IReadOnlyList<AeadAlgorithm> offered)
    {
        byte[] room = new byte[KeLimits.MaxRequestLength];
        _ = RequestWriter.TryWrite(room, offered, out int length);
        return room[..length];
    }
}
