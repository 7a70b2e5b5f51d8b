using System;
using System.Globalization;

namespace Nts.Time;

/// <summary>A moment of UTC as POSIX counts it: nanoseconds since 1970-01-01, without leap seconds. Range 1678 to 2262.</summary>
/// <remarks>Also what a disciplined clock reads. Not comparable with <see cref="MonotonicTime"/>: mixing them does not compile.</remarks>
public readonly record struct PosixTime : IComparable<PosixTime>
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private PosixTime(long nanoseconds) => Nanoseconds = nanoseconds;

    /// <summary>Nanoseconds since 1970-01-01T00:00:00Z.</summary>
    public long Nanoseconds { get; }

    /// <summary>Whole seconds since the epoch, rounded down.</summary>
    public long WholeSeconds => Nanoseconds >= 0 ? Nanoseconds / NanosecondsPerSecond : (Nanoseconds - (NanosecondsPerSecond - 1)) / NanosecondsPerSecond;

    /// <summary>Nanoseconds into the second, 0 to 999,999,999.</summary>
    public int SubsecondNanoseconds => (int)(Nanoseconds - (WholeSeconds * NanosecondsPerSecond));

    /// <summary>A moment from nanoseconds since the epoch.</summary>
    public static PosixTime FromNanoseconds(long nanoseconds) => new(nanoseconds);

    /// <summary>A moment from seconds since the epoch and nanoseconds that may have any sign.</summary>
    public static PosixTime FromSeconds(long seconds, long nanoseconds = 0) => new((seconds * NanosecondsPerSecond) + nanoseconds);

    /// <summary>A moment from a UTC date; leap second 60 counts as the next minute's 0, as POSIX has it.</summary>
    /// <param name="year">1678 to 2261.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to the length of the month.</param>
    /// <param name="hour">0 to 23.</param>
    /// <param name="minute">0 to 59.</param>
    /// <param name="second">0 to 60.</param>
    /// <param name="nanosecond">Any sign; may carry over.</param>
    /// <param name="time">The moment, when the result is true.</param>
    /// <returns>False when a part is out of range.</returns>
    public static bool TryFromUtc(int year, int month, int day, int hour, int minute, int second, long nanosecond, out PosixTime time)
    {
        time = default;
        if (year is < 1678 or > 2261 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
        {
            return false;
        }

        long days = new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        time = FromSeconds((days * 86_400) + (hour * 3600) + (minute * 60) + second, nanosecond);
        return true;
    }

    /// <summary>The whole second nearest to this moment.</summary>
    public PosixTime RoundToSecond() => FromSeconds(WholeSeconds + (SubsecondNanoseconds >= NanosecondsPerSecond / 2 ? 1 : 0));

    /// <summary>Time from right to left by the same clock; saturates at about 68 years.</summary>
    public static NtpDuration operator -(PosixTime left, PosixTime right)
    {
        long difference = unchecked(left.Nanoseconds - right.Nanoseconds);
        bool hasWrapped = ((left.Nanoseconds ^ right.Nanoseconds) & (left.Nanoseconds ^ difference)) < 0;
        return hasWrapped ? (left.Nanoseconds < 0 ? NtpDuration.MinValue : NtpDuration.MaxValue) : NtpDuration.FromNanoseconds(difference);
    }

    /// <summary>A later (or earlier) moment, rounded to the nanosecond.</summary>
    public static PosixTime operator +(PosixTime left, NtpDuration right) => new(left.Nanoseconds + right.TotalNanoseconds);

    /// <summary>An earlier (or later) moment, rounded to the nanosecond.</summary>
    public static PosixTime operator -(PosixTime left, NtpDuration right) => new(left.Nanoseconds - right.TotalNanoseconds);

    /// <summary>Whether left is earlier.</summary>
    public static bool operator <(PosixTime left, PosixTime right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether left is later.</summary>
    public static bool operator >(PosixTime left, PosixTime right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether left is not later.</summary>
    public static bool operator <=(PosixTime left, PosixTime right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether left is not earlier.</summary>
    public static bool operator >=(PosixTime left, PosixTime right) => left.Nanoseconds >= right.Nanoseconds;

    /// <inheritdoc/>
    public int CompareTo(PosixTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>ISO 8601 with nanoseconds: <c>2026-11-22T04:05:35.123456789Z</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTime.UnixEpoch.AddSeconds(WholeSeconds):yyyy-MM-ddTHH:mm:ss}.{SubsecondNanoseconds:000000000}Z");
}
