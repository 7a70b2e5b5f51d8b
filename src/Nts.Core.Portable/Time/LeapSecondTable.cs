using System;
using System.Collections.Generic;

namespace Nts.Time;

/// <summary>TAI − UTC since 1972 and until when it is known, as the IERS decides it in its Bulletin C.</summary>
public sealed class LeapSecondTable
{
    /// <summary>TAI − GPS time, always.</summary>
    private const int TaiMinusGps = 19;

    /// <summary>An event stays in the schedule so long after it has passed, for whoever still counts across it.</summary>
    private static readonly NtpDuration Remembered = NtpDuration.FromSeconds(86_400);

    private readonly (PosixTime From, int TaiMinusUtc)[] _steps;

    internal LeapSecondTable((PosixTime From, int TaiMinusUtc)[] steps, PosixTime updated, PosixTime expires)
    {
        _steps = steps;
        Updated = updated;
        Expires = expires;
    }

    /// <summary>The table of this release, after Bulletin C 72 (July 2026): no leap second until the end of 2026.</summary>
    /// <remarks>The IERS' leap-seconds.list, which is in the public domain, without its comments.</remarks>
    public static LeapSecondTable Shipped { get; } = LeapSecondText.Parse("""
        #$ 3992312697
        #@ 4023129600
        2272060800 10
        2287785600 11
        2303683200 12
        2335219200 13
        2366755200 14
        2398291200 15
        2429913600 16
        2461449600 17
        2492985600 18
        2524521600 19
        2571782400 20
        2603318400 21
        2634854400 22
        2698012800 23
        2776982400 24
        2840140800 25
        2871676800 26
        2918937600 27
        2950473600 28
        2982009600 29
        3029443200 30
        3076704000 31
        3124137600 32
        3345062400 33
        3439756800 34
        3550089600 35
        3644697600 36
        3692217600 37
        #h a9bad145 84c31c70 758402aa b37bfd54 5923836a
        """u8, out _) ?? throw new InvalidOperationException("The shipped leap-second table is damaged.");

    /// <summary>When it was last changed.</summary>
    public PosixTime Updated { get; }

    /// <summary>From this moment on, leap seconds may come that it does not know.</summary>
    public PosixTime Expires { get; }

    /// <summary>The moments at which TAI − UTC changed, each the first second with the new value, in order; the first is 1972-01-01.</summary>
    public IReadOnlyList<(PosixTime From, int TaiMinusUtc)> Steps => _steps;

    /// <summary>Whether it may lack a leap second at a moment.</summary>
    public bool HasExpiredAt(PosixTime now) => now >= Expires;

    /// <summary>TAI − UTC in seconds, as far as this table knows; null before 1972.</summary>
    public int? TaiMinusUtcAt(PosixTime utc)
    {
        int later = FirstAfter(utc);
        return later == 0 ? null : _steps[later - 1].TaiMinusUtc;
    }

    /// <summary>GPS time − UTC in seconds, which is what receivers call leap seconds; null before 1972.</summary>
    public int? GpsMinusUtcAt(PosixTime utc) => TaiMinusUtcAt(utc) - TaiMinusGps;

    /// <summary>The next event after a moment, or one of the last day, and until when there is no other.</summary>
    public LeapSchedule ScheduleAt(PosixTime now)
    {
        int next = Math.Max(FirstAfter(now - Remembered), 1);
        return next == _steps.Length
            ? new LeapSchedule(0, default, Expires)
            : new LeapSchedule(_steps[next].TaiMinusUtc - _steps[next - 1].TaiMinusUtc, _steps[next].From, Expires);
    }

    private int FirstAfter(PosixTime moment)
    {
        int step = _steps.Length;
        while (step > 0 && _steps[step - 1].From > moment)
        {
            step--;
        }

        return step;
    }
}
