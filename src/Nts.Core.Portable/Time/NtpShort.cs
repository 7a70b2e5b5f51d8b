using System;
using System.Globalization;

namespace Nts.Time;

/// <summary>NTP short format: unsigned 16.16 fixed point seconds, for root delay and root dispersion (RFC 5905 §6).</summary>
public readonly record struct NtpShort
{
    private readonly uint _value;

    private NtpShort(uint value) => _value = value;

    /// <summary>The largest value, just under 65,536 s.</summary>
    public static NtpShort MaxValue => new(uint.MaxValue);

    /// <summary>A value from its 32 wire bits.</summary>
    public static NtpShort FromWire(uint bits) => new(bits);

    /// <summary>The 32 wire bits.</summary>
    public uint ToWire() => _value;

    /// <summary>
    /// A value from a duration. Rounds up, because it carries error bounds, and saturates; a negative duration gives zero.
    /// </summary>
    public static NtpShort FromDuration(NtpDuration duration)
    {
        if (duration <= NtpDuration.Zero)
        {
            return default;
        }

        long rounded = (duration.Units >> 16) + ((duration.Units & 0xffff) != 0 ? 1 : 0);
        return new((uint)Math.Min(rounded, uint.MaxValue));
    }

    /// <summary>The exact duration.</summary>
    public NtpDuration ToDuration() => NtpDuration.FromUnits((long)_value << 16);

    /// <summary>Seconds with six decimals and the unit.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_value / 65536.0:0.000000} s");
}
