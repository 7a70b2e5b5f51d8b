using System;
using System.Globalization;

namespace Nts.Time;

/// <summary>A time span as a power of two of a second: poll interval and precision (RFC 5905 §7.3). <c>default</c> is 1 s.</summary>
/// <param name="Exponent">−128 to 127; 6 means 64 s, −20 about 1 µs.</param>
public readonly record struct Log2Seconds(sbyte Exponent)
{
    /// <summary>The span in seconds.</summary>
    public double TotalSeconds => Math.ScaleB(1, Exponent);

    /// <summary>The smallest power of two that is not below a duration.</summary>
    public static Log2Seconds RoundUp(NtpDuration duration) =>
        new((sbyte)Math.Clamp(Math.Ceiling(Math.Log2(Math.Max(duration.TotalSeconds, double.Epsilon))), sbyte.MinValue, sbyte.MaxValue));

    /// <summary>The exponent, as peers print it.</summary>
    public override string ToString() => Exponent.ToString(CultureInfo.InvariantCulture);
}
