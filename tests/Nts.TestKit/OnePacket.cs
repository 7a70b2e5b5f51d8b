using System;
using Nts.Ntp;
using Nts.Time;

namespace Nts.TestKit;

/// <summary>A responder that is asked one thing at a time: a batch of one.</summary>
public static class OnePacket
{
    [ThreadStatic]
    private static NtpBatch? _batch;

    /// <summary>Answers one datagram.</summary>
    /// <param name="responder">Who is asked.</param>
    /// <param name="request">The datagram.</param>
    /// <param name="state">What to say of the clock.</param>
    /// <param name="clock">Read for the transmit timestamp.</param>
    /// <param name="reply">Gets what the responder wrote, and keeps what it left alone.</param>
    public static RespondResult Respond(this NtpResponder responder, in NtpRequest request, ClockState state, IClock clock, Span<byte> reply)
    {
        NtpBatch batch = _batch ??= new NtpBatch(1);
        batch.Begin(1, request.TakenAt);
        batch.Put(0, request);
        Span<byte> room = batch.ReplyRoom(0)[..NtpResponder.MaxPacketLength];
        reply[..room.Length].CopyTo(room);
        responder.Respond(batch, 0, state, clock);
        room.CopyTo(reply);
        return batch.Result(0);
    }

    /// <summary>Puts a datagram into a batch, as a socket does.</summary>
    public static void Put(this NtpBatch batch, int index, in NtpRequest request)
    {
        Span<byte> room = batch.RequestRoom(index);
        int length = Math.Min(request.Datagram.Length, room.Length);
        request.Datagram[..length].CopyTo(room);
        batch.Arrival(index) = new() { Length = length, From = request.From, FromPort = request.FromPort, ReceivedAt = request.ReceivedAt };
    }
}
