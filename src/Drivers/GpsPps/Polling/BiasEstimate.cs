using System;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>A running estimate of how late interrupts are stamped, from single differences.</summary>
/// <remarks>
/// The mean of the last 64 without those that are held up, which is what the clock filter's location is: interrupts are late on one side only,
/// so that a median or a trimmed mean would lie below the mean that the filter follows. The deviation for the limit comes from the median, so
/// that held-up interrupts do not widen it; of an exponential it is 0.7 of the true one, and the limit then lies seven means out, where the
/// filter's gate lies too. Six would shift the mean of a tail of 1.5 µs by 50 ns.
/// </remarks>
internal sealed class BiasEstimate
{
    private const int Capacity = 64;
    private const int Least = 8;
    private const double LimitDeviations = 9;

    /// <summary>Standard deviation over median absolute deviation, of a normal distribution.</summary>
    private const double DeviationPerMedian = 1.4826;

    /// <summary>The clock's resolution and the bus: below this, deviations tell nothing.</summary>
    private const double LeastDeviation = 50e-9;

    private readonly double[] _differences = new double[Capacity];
    private int _next;

    /// <summary>Differences that the estimate rests on, up to 64.</summary>
    public int Count { get; private set; }

    /// <summary>The estimate; null before eight differences.</summary>
    public StampBias? Value { get; private set; }

    /// <summary>Takes in a difference: interrupt's stamp minus edge.</summary>
    public void Add(NtpDuration difference)
    {
        _differences[_next] = difference.TotalSeconds;
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
        if (Count >= Least)
        {
            Value = Estimate(_differences.AsSpan(0, Count));
        }
    }

    private static StampBias Estimate(ReadOnlySpan<double> differences)
    {
        Span<double> sorted = stackalloc double[differences.Length];
        differences.CopyTo(sorted);
        double median = MedianOf(sorted);
        for (int i = 0; i < sorted.Length; i++)
        {
            sorted[i] = Math.Abs(differences[i] - median);
        }

        double limit = LimitDeviations * Math.Max(DeviationPerMedian * MedianOf(sorted), LeastDeviation);
        (double sum, double squares, int count) = (0, 0, 0);
        foreach (double difference in differences)
        {
            double distance = difference - median;
            if (Math.Abs(distance) <= limit)
            {
                sum += distance;
                squares += distance * distance;
                count++;
            }
        }

        double mean = sum / count;
        double variance = Math.Max((squares / count) - (mean * mean), LeastDeviation * LeastDeviation);
        return new StampBias(NtpDuration.FromSeconds(median + mean), NtpDuration.FromSeconds(Math.Sqrt(variance / count)));
    }

    private static double MedianOf(Span<double> values)
    {
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
