using System;
using Nts.Time;

namespace Nts.Client;

/// <summary>A client's way to one server for requests by the hundred thousand: nothing waits, and replies come in batches.</summary>
/// <remarks>For one thread. An index is valid until the next receive. Allocates nothing after the start.</remarks>
public interface IRequestSocket : IDisposable
{
    /// <summary>Most requests to send at once, 1 or more; may become less.</summary>
    int Room { get; }

    /// <summary>Room for a request. It keeps what was sent, so that the next one need only change what differs.</summary>
    /// <param name="index">0 up to <see cref="Room"/>.</param>
    Span<byte> Request(int index);

    /// <summary>Sends the first requests, all or none.</summary>
    /// <param name="count">How many.</param>
    /// <param name="sentAt">The moment just before, by the machine's clock.</param>
    /// <returns>False when the system does not take them: no room at the moment, no route, too many at once, or nobody listens there.</returns>
    bool TrySend(int count, out PosixTime sentAt);

    /// <summary>Takes the datagrams of the server that are there.</summary>
    /// <returns>Their number, often 0.</returns>
    int Receive();

    /// <summary>A datagram of the last batch; cut if it was longer than any reply.</summary>
    ReadOnlySpan<byte> Reply(int index);

    /// <summary>When a datagram of the last batch came, by the machine's clock.</summary>
    PosixTime ReceivedAt(int index);
}
