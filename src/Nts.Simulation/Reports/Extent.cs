using System;

namespace Nts.Simulation.Reports;

/// <summary>Least and largest of some values.</summary>
/// <param name="Least">The least; above <paramref name="Most"/> when there are none.</param>
/// <param name="Most">The largest.</param>
internal readonly record struct Extent(double Least, double Most)
{
    /// <summary>That of no values.</summary>
    public static Extent Empty { get; } = new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Least > Most;

    /// <summary>The extent with one more value.</summary>
    public Extent With(double value) => new(Math.Min(Least, value), Math.Max(Most, value));
}
