using System;

namespace Nts.Gnss;

/// <summary>Reads single NMEA fields, strictly: digits only, no sign unless said, no white space.</summary>
internal static class NmeaField
{
    private const int MaximumDigits = 9;

    /// <summary>An unsigned number of 1 to 9 digits.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> field, out int value)
    {
        value = 0;
        if (field.IsEmpty || field.Length > MaximumDigits || field.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        foreach (byte digit in field)
        {
            value = (value * 10) + (digit - '0');
        }

        return true;
    }

    /// <summary>A whole number that may be absent (null) and may be negative.</summary>
    public static bool TryOptional(ReadOnlySpan<byte> field, out int? value)
    {
        value = null;
        if (field.IsEmpty)
        {
            return true;
        }

        bool negative = field[0] == '-';
        bool ok = TryNumber(negative ? field[1..] : field, out int magnitude);
        value = ok ? (negative ? -magnitude : magnitude) : null;
        return ok;
    }

    /// <summary>hhmmss with up to nine decimals.</summary>
    public static bool TryTime(ReadOnlySpan<byte> field, out TimeOfDay time)
    {
        time = default;
        if (field.Length < 6 || !TryNumber(field[..6], out int hhmmss))
        {
            return false;
        }

        int nanosecond = 0;
        if (field.Length > 6)
        {
            ReadOnlySpan<byte> decimals = field[7..];
            if (field[6] != '.' || (!decimals.IsEmpty && !TryNumber(decimals, out nanosecond)))
            {
                return false;
            }

            for (int digits = decimals.Length; digits < MaximumDigits; digits++)
            {
                nanosecond *= 10;
            }
        }

        time = new(hhmmss / 10_000, hhmmss / 100 % 100, hhmmss % 100, nanosecond);
        return time is { Hour: <= 23, Minute: <= 59, Second: <= 60 };
    }
}
