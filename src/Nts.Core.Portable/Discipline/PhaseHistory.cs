using System;

namespace Nts.Discipline;

/// <summary>What the free-running clock did in the last eight days: its phase and frequency as the filter saw them, every 64 s.</summary>
/// <remarks>Samples that nobody could take, because no pulse came, are NaN. The phase runs on through such a gap, so what lies on its two sides compares.</remarks>
internal sealed class PhaseHistory
{
    /// <summary>Seconds between two samples.</summary>
    public const int Spacing = 64;

    private const int Capacity = 8 * 86_400 / Spacing;

    private readonly double[] _phase = new double[Capacity];
    private readonly double[] _frequency = new double[Capacity];
    private long _count;

    /// <summary>Takes the newest sample; NaN for one that could not be taken.</summary>
    /// <param name="phase">Correction that the free-running clock needs, seconds.</param>
    /// <param name="frequency">The same for its frequency, s/s.</param>
    public void Add(double phase, double frequency)
    {
        int slot = (int)(_count++ % Capacity);
        (_phase[slot], _frequency[slot]) = (phase, frequency);
    }

    /// <summary>Forgets everything: what comes does not compare with what was.</summary>
    public void Clear() => _count = 0;

    /// <summary>Phase so many samples before the newest, or NaN.</summary>
    public double PhaseBefore(int samples) => samples < Math.Min(_count, Capacity) ? _phase[(_count - 1 - samples) % Capacity] : double.NaN;

    /// <summary>Mean frequency over the samples that end so many before the newest, or NaN.</summary>
    /// <param name="samples">How many before the newest.</param>
    /// <param name="window">Over how many; 0 for the filter's own estimate at that moment.</param>
    public double FrequencyBefore(int samples, int window) =>
        window > 0 ? (PhaseBefore(samples) - PhaseBefore(samples + window)) / (window * Spacing)
        : samples < Math.Min(_count, Capacity) ? _frequency[(_count - 1 - samples) % Capacity]
        : double.NaN;
}
