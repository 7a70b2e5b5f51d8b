using System;
using System.Globalization;

namespace Nts.Time;

/// <summary>A reading of CLOCK_MONOTONIC_RAW: nanoseconds since an arbitrary start, moved by no discipline.</summary>
/// <remarks>Not comparable with <see cref="PosixTime"/>: mixing them does not compile.</remarks>
public readonly record struct MonotonicTime : IComparable<MonotonicTime>
{
    private MonotonicTime(long nanoseconds) => Nanoseconds = nanoseconds;

    /// <summary>Nanoseconds since the arbitrary start.</summary>
    public long Nanoseconds { get; }

    /// <summary>A reading from nanoseconds since the arbitrary start.</summary>
    public static MonotonicTime FromNanoseconds(long nanoseconds) => new(nanoseconds);

    /// <summary>Time from right to left; saturates at about 68 years.</summary>
    public static NtpDuration operator -(MonotonicTime left, MonotonicTime right) =>
        NtpDuration.FromNanoseconds(left.Nanoseconds - right.Nanoseconds);

    /// <summary>A later (or earlier) reading, rounded to the nanosecond.</summary>
    public static MonotonicTime operator +(MonotonicTime left, NtpDuration right) => new(left.Nanoseconds + right.TotalNanoseconds);

    /// <summary>An earlier (or later) reading, rounded to the nanosecond.</summary>
    public static MonotonicTime operator -(MonotonicTime left, NtpDuration right) => new(left.Nanoseconds - right.TotalNanoseconds);

    /// <summary>Whether left is earlier.</summary>
    public static bool operator <(MonotonicTime left, MonotonicTime right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether left is later.</summary>
    public static bool operator >(MonotonicTime left, MonotonicTime right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether left is not later.</summary>
    public static bool operator <=(MonotonicTime left, MonotonicTime right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether left is not earlier.</summary>
    public static bool operator >=(MonotonicTime left, MonotonicTime right) => left.Nanoseconds >= right.Nanoseconds;

    /// <inheritdoc/>
    public int CompareTo(MonotonicTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Seconds with nine decimals.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Nanoseconds / 1_000_000_000}.{Nanoseconds % 1_000_000_000:000000000}");
}
