using System;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>What all replies of a moment have in common: the first half of the header. Written once and copied. For one thread.</summary>
internal sealed class ReplyHead
{
    /// <summary>Up to the origin timestamp.</summary>
    private const int Length = 24;

    private const sbyte LongestPoll = 17;

    private readonly byte[] _common = new byte[NtpHeader.Length];
    private sbyte _shortestPoll;
    private ClockState? _state;
    private LeapIndicator _leap;

    /// <summary>Says what is to be told of the clock.</summary>
    /// <param name="state">The clock.</param>
    /// <param name="now">Its reading when the last of the requests came: what bounds its error then bounds it for the others.</param>
    /// <param name="shortestPoll">What a client is told at least.</param>
    public void Describe(ClockState state, PosixTime now, sbyte shortestPoll)
    {
        _shortestPoll = shortestPoll;
        LeapIndicator leap = state.LeapAt(now);
        state = leap == LeapIndicator.Unsynchronized && state.Leap != leap ? ClockState.Unsynchronized : state;
        if (!ReferenceEquals(state, _state) || leap != _leap)
        {
            _state = state;
            _leap = leap;
            new NtpHeader
            {
                Leap = leap,
                Stratum = state.Stratum,
                Precision = state.Precision,
                RootDelay = NtpShort.FromDuration(state.RootDelay),
                ReferenceId = state.ReferenceId,
                ReferenceTime = leap == LeapIndicator.Unsynchronized ? NtpTimestamp.Zero : NtpTimestamp.FromPosix(state.ReferenceTime),
            }.TryWrite(_common);
        }

        NtpHeader.WriteRootDispersion(_common, NtpShort.FromDuration(state.RootDispersionAt(now)));
    }

    /// <summary>Writes the header of a reply that gives the time.</summary>
    public void Write(Span<byte> reply, ReadOnlySpan<byte> request, in ReplyTimes times)
    {
        _common.AsSpan(0, Length).CopyTo(reply);
        NtpMode mode = NtpHeader.ReadMode(request) == NtpMode.SymmetricActive ? NtpMode.SymmetricPassive : NtpMode.Server;
        NtpHeader.WriteVersionAndMode(reply, NtpHeader.ReadVersion(request), mode);
        NtpHeader.WritePoll(reply, new Log2Seconds(Math.Clamp(NtpHeader.ReadPoll(request).Exponent, _shortestPoll, LongestPoll)));
        NtpHeader.WriteTimes(reply, times.Origin, times.Receive, times.Transmit);
    }

    /// <summary>Writes the header of a kiss-o'-death (RFC 5905 §7.4).</summary>
    public void WriteKiss(Span<byte> reply, ReadOnlySpan<byte> request, in ReplyTimes times, ReferenceId code)
    {
        Write(reply, request, times);
        NtpHeader.WriteKiss(reply, code);
    }
}
