using System;
using System.Numerics;

namespace Nts.Desktop.Bench;

/// <summary>Counts times in cells whose width grows with them, so that a percentile is right within one part in 64 and nothing allocates.</summary>
/// <remarks>Times are nanoseconds. Those below 64 have a cell each; above, each doubling has 64 cells.</remarks>
internal sealed class Histogram
{
    private const int CellsPerDoublingLog2 = 6;
    private const int CellsPerDoubling = 1 << CellsPerDoublingLog2;

    /// <summary>2^40 ns are 18 minutes; what takes longer counts as that.</summary>
    private const int LongestLog2 = 40;
    private const long Longest = (1L << LongestLog2) - 1;

    private readonly long[] _cells = new long[(LongestLog2 - CellsPerDoublingLog2 + 1) * CellsPerDoubling];
    private Int128 _sum;

    /// <summary>How many times were added.</summary>
    public long Count { get; private set; }

    /// <summary>The longest time, exactly; 0 when there is none.</summary>
    public long Max { get; private set; }

    /// <summary>The mean of all times, exactly; 0 when there is none.</summary>
    public double Mean => Count == 0 ? 0 : (double)_sum / Count;

    /// <summary>Adds a time; a negative one, as a step of the clock makes it, counts as 0.</summary>
    public void Add(long nanoseconds)
    {
        long time = Math.Clamp(nanoseconds, 0, Longest);
        _cells[Cell(time)]++;
        _sum += time;
        Count++;
        Max = Math.Max(Max, time);
    }

    /// <summary>The time that a share of all does not exceed: the middle of its cell, and never more than <see cref="Max"/>.</summary>
    /// <param name="share">0 to 1: 0.5 for the median.</param>
    public double Percentile(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (int cell = 0; cell < _cells.Length; cell++)
        {
            seen += _cells[cell];
            if (seen >= rank)
            {
                return Math.Min(Middle(cell), Max);
            }
        }

        return 0;
    }

    /// <summary>Forgets all times.</summary>
    public void Clear()
    {
        Array.Clear(_cells);
        (Count, Max, _sum) = (0, 0, 0);
    }

    private static int Cell(long time)
    {
        int shift = Math.Max(0, BitOperations.Log2((ulong)time) - CellsPerDoublingLog2);
        return (shift << CellsPerDoublingLog2) + (int)(time >> shift);
    }

    private static double Middle(int cell)
    {
        int shift = Math.Max(0, (cell >> CellsPerDoublingLog2) - 1);
        long first = (long)(cell - (shift << CellsPerDoublingLog2)) << shift;
        return first + (((1L << shift) - 1) / 2.0);
    }
}
