using System;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>Where requests come from and replies go: datagrams in batches, each with the time it came.</summary>
/// <remarks>
/// For one thread, in this order: <see cref="Receive"/>, a reply for some of the datagrams, <see cref="Send"/>. An index is valid until
/// the next receive. Allocates nothing after the start.
/// </remarks>
public interface INtpSocket : IDisposable
{
    /// <summary>When the last batch was taken, by a clock that nobody steps.</summary>
    MonotonicTime TakenAt { get; }

    /// <summary>Waits a while for datagrams and takes those that are there. Replies of the last batch that were not sent are forgotten.</summary>
    /// <returns>Their number; 0 when none came in time.</returns>
    int Receive();

    /// <summary>A datagram of the last batch. One that was too long shows as one octet more than the longest of interest.</summary>
    ReadOnlySpan<byte> Request(int index);

    /// <summary>When a datagram of the last batch came, by the machine's clock.</summary>
    PosixTime ReceivedAt(int index);

    /// <summary>Who sent a datagram of the last batch, and from which UDP port.</summary>
    ClientAddress Sender(int index, out ushort port);

    /// <summary>Room for the reply to a datagram of the last batch: one octet more than the longest of interest.</summary>
    Span<byte> Reply(int index);

    /// <summary>Marks the reply to a datagram of the last batch for sending; once for each datagram at most.</summary>
    /// <param name="index">The datagram.</param>
    /// <param name="length">Octets of the reply.</param>
    /// <param name="mark">What <see cref="TryReadTransmitTime"/> shall say beside the time; zero when nobody will want to know.</param>
    void AddReply(int index, int length, NtpTimestamp mark = default);

    /// <summary>Sends the marked replies. One that the system refuses (no route, filtered, no room) is passed over, as the network may lose it too.</summary>
    /// <returns>The number of replies that the system refused.</returns>
    int Send();

    /// <summary>Takes the next transmit time that is known: some are after the send, some come later, and some never.</summary>
    /// <param name="mark">What the reply was marked with.</param>
    /// <param name="sentAt">When it left, by the machine's clock.</param>
    /// <returns>False when there is none at the moment.</returns>
    bool TryReadTransmitTime(out NtpTimestamp mark, out PosixTime sentAt);
}
