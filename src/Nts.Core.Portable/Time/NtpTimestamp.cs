using System;
using System.Globalization;

namespace Nts.Time;

/// <summary>NTP timestamp format: unsigned 32.32 fixed point seconds since the start of an unstated era (RFC 5905 §6).</summary>
/// <remarks>
/// Only a difference has a meaning without an era, so there is no ordering here on purpose: use <see cref="IsBefore"/>.
/// <c>default</c> is the zero timestamp, which on the wire means "unknown".
/// </remarks>
public readonly record struct NtpTimestamp
{
    /// <summary>Seconds from the start of NTP era 0 (1900-01-01) to the POSIX epoch (1970-01-01).</summary>
    private const long PosixEpochInEra0 = 2_208_988_800;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private readonly ulong _value;

    private NtpTimestamp(ulong value) => _value = value;

    /// <summary>The zero timestamp: unknown, or unsynchronised.</summary>
    public static NtpTimestamp Zero => default;

    /// <summary>Whether this is the zero timestamp.</summary>
    public bool IsZero => _value == 0;

    /// <summary>A timestamp from its 64 wire bits.</summary>
    public static NtpTimestamp FromWire(ulong bits) => new(bits);

    /// <summary>The 64 wire bits.</summary>
    public ulong ToWire() => _value;

    /// <summary>The timestamp of a moment; the era is dropped. Rounds down to 2⁻³² s, so it never lies in the future.</summary>
    public static NtpTimestamp FromPosix(PosixTime time)
    {
        (long seconds, long nanoseconds) = Math.DivRem(time.Nanoseconds, NanosecondsPerSecond);
        if (nanoseconds < 0)
        {
            seconds--;
            nanoseconds += NanosecondsPerSecond;
        }

        ulong fraction = ((ulong)nanoseconds << 32) / (ulong)NanosecondsPerSecond;
        return new(unchecked((ulong)(seconds + PosixEpochInEra0) << 32) | fraction);
    }

    /// <summary>The moment this timestamp means, in the era that brings it nearest to <paramref name="near"/>.</summary>
    public PosixTime ToPosix(PosixTime near) => near + (this - FromPosix(near));

    /// <summary>Time from right to left, taking the nearer era (RFC 5905 §6): valid while both lie within 68 years.</summary>
    public static NtpDuration operator -(NtpTimestamp left, NtpTimestamp right) =>
        NtpDuration.FromUnits(unchecked((long)(left._value - right._value)));

    /// <summary>A later (or earlier) timestamp; wraps at the era's end.</summary>
    public static NtpTimestamp operator +(NtpTimestamp left, NtpDuration right) => new(unchecked(left._value + (ulong)right.Units));

    /// <summary>Whether this lies before <paramref name="other"/>, taking the nearer era.</summary>
    public bool IsBefore(NtpTimestamp other) => unchecked((long)(_value - other._value)) < 0;

    /// <summary>The wire bits in hexadecimal, seconds and fraction: <c>ea1b2c3d.80000000</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_value >> 32:x8}.{_value & 0xffffffff:x8}");
}
