using Nts.Ntp;
using Nts.Time;

namespace Nts.Client;

/// <summary>Keeps samples out of the clock filter that a leap second may have spoilt.</summary>
/// <remarks>
/// Server and client carry it out at moments of their own, or one of them not at all. So what a server says within seconds of it is not used, and what it said
/// before tells nothing of the time afterwards.
/// </remarks>
internal sealed class LeapGuard
{
    private static readonly NtpDuration Near = NtpDuration.FromSeconds(5);
    private PosixTime? _midnight;

    /// <summary>Whether a reply lies too near to an announced leap second.</summary>
    /// <param name="header">The reply's header.</param>
    /// <param name="time">The local clock, for the era.</param>
    public bool IsNear(in NtpHeader header, PosixTime time)
    {
        PosixTime served = header.TransmitTime.ToPosix(time);
        if (header.Leap is LeapIndicator.InsertSecond or LeapIndicator.DeleteSecond)
        {
            _midnight = LeapSchedule.MidnightAfter(served);
        }

        return _midnight is PosixTime midnight && (served - midnight).Magnitude <= Near;
    }

    /// <summary>Whether a reply is the first one after an announced leap second. Once.</summary>
    public bool HasPassed(in NtpHeader header, PosixTime time)
    {
        bool hasPassed = _midnight is PosixTime midnight && header.TransmitTime.ToPosix(time) >= midnight;
        _midnight = hasPassed ? null : _midnight;
        return hasPassed;
    }
}
