using System;

namespace Nts.Time;

/// <summary>What is known of leap seconds: one event, and until when there is no other. The default knows nothing.</summary>
/// <param name="Change">+1: a second is inserted before <paramref name="At"/>. −1: the last one before it is left out. 0: no event is known.</param>
/// <param name="At">The first second after the event, a month's first midnight; without meaning while <paramref name="Change"/> is 0.</param>
/// <param name="KnownUntil">Before this moment there is no event but that one.</param>
public readonly record struct LeapSchedule(int Change, PosixTime At, PosixTime KnownUntil)
{
    private static readonly NtpDuration Day = NtpDuration.FromSeconds(86_400);

    /// <summary>Before midnight: the second that is read twice, and with one that may be left out the one before it.</summary>
    private static readonly NtpDuration Twice = NtpDuration.FromSeconds(1);
    private static readonly NtpDuration LeftOut = NtpDuration.FromSeconds(2);

    /// <summary>After midnight: a clock that carries the leap second out by itself has done so, however late its timer is.</summary>
    private static readonly NtpDuration Settled = NtpDuration.FromSeconds(2);

    /// <summary>Nearer to midnight, it is too late to tell a clock of a leap second: the kernel wants to know a second before the second.</summary>
    private static readonly NtpDuration TooLate = NtpDuration.FromSeconds(4);

    /// <summary>Somebody speaks of a leap second at <see cref="KnownUntil"/>, and somebody else contradicts.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>What happens in the last minute before a month's first midnight: +1, −1, 0, or null when that is not known.</summary>
    public int? ChangeAt(PosixTime midnight) =>
        Change != 0 && midnight == At ? Change
        : midnight < KnownUntil ? 0
        : null;

    /// <summary>
    /// What clients are told: only in the last day before the event, because they act at the end of the UTC day in which they see a
    /// warning (RFC 5905 §7.3).
    /// </summary>
    public LeapIndicator IndicatorAt(PosixTime now) =>
        Change == 0 || now >= At || At - now > Day ? LeapIndicator.None
        : Change > 0 ? LeapIndicator.InsertSecond
        : LeapIndicator.DeleteSecond;

    /// <summary>The first month's first midnight after a moment: no leap second is anywhere else (ITU-R TF.460).</summary>
    public static PosixTime MidnightAfter(PosixTime moment)
    {
        DateTime date = DateTime.UnixEpoch.AddSeconds(moment.WholeSeconds);
        DateTime next = new DateTime(date.Year, date.Month, 1).AddMonths(1);
        return PosixTime.FromSeconds((long)(next - DateTime.UnixEpoch).TotalSeconds);
    }

    /// <summary>Whether a moment is so near to a month's first midnight that a clock had better be left alone with its leap second.</summary>
    public static bool IsNearMidnight(PosixTime now)
    {
        PosixTime midnight = MidnightAfter(now - Settled - Twice);
        return midnight - now <= TooLate;
    }

    /// <summary>The readings after a moment in which nobody can tell the second: those that are read twice, or all of them if it is not known
    /// whether there was a leap second, or whether the clock carried it out.</summary>
    /// <remarks>Of an end of a month that nobody speaks of, it is doubted only where leap seconds are put (<see cref="IsPreferred"/>).</remarks>
    /// <param name="known">The last moment at which the second was certain.</param>
    /// <param name="told">The change that the clock was told of in time.</param>
    public LeapDoubt DoubtAfter(PosixTime known, int told)
    {
        PosixTime midnight = MidnightAfter(known);
        int? change = ChangeAt(midnight) ?? (IsDisputed || IsPreferred(midnight) ? null : 0);
        return change == 0 && told == 0 ? default
            : new LeapDoubt(midnight - (change > 0 && told > 0 ? Twice : LeftOut), change == told ? midnight + Settled : LeapDoubt.Forever);
    }

    /// <summary>
    /// Whether a midnight ends June or December: the first choice of ITU-R TF.460-6 for leap seconds (its second, March and September, and all other
    /// months were never used), and the only ends of months that the IERS decides on in its Bulletin C.
    /// </summary>
    private static bool IsPreferred(PosixTime midnight) => DateTime.UnixEpoch.AddSeconds(midnight.WholeSeconds).Month is 1 or 7;
}
