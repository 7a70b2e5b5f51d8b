using System;

namespace Nts.Discipline;

/// <summary>Estimates the variance of the pulses' stamps from their second differences.</summary>
/// <remarks>
/// The squares of <see cref="PulseMark.Bend"/> are averaged over some hundred, without those far outside what the recent ones show: held-up
/// interrupts. What is far is measured by the lower quartile, since one late pulse spoils three bends. All pulses are seen here, used or not,
/// so that the estimate does not depend on the gate that depends on it.
/// </remarks>
internal sealed class PulseNoise
{
    private const double InitialDeviation = 2e-6;
    private const double LeastDeviation = 1e-9;
    private const double Memory = 500;
    private const int QuartileOf = 64;

    /// <summary>Up to this many, an outlier cannot be told from noise.</summary>
    private const double FewPulses = 10;

    /// <summary>Standard deviation over lower quartile of the absolute value, of a normal distribution.</summary>
    private const double DeviationPerQuartile = 1 / 0.3186;

    /// <summary>Further out than this many deviations is not noise.</summary>
    private const double OutlierDeviations = 7;

    /// <summary>The deviation is at most so many times what the quartile shows; of an exponential it is 1.6 times.</summary>
    private const double MostOfUsual = 4;

    private readonly double[] _recent = new double[QuartileOf];
    private double _variance = InitialDeviation * InitialDeviation;
    private double _averaged = 1;
    private int _seen;
    private int _marks;
    private PulseMark _last;
    private PulseMark _beforeLast;

    /// <summary>Variance of one stamp, s²; on the high side while it rests on few pulses.</summary>
    public double Variance => Math.Max(_variance, LeastDeviation * LeastDeviation) * (1 + (FewPulses / _averaged));

    /// <summary>Whether what there is can be relied upon: many pulses, or none of the last few stands out. A held-up one among few makes noise look large, and so itself look right.</summary>
    public bool IsSettled => _seen >= QuartileOf || LargestOfLast() <= OutlierDeviations * DeviationPerQuartile * Quartile();

    /// <summary>Forgets the last pulses but not the variance: the phase is about to jump.</summary>
    public void Break() => _marks = 0;

    /// <summary>Takes a pulse in.</summary>
    public void Add(in PulseMark pulse)
    {
        double bend = _marks == 2 ? PulseMark.Bend(_beforeLast, _last, pulse) : double.NaN;
        if (!double.IsNaN(bend))
        {
            Average(Math.Abs(bend));
        }

        _beforeLast = _last;
        _last = pulse;
        _marks = Math.Min(_marks + 1, 2);
    }

    private void Average(double size)
    {
        _recent[_seen % QuartileOf] = size;
        // Below twice the capacity, so that it neither overflows nor looks empty.
        _seen = _seen + 1 < 2 * QuartileOf ? _seen + 1 : QuartileOf;
        double usual = DeviationPerQuartile * Quartile();
        if (_averaged < FewPulses || size <= OutlierDeviations * usual)
        {
            _averaged = Math.Min(_averaged + 1, Memory);
            _variance += ((size * size) - _variance) / _averaged;
        }

        if (_averaged >= FewPulses)
        {
            // Held-up interrupts among the first few would be remembered for an hour.
            _variance = Math.Min(_variance, MostOfUsual * MostOfUsual * usual * usual);
        }
    }

    private double LargestOfLast()
    {
        double largest = 0;
        for (int i = 1; i <= Math.Min(_seen, FewPulses); i++)
        {
            largest = Math.Max(largest, _recent[_seen - i]);
        }

        return largest;
    }

    private double Quartile()
    {
        Span<double> sorted = stackalloc double[Math.Min(_seen, QuartileOf)];
        _recent.AsSpan(0, sorted.Length).CopyTo(sorted);
        sorted.Sort();
        return sorted.IsEmpty ? 0 : sorted[(sorted.Length + 2) / 4];
    }
}
