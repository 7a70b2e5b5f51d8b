using System;

namespace Nts.Discipline;

/// <summary>Rehearses holdover all the time: how far off would the clock be now if the pulses had ended some time ago?</summary>
/// <remarks>
/// Every 64 s, for each of the horizons 64 s, 128 s … 18 h and for each way to foretell, the phase that would have been foretold from the history
/// is held against the phase that the pulses show. No model of the crystal is needed: temperature, flicker and whatever else is there is in the errors.
/// The ways differ in the frequency that they keep: the filter's last, or the mean over a window before.
/// </remarks>
internal sealed class Rehearsals
{
    /// <summary>Horizons rehearsed: 64 s · 2⁰ … 2¹⁰.</summary>
    public const int Horizons = 11;

    /// <summary>What is older than this counts little, so that seasons and moves of the box are followed.</summary>
    private const int MemorySamples = 3 * 86_400 / PhaseHistory.Spacing;

    /// <summary>Independent rehearsals below which a horizon says nothing of the bound.</summary>
    private const double LeastToBound = 3;

    /// <summary>Independent rehearsals below which a way to foretell is not even preferred.</summary>
    private const double LeastToChoose = 1;

    /// <summary>A longer window must be so much better than the filter's last frequency to be preferred: with few rehearsals the better one may be luck.</summary>
    private const double WorthChanging = 0.8;

    /// <summary>The filter's last frequency, and means over 17 min, 68 min, 4.6 h and a day.</summary>
    private static readonly int[] Windows = [0, 16, 64, 256, 86_400 / PhaseHistory.Spacing];

    private const int RangeWindow = 16;
    private const double RangeMemorySamples = 8 * 86_400 / PhaseHistory.Spacing;

    private readonly Errors[,] _errors = new Errors[Horizons, Windows.Length];

    private double _least = double.MaxValue;
    private double _most = double.MinValue;

    /// <summary>Seconds of history that rehearsals have seen so far.</summary>
    public double Seen { get; private set; }

    /// <summary>Range of the frequency in the last days, as means over 17 min, so that the noise of short ones does not count.</summary>
    public double FrequencyRange => Math.Max(0, _most - _least);

    /// <summary>Length of a horizon in seconds.</summary>
    public static double Seconds(int horizon) => (double)PhaseHistory.Spacing * (1L << horizon);

    /// <summary>Rehearses with the newest sample.</summary>
    public void Add(PhaseHistory history)
    {
        double phase = history.PhaseBefore(0);
        if (double.IsNaN(phase))
        {
            return;
        }

        Seen += PhaseHistory.Spacing;
        double mean = history.FrequencyBefore(0, RangeWindow);
        if (!double.IsNaN(mean))
        {
            _least = Math.Min(mean, _least + ((mean - _least) / RangeMemorySamples));
            _most = Math.Max(mean, _most + ((mean - _most) / RangeMemorySamples));
        }

        for (int horizon = 0; horizon < Horizons; horizon++)
        {
            int samples = 1 << horizon;
            double past = history.PhaseBefore(samples);
            for (int window = 0; window < Windows.Length; window++)
            {
                double foretold = past + (history.FrequencyBefore(samples, Windows[window]) * Seconds(horizon));
                _errors[horizon, window].Add(phase - foretold, horizon);
            }
        }
    }

    /// <summary>The way that foretold best at a horizon: an index for <see cref="Frequency"/>; null while the horizon has hardly been rehearsed.</summary>
    /// <param name="horizon">Which.</param>
    /// <param name="history">What the clock did up to now: a window with a gap at its beginning cannot be used.</param>
    public int? Best(int horizon, PhaseHistory history)
    {
        int? best = null;
        for (int way = 0; way < Windows.Length; way++)
        {
            if (Independent(horizon, way) >= LeastToChoose
                && !double.IsNaN(Frequency(history, way))
                && (best is not { } found || _errors[horizon, way].Root < WorthChanging * _errors[horizon, found].Root))
            {
                best = way;
            }
        }

        return best;
    }

    /// <summary>The frequency that a way to foretell would keep now, or NaN.</summary>
    public static double Frequency(PhaseHistory history, int way) => history.FrequencyBefore(0, Windows[way]);

    /// <summary>Bound of the error at a horizon, seconds; infinite while it has not been rehearsed often enough.</summary>
    /// <remarks>
    /// Student's t for as many degrees of freedom as there were independent rehearsals, at the probability of 5 standard deviations (6·10⁻⁷),
    /// in closed form: t² ≈ n(exp(5²/n) − 1). Seldom events are in the largest error, which half as much again is to cover.
    /// </remarks>
    public double Bound(int horizon, int way)
    {
        const double Deviations = 5;
        const double Room = 1.5;
        ref readonly Errors errors = ref _errors[horizon, way];
        double independent = Independent(horizon, way);
        if (independent < LeastToBound)
        {
            return double.PositiveInfinity;
        }

        double factor = Math.Sqrt(independent * (Math.Exp(Deviations * Deviations / independent) - 1));
        return Math.Max(factor * errors.Root, Room * errors.Largest);
    }

    private double Independent(int horizon, int way) => _errors[horizon, way].Count / (double)(1 << horizon);

    private struct Errors
    {
        public double Largest;
        public int Count;
        private double _meanSquare;

        public readonly double Root => Math.Sqrt(_meanSquare);

        public void Add(double error, int horizon)
        {
            if (double.IsNaN(error))
            {
                return;
            }

            int memory = Math.Max(MemorySamples, 16 << horizon);
            Count = Math.Min(Count + 1, memory);
            _meanSquare += ((error * error) - _meanSquare) / Count;
            Largest = Math.Max(Math.Abs(error), Largest * (1 - (1.0 / memory)));
        }
    }
}
