using System;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>Three of the timestamps of a reply, in basic or interleaved mode.</summary>
/// <param name="Origin">What makes it the answer to this request: its transmit timestamp, in interleaved mode its receive timestamp.</param>
/// <param name="Receive">When the request came.</param>
/// <param name="Transmit">In interleaved mode when the reply before this one left; zero in basic mode, where the clock is still to be read.</param>
/// <param name="IsKept">Whether the time that this reply leaves is to be told to <see cref="InterleavedTimes.Complete"/>.</param>
internal readonly record struct ReplyTimes(NtpTimestamp Origin, NtpTimestamp Receive, NtpTimestamp Transmit, bool IsKept)
{
    private bool IsInterleaved => !Transmit.IsZero;

    /// <summary>The times of a reply that nobody can refer to in interleaved mode.</summary>
    public static ReplyTimes Basic(in NtpHeader asked, PosixTime receivedAt) =>
        new(asked.TransmitTime, NtpTimestamp.FromPosix(receivedAt), default, IsKept: false);

    /// <summary>Answers in interleaved mode whom it can, and remembers those who try (RFC 9769 §2).</summary>
    /// <param name="interleaved">Earlier replies; null when the mode is switched off.</param>
    /// <param name="asked">The request.</param>
    /// <param name="receivedAt">When it came.</param>
    /// <param name="isAuthentic">Whether it is authenticated.</param>
    public static ReplyTimes Choose(InterleavedTimes? interleaved, in NtpHeader asked, PosixTime receivedAt, bool isAuthentic)
    {
        if (interleaved is null)
        {
            return Basic(asked, receivedAt);
        }

        // Who does not refer to a receive timestamp speaks basic mode, and costs nothing.
        bool isTried = asked.Version == NtpHeader.CurrentVersion && asked.Mode == NtpMode.Client && InterleavedTimes.IsReceiveTime(asked.OriginTime)
            && asked.ReceiveTime != asked.TransmitTime;
        if (!isTried)
        {
            return new(asked.TransmitTime, InterleavedTimes.AsReceiveTime(NtpTimestamp.FromPosix(receivedAt)), default, IsKept: false);
        }

        bool isInterleaved = interleaved.TryTake(asked.OriginTime, isAuthentic, out NtpTimestamp transmit);
        bool isKept = interleaved.TryReserve(NtpTimestamp.FromPosix(receivedAt), isAuthentic, out NtpTimestamp receive);
        return new(isInterleaved ? asked.ReceiveTime : asked.TransmitTime, receive, transmit, isKept);
    }

    /// <summary>Writes the transmit timestamp of a reply, unless interleaved mode did already.</summary>
    public static void Stamp(Span<byte> reply, IClock clock)
    {
        if (NtpHeader.ReadTransmitTime(reply).IsZero)
        {
            NtpTimestamp now = NtpTimestamp.FromPosix(clock.Now());
            NtpHeader.WriteTransmitTime(reply, InterleavedTimes.AsTransmitTime(now, NtpHeader.ReadReceiveTime(reply)));
        }
    }

    /// <summary>Puts the times into the header of a reply.</summary>
    public NtpHeader In(in NtpHeader header) => header with { OriginTime = Origin, ReceiveTime = Receive, TransmitTime = Transmit };

    /// <summary>Adds what the times mean to the result.</summary>
    public RespondResult In(in RespondResult result) =>
        result with { IsInterleaved = IsInterleaved, KeptReceiveTime = IsKept ? Receive : default };
}
