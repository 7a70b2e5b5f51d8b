using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Seconds as pulses count them: without a gap or a repetition at the one leap second that is scheduled.</summary>
/// <param name="Leap">What is known of leap seconds.</param>
internal readonly record struct ContinuousSeconds(LeapSchedule Leap)
{
    /// <summary>The second of UTC, since 1970; null in an inserted leap second, for which POSIX has no name.</summary>
    public long? ToUtc(long continuous)
    {
        long at = Leap.At.WholeSeconds;
        return Leap.Change switch
        {
            > 0 when continuous == at => null,
            > 0 => continuous > at ? continuous - 1 : continuous,
            < 0 => continuous >= at - 1 ? continuous + 1 : continuous,
            _ => continuous,
        };
    }

    /// <summary>The continuous count of a second of UTC.</summary>
    public long FromUtc(long second) => second + ShiftAt(second);

    /// <summary>The same for any moment.</summary>
    public PosixTime FromUtc(PosixTime utc) => utc + NtpDuration.FromSeconds(ShiftAt(utc.WholeSeconds));

    /// <summary>Whether a second begins in the very moment at which clocks leave one out: what they read then is the one or the other.</summary>
    public bool IsAtDeletion(long second) => Leap.Change < 0 && second == Leap.At.WholeSeconds;

    /// <summary>Within some seconds of the event; what receivers say there is all too different.</summary>
    public bool IsNearEvent(long second, int seconds) => Leap.Change != 0 && second - Leap.At.WholeSeconds is long away && away >= -seconds && away <= seconds;

    private long ShiftAt(long second) => second >= Leap.At.WholeSeconds ? Leap.Change : 0;
}
