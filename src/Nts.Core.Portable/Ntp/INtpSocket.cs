using System;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>Where requests come from and replies go: datagrams in batches, each with the time it came.</summary>
/// <remarks>For one thread, in this order: <see cref="Receive"/>, results for the datagrams of <see cref="Batch"/>, <see cref="Send"/> in one or several pieces. Allocates nothing after the start.</remarks>
public interface INtpSocket : IDisposable
{
    /// <summary>What the last receive brought.</summary>
    NtpBatch Batch { get; }

    /// <summary>Waits a while for datagrams and takes those that are there. Replies of the last batch that were not sent are forgotten.</summary>
    /// <returns>Their number; 0 when none came in time.</returns>
    int Receive();

    /// <summary>
    /// Sends the replies to some datagrams of the batch, by their results. One that the system refuses (no route, filtered, no room) is passed
    /// over, as the network may lose it too. A result's <see cref="RespondResult.KeptReceiveTime"/> marks a reply whose transmit time is wanted.
    /// </summary>
    /// <param name="start">The first datagram.</param>
    /// <param name="end">The one behind the last.</param>
    /// <returns>The number of replies that the system refused.</returns>
    int Send(int start, int end);

    /// <summary>Takes the next transmit time that is known: some are after the send, some come later, and some never.</summary>
    /// <param name="mark">What the reply was marked with.</param>
    /// <param name="sentAt">When it left, by the machine's clock.</param>
    /// <returns>False when there is none at the moment.</returns>
    bool TryReadTransmitTime(out NtpTimestamp mark, out PosixTime sentAt);
}
