using System;
using System.Globalization;

namespace Nts.Time;

/// <summary>A relative frequency change, seconds per second: positive makes the local clock run faster.</summary>
/// <remarks><c>default</c> is zero.</remarks>
public readonly record struct FrequencyOffset
{
    /// <summary>One part per million in the kernel's scaled units (struct timex, freq).</summary>
    private const double TimexUnitsPerPpm = 65536;

    private FrequencyOffset(double ratio) => Ratio = ratio;

    /// <summary>Seconds per second.</summary>
    public double Ratio { get; }

    /// <summary>Parts per million.</summary>
    public double Ppm => Ratio * 1e6;

    /// <summary>A frequency from seconds per second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number.</exception>
    public static FrequencyOffset FromRatio(double ratio) =>
        double.IsFinite(ratio) ? new(ratio) : throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "A frequency must be finite.");

    /// <summary>A frequency from parts per million.</summary>
    public static FrequencyOffset FromPpm(double ppm) => FromRatio(ppm * 1e-6);

    /// <summary>A frequency from the kernel's units of 2⁻¹⁶ ppm (adjtimex(2), <c>freq</c>).</summary>
    public static FrequencyOffset FromTimex(long units) => FromPpm(units / TimexUnitsPerPpm);

    /// <summary>The kernel's units of 2⁻¹⁶ ppm, rounded to the nearest.</summary>
    public long ToTimex() => (long)Math.Round(Ppm * TimexUnitsPerPpm);

    /// <summary>Sum of two small changes.</summary>
    public static FrequencyOffset operator +(FrequencyOffset left, FrequencyOffset right) => new(left.Ratio + right.Ratio);

    /// <summary>Difference of two small changes.</summary>
    public static FrequencyOffset operator -(FrequencyOffset left, FrequencyOffset right) => new(left.Ratio - right.Ratio);

    /// <summary>The opposite change.</summary>
    public static FrequencyOffset operator -(FrequencyOffset value) => new(-value.Ratio);

    /// <summary>Parts per million with sign and unit: <c>+20.000 ppm</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ppm:+0.000;-0.000;0.000} ppm");
}
