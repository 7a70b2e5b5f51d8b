using System.Globalization;

namespace Nts.Time;

/// <summary>Distance from a reference clock, 0 to 16; on the wire 16 travels as 0 or 16 (RFC 5905 §7.3).</summary>
public readonly record struct Stratum
{
    private readonly byte _value;

    private Stratum(byte value) => _value = value;

    /// <summary>Unspecified or invalid; in a packet it marks a kiss-o'-death.</summary>
    public static Stratum Kiss => default;

    /// <summary>A primary server, fed by a reference clock.</summary>
    public static Stratum Primary => new(1);

    /// <summary>Not synchronised.</summary>
    public static Stratum Unsynchronized => new(16);

    /// <summary>The number, 0 to 16.</summary>
    public byte Value => _value;

    /// <summary>A stratum from a number; false above 16.</summary>
    public static bool TryCreate(int value, out Stratum stratum)
    {
        stratum = value is >= 0 and <= 16 ? new((byte)value) : default;
        return value is >= 0 and <= 16;
    }

    /// <summary>The number.</summary>
    public override string ToString() => _value.ToString(CultureInfo.InvariantCulture);
}
