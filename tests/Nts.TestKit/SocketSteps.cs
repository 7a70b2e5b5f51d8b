using Nts.Ntp;
using Nts.Time;

namespace Nts.TestKit;

/// <summary>What a responder does with a socket, by hand.</summary>
public static class SocketSteps
{
    /// <summary>Says that a datagram of the batch has a reply.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="index">The datagram.</param>
    /// <param name="length">Octets of the reply.</param>
    /// <param name="mark">What it is marked with, if its transmit time is wanted.</param>
    public static void AddReply(this INtpSocket socket, int index, int length, NtpTimestamp mark = default) =>
        socket.Batch.Result(index) = new(RespondAction.Answer, RespondReason.Plain, length) { KeptReceiveTime = mark };

    /// <summary>Sends all replies of the batch.</summary>
    public static int Send(this INtpSocket socket) => socket.Send(0, socket.Batch.Count);
}
