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
    public static ReplyTimes Basic(ReadOnlySpan<byte> request, NtpTimestamp receivedAt) =>
        new(NtpHeader.ReadTransmitTime(request), receivedAt, default, IsKept: false);

    /// <summary>Answers in interleaved mode whom it can, and remembers those who try (RFC 9769 §2).</summary>
    /// <param name="interleaved">Earlier replies; null when the mode is switched off.</param>
    /// <param name="request">The request.</param>
    /// <param name="receivedAt">When it came.</param>
    /// <param name="isAuthentic">Whether it is authenticated.</param>
    public static ReplyTimes Choose(InterleavedTimes? interleaved, ReadOnlySpan<byte> request, NtpTimestamp receivedAt, bool isAuthentic)
    {
        if (interleaved is null)
        {
            return Basic(request, receivedAt);
        }

        // Who does not refer to a receive timestamp speaks basic mode, and costs nothing.
        NtpTimestamp origin = NtpHeader.ReadOriginTime(request);
        NtpTimestamp transmitted = NtpHeader.ReadTransmitTime(request);
        if (!InterleavedTimes.IsReceiveTime(origin) || !CanInterleave(request))
        {
            return new(transmitted, InterleavedTimes.AsReceiveTime(receivedAt), default, IsKept: false);
        }

        bool isInterleaved = interleaved.TryTake(origin, isAuthentic, out NtpTimestamp transmit);
        bool isKept = interleaved.TryReserve(receivedAt, isAuthentic, out NtpTimestamp receive);
        return new(isInterleaved ? NtpHeader.ReadReceiveTime(request) : transmitted, receive, transmit, isKept);
    }

    /// <summary>Writes the transmit timestamp of a reply in basic mode.</summary>
    public static void Stamp(Span<byte> reply, NtpTimestamp now) =>
        NtpHeader.WriteTransmitTime(reply, InterleavedTimes.AsTransmitTime(now, NtpHeader.ReadReceiveTime(reply)));

    /// <summary>Adds what the times mean to the result.</summary>
    public RespondResult In(in RespondResult result) =>
        result with { IsInterleaved = IsInterleaved, KeptReceiveTime = IsKept ? Receive : default };

    private static bool CanInterleave(ReadOnlySpan<byte> request) =>
        NtpHeader.ReadVersion(request) == NtpHeader.CurrentVersion && NtpHeader.ReadMode(request) == NtpMode.Client
        && NtpHeader.ReadReceiveTime(request) != NtpHeader.ReadTransmitTime(request);
}
