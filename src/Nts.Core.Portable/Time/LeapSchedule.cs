namespace Nts.Time;

/// <summary>What is known of leap seconds: one event, and until when there is no other. The default knows nothing.</summary>
/// <param name="Change">+1: a second is inserted before <paramref name="At"/>. −1: the last one before it is left out. 0: no event is known.</param>
/// <param name="At">The first second after the event, a month's first midnight; without meaning while <paramref name="Change"/> is 0.</param>
/// <param name="KnownUntil">Before this moment there is no event but that one.</param>
public readonly record struct LeapSchedule(int Change, PosixTime At, PosixTime KnownUntil)
{
    private static readonly NtpDuration Day = NtpDuration.FromSeconds(86_400);

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
}
