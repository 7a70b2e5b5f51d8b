using System;

namespace Nts.Discipline;

/// <summary>How the clock is to run if no further pulse comes, and how wrong it may become.</summary>
/// <remarks>
/// A point for each horizon 64 s, 128 s … 24 days, and straight lines between them: the frequency that is kept changes at a point, and the bound,
/// which curves upwards, lies below its lines.
/// </remarks>
internal sealed class HoldoverPlan
{
    private const int Points = 16;

    /// <summary>Standard deviations of the filter's own forecast, where nothing has been rehearsed yet.</summary>
    private const double Deviations = 6;

    /// <summary>Error over time is a power law: this is its exponent for a frequency that walks at random.</summary>
    private const double WalkExponent = 1.5;

    /// <summary>Beyond so many times what was rehearsed a drift may show that the room in the bound does not cover: then the exponent is 2.</summary>
    private const double WalkReach = 16;

    /// <summary>A lock of this length, in seconds, has seen what the day does to the crystal.</summary>
    private const double Day = 86_400;

    /// <summary>
    /// In a holdover not longer than the lock was the frequency stays within so many times the range that it had meanwhile. A random walk is the worst case: the mean over a
    /// second day lies that far from the end of the first with five standard deviations or more in nearly all of them. Beyond, the range widens as a walk does.
    /// </summary>
    private const double RangeFactor = 3;

    private readonly double[] _drift = new double[Points];
    private readonly double[] _bound = new double[Points];

    /// <summary>A plan from what is known now.</summary>
    /// <param name="rehearsals">How plans of the past would have done.</param>
    /// <param name="history">What the clock did up to now.</param>
    /// <param name="last">The filter's estimate at the last pulse.</param>
    /// <param name="wander">The filter's estimate of the wander, s²/s³.</param>
    /// <param name="unobservedDrift">Frequency error by a change of temperature that no rehearsal has seen, s/s.</param>
    public HoldoverPlan(Rehearsals rehearsals, PhaseHistory history, in ClockEstimate last, double wander, double unobservedDrift)
    {
        double frequency = last.Frequency;
        double rehearsed = 0;
        double unseen = unobservedDrift * Math.Max(0, 1 - (rehearsals.Seen / Day));
        Span<double> learnt = stackalloc double[Points];
        for (int i = 0; i < Points; i++)
        {
            double seconds = Rehearsals.Seconds(i);
            learnt[i] = rehearsed > 0 ? Extrapolate(learnt[..i], i) : Foretold(last, seconds, wander);
            if (i < Rehearsals.Horizons && rehearsals.Best(i, history) is { } way)
            {
                frequency = way == 0 ? last.Frequency : Rehearsals.Frequency(history, way);
                double bound = rehearsals.Bound(i, way);
                if (double.IsFinite(bound))
                {
                    learnt[i] = rehearsed > 0 ? Math.Min(bound, learnt[i]) : bound;
                    rehearsed = seconds;
                }
            }

            if (rehearsals.Seen >= Day)
            {
                learnt[i] = Math.Min(learnt[i], RangeFactor * rehearsals.FrequencyRange * seconds * Math.Sqrt(Math.Max(1, seconds / rehearsals.Seen)));
            }

            // Errors do not shrink with time, and right after a lock the frequency is not yet as well known as it was in the rehearsals.
            learnt[i] = Math.Max(learnt[i], i > 0 ? learnt[i - 1] : 0);
            _bound[i] = Math.Max(learnt[i], Foretold(last, seconds, 0)) + (unseen * seconds);
            _drift[i] = (frequency - last.Frequency) * seconds;
        }
    }

    /// <summary>Phase to be added to what the filter foretells, seconds.</summary>
    /// <param name="seconds">Time since the last pulse.</param>
    public double DriftAfter(double seconds) => On(_drift, seconds);

    /// <summary>Bound of the error that has come since the last pulse, in seconds.</summary>
    /// <param name="seconds">Time since the last pulse.</param>
    public double BoundAfter(double seconds) => On(_bound, seconds);

    /// <summary>Time since the last pulse at which the bound passes a limit, in seconds; infinite when that is longer than 24 days.</summary>
    /// <param name="limit">Seconds.</param>
    public double SecondsUntil(double limit)
    {
        (double fromSeconds, double from) = (0, 0);
        for (int i = 0; i < Points; i++)
        {
            double seconds = Rehearsals.Seconds(i);
            if (_bound[i] > limit)
            {
                return fromSeconds + ((seconds - fromSeconds) * Math.Max(0, limit - from) / (_bound[i] - from));
            }

            (fromSeconds, from) = (seconds, _bound[i]);
        }

        return double.PositiveInfinity;
    }

    /// <summary>What the filter itself says of the phase that comes, without that which it already has.</summary>
    private static double Foretold(in ClockEstimate last, double seconds, double wander) =>
        Deviations * (last with { PhaseVariance = 0, Covariance = 0 }).After(seconds, wander).PhaseDeviation;

    /// <summary>The least that any shorter horizon says.</summary>
    private static double Extrapolate(ReadOnlySpan<double> shorter, int point)
    {
        double least = double.PositiveInfinity;
        for (int i = 0; i < shorter.Length; i++)
        {
            double times = Rehearsals.Seconds(point) / Rehearsals.Seconds(i);
            least = Math.Min(least, shorter[i] * Math.Pow(times, WalkExponent) * Math.Sqrt(Math.Max(1, times / WalkReach)));
        }

        return least;
    }

    private static double On(double[] points, double seconds)
    {
        int next = 0;
        while (next < Points - 1 && Rehearsals.Seconds(next) < seconds)
        {
            next++;
        }

        double before = next == 0 ? 0 : points[next - 1];
        double from = next == 0 ? 0 : Rehearsals.Seconds(next - 1);
        // Beyond the last point the last line goes on; 24 days are far beyond any limit on the bound.
        return before + ((points[next] - before) * (seconds - from) / (Rehearsals.Seconds(next) - from));
    }
}
