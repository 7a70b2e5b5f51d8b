using System;
using System.Globalization;

namespace Nts.Drivers.Displays;

/// <summary>How long after the edges of the seconds the bus had taken everything.</summary>
public sealed class DisplayDelays
{
    private double _sum;
    private int _worst;

    /// <summary>Seconds that were shown.</summary>
    public int Count { get; private set; }

    /// <summary>Counts a second.</summary>
    public void Add(int nanoseconds)
    {
        Count++;
        _sum += nanoseconds;
        _worst = Math.Max(_worst, nanoseconds);
    }

    /// <summary>A line for the log.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Count} seconds shown, written {_sum / Math.Max(Count, 1) / 1e6:0.000} ms after the edge on average, {_worst / 1e6:0.000} ms at worst");
}
