using System;
using System.Globalization;

namespace Nts.Time;

/// <summary>Elapsed time on one clock, signed 32.32 fixed point seconds (unit 2⁻³² s, about 0.23 ns).</summary>
/// <remarks>Range about ±68 years; arithmetic saturates at the ends, so two large durations never cancel by wrapping. <c>default</c> is zero.</remarks>
public readonly record struct NtpDuration : IComparable<NtpDuration>
{
    private const double UnitsPerSecond = 4294967296.0;
    private const uint NanosecondsPerSecond = 1_000_000_000;
    private readonly long _units;

    private NtpDuration(long units) => _units = units;

    /// <summary>No time at all.</summary>
    public static NtpDuration Zero => default;

    /// <summary>The longest duration, about 68 years.</summary>
    public static NtpDuration MaxValue => new(long.MaxValue);

    /// <summary>The most negative duration, about −68 years.</summary>
    public static NtpDuration MinValue => new(-long.MaxValue);

    /// <summary>The raw value in units of 2⁻³² s.</summary>
    public long Units => _units;

    /// <summary>This duration in seconds, as a floating point number.</summary>
    public double TotalSeconds => _units / UnitsPerSecond;

    /// <summary>This duration in nanoseconds, rounded to the nearest.</summary>
    public long TotalNanoseconds => (long)Int128.Min(long.MaxValue, Round((Int128)_units * NanosecondsPerSecond));

    /// <summary>The same length of time, never negative.</summary>
    public NtpDuration Magnitude => _units < 0 ? -this : this;

    /// <summary>A duration from units of 2⁻³² s; <see cref="long.MinValue"/> saturates so that negation is always exact.</summary>
    public static NtpDuration FromUnits(long units) => new(units == long.MinValue ? -long.MaxValue : units);

    /// <summary>A duration from seconds, rounded to the nearest unit; saturates, and NaN gives zero.</summary>
    public static NtpDuration FromSeconds(double seconds)
    {
        double units = Math.Round(seconds * UnitsPerSecond);
        return units switch
        {
            double.NaN => Zero,
            >= long.MaxValue => MaxValue,
            <= -(double)long.MaxValue => MinValue,
            _ => new((long)units),
        };
    }

    /// <summary>A duration from nanoseconds, rounded to the nearest unit; saturates.</summary>
    public static NtpDuration FromNanoseconds(long nanoseconds)
    {
        // By magnitude, so that halves go away from zero on both sides; unchecked, because long.MinValue has none.
        ulong magnitude = unchecked((ulong)(nanoseconds < 0 ? -nanoseconds : nanoseconds));
        (ulong seconds, ulong rest) = (magnitude / NanosecondsPerSecond, magnitude % NanosecondsPerSecond);
        if (seconds > int.MaxValue)
        {
            return nanoseconds < 0 ? MinValue : MaxValue;
        }

        ulong fraction = ((rest << 32) + (NanosecondsPerSecond / 2)) / NanosecondsPerSecond;
        ulong units = Math.Min((seconds << 32) + fraction, long.MaxValue);
        return new(nanoseconds < 0 ? -(long)units : (long)units);
    }

    /// <summary>A duration from microseconds; saturates.</summary>
    public static NtpDuration FromMicroseconds(long microseconds) => FromSeconds(microseconds / 1e6);

    /// <summary>A duration from milliseconds; saturates.</summary>
    public static NtpDuration FromMilliseconds(long milliseconds) => FromSeconds(milliseconds / 1e3);

    /// <summary>Sum, saturating.</summary>
    public static NtpDuration operator +(NtpDuration left, NtpDuration right) => Saturate(unchecked(left._units + right._units), left._units, right._units);

    /// <summary>Difference, saturating.</summary>
    public static NtpDuration operator -(NtpDuration left, NtpDuration right) => Saturate(unchecked(left._units - right._units), left._units, -right._units);

    /// <summary>The same length in the other direction.</summary>
    public static NtpDuration operator -(NtpDuration value) => new(-value._units);

    /// <summary>Half of it, rounded towards zero.</summary>
    public NtpDuration Half() => new(_units / 2);

    /// <summary>The duration times a factor, rounded to the nearest unit; saturates.</summary>
    public static NtpDuration operator *(NtpDuration value, double factor) => FromSeconds(value.TotalSeconds * factor);

    /// <summary>Whether left is shorter.</summary>
    public static bool operator <(NtpDuration left, NtpDuration right) => left._units < right._units;

    /// <summary>Whether left is longer.</summary>
    public static bool operator >(NtpDuration left, NtpDuration right) => left._units > right._units;

    /// <summary>Whether left is not longer.</summary>
    public static bool operator <=(NtpDuration left, NtpDuration right) => left._units <= right._units;

    /// <summary>Whether left is not shorter.</summary>
    public static bool operator >=(NtpDuration left, NtpDuration right) => left._units >= right._units;

    /// <inheritdoc/>
    public int CompareTo(NtpDuration other) => _units.CompareTo(other._units);

    /// <summary>Seconds with nine decimals and the unit, invariant: <c>-0.000001234 s</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{TotalSeconds:0.000000000} s");

    private static Int128 Round(Int128 scaled) => (scaled + (scaled < 0 ? -(Int128.One << 31) : Int128.One << 31)) / (Int128.One << 32);

    /// <summary>A wrapped sum, or the end that it wrapped over: that is where both terms point and the sum does not.</summary>
    private static NtpDuration Saturate(long sum, long left, long right) =>
        ((left ^ sum) & (right ^ sum)) < 0 ? (left < 0 ? MinValue : MaxValue) : FromUnits(sum);
}
