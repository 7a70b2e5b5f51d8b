using System;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>How soon the next datagrams are likely to come, and so how long it pays to look for them before going to sleep.</summary>
/// <remarks>
/// To be woken takes a thread several to tens of microseconds, which every lone request would wait. Looking costs the processor's time, so it
/// is done only where requests come thick and fast: a box with some clients sleeps as it always did.
/// </remarks>
internal struct ArrivalPace
{
    /// <summary>Nanoseconds between receives beyond which it is not worth looking: 5,000 receives a second.</summary>
    private const long LongestGap = 200_000;

    /// <summary>A pause counts as this long at most, so that busy times are soon noticed after a quiet night.</summary>
    private const long LongestPause = 4 * LongestGap;

    /// <summary>The average is over about so many receives.</summary>
    private const long Memory = 8;

    private long _gap;
    private MonotonicTime _last;

    /// <summary>A pace that begins slowly.</summary>
    public ArrivalPace() => _gap = LongestPause;

    /// <summary>Nanoseconds to look before sleeping: twice the average gap, or none.</summary>
    public readonly long Patience => _gap <= LongestGap ? 2 * _gap : 0;

    /// <summary>Datagrams were taken.</summary>
    public void Note(MonotonicTime now)
    {
        long gap = Math.Min(unchecked(now.Nanoseconds - _last.Nanoseconds), LongestPause);
        _last = now;
        _gap += (gap - _gap) / Memory;
    }
}
