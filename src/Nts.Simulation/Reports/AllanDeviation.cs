using System;
using System.Collections.Generic;

namespace Nts.Simulation.Reports;

/// <summary>Overlapping Allan deviation of a clock from its phase, one value a second.</summary>
/// <remarks>σ²(τ) = mean of (x(t + 2τ) − 2x(t + τ) + x(t))² / 2τ².</remarks>
public static class AllanDeviation
{
    /// <summary>Fewer differences of an interval than this times the interval say too little.</summary>
    private const int LeastRepetitions = 3;

    /// <summary>The deviation at one interval.</summary>
    /// <param name="phase">Error of the clock at each second, s.</param>
    /// <param name="interval">τ, s.</param>
    public static double At(ReadOnlySpan<double> phase, int interval)
    {
        double squares = 0;
        int count = phase.Length - (2 * interval);
        for (int i = 0; i < count; i++)
        {
            double difference = phase[i + (2 * interval)] - (2 * phase[i + interval]) + phase[i];
            squares += difference * difference;
        }

        return Math.Sqrt(squares / (2.0 * count * interval * interval));
    }

    /// <summary>The deviation at 1, 2, 4, 8 … s, as far as the phases reach.</summary>
    public static IReadOnlyList<(int Interval, double Deviation)> Of(ReadOnlySpan<double> phase)
    {
        List<(int, double)> points = [];
        for (int interval = 1; (LeastRepetitions + 2L) * interval <= phase.Length; interval *= 2)
        {
            points.Add((interval, At(phase, interval)));
        }

        return points;
    }
}
