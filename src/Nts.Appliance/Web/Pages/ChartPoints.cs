using System;
using System.Collections.Generic;
using Nts.Appliance.Web.History;

namespace Nts.Appliance.Web.Pages;

/// <summary>A chart's samples as few enough points to draw, with what is to be said of them.</summary>
internal sealed class ChartPoints
{
    private const int MaxPoints = 240;

    private readonly List<(double At, float Line, float Low, float High)> _points = [];

    /// <param name="chart">The chart.</param>
    /// <param name="ring">The samples.</param>
    public ChartPoints(Chart chart, HistoryRing ring)
    {
        long count = ring.Last - ring.First + 1;
        int each = (int)Math.Max((count + MaxPoints - 1) / MaxPoints, 1);
        for (long number = ring.First; number <= ring.Last; number += each)
        {
            long end = Math.Min(number + each - 1, ring.Last);
            Add(chart, ring, number, end, count > 1 ? (double)(end - ring.First) / (count - 1) : 1);
        }
    }

    /// <summary>The latest value of the line; NaN when it is not known.</summary>
    public double Now { get; private set; } = double.NaN;

    /// <summary>The lowest value of the line; greater than the highest when there is none.</summary>
    public double Lowest { get; private set; } = double.PositiveInfinity;

    /// <summary>The highest value of the line.</summary>
    public double Highest { get; private set; } = double.NegativeInfinity;

    /// <summary>The lowest of line and band.</summary>
    public double Bottom { get; private set; } = double.PositiveInfinity;

    /// <summary>The highest of line and band.</summary>
    public double Top { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether there is anything to draw.</summary>
    public bool IsEmpty => !(Lowest <= Highest);

    /// <summary>The points: where between 0 and 1 of the time, and what of it; NaN for a gap.</summary>
    public IReadOnlyList<(double At, float Line, float Low, float High)> Points => _points;

    private void Add(Chart chart, HistoryRing ring, long first, long last, double at)
    {
        (double sum, int known, float low, float high) = (0, 0, float.PositiveInfinity, float.NegativeInfinity);
        for (long number = first; number <= last; number++)
        {
            float value = ring[number, chart.Line];
            Now = value;
            if (float.IsFinite(value))
            {
                (float bandLow, float bandHigh) = chart.BandAt(ring, number);
                (sum, known, low, high) = (sum + value, known + 1, Math.Min(low, bandLow), Math.Max(high, bandHigh));
                (Lowest, Highest) = (Math.Min(Lowest, value), Math.Max(Highest, value));
            }
        }

        if (known == 0)
        {
            _points.Add((at, float.NaN, float.NaN, float.NaN));
            return;
        }

        _points.Add((at, (float)(sum / known), low, high));
        (Bottom, Top) = (Math.Min(Bottom, Math.Min(low, Lowest)), Math.Max(Top, Math.Max(high, Highest)));
    }
}
