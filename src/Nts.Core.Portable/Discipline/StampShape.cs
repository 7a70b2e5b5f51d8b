using System;

namespace Nts.Discipline;

/// <summary>Learns from the innovations how a stamp's error divides into normal noise and a late tail.</summary>
/// <remarks>
/// Expectation and maximisation, a pulse at a time: given an innovation and the shape so far, how much of it was tail and how much was noise
/// on average; the shape is the running mean of these. What the true distribution's mean differs from the shape's shows as a mean
/// innovation, <see cref="Residual"/>: with it added, the estimate's location is the mean of the stamps, whatever their distribution.
/// </remarks>
internal sealed class StampShape
{
    /// <summary>Pulses over which the shape is averaged.</summary>
    private const double ShapeMemory = 2000;

    /// <summary>Pulses over which the mean innovation is averaged.</summary>
    private const double ResidualMemory = 4000;

    /// <summary>Pulses before the shape is learnt: until then innovations are the filter's rather than the stamps'.</summary>
    private const int Patience = 100;

    /// <summary>What the first shape counts for, in pulses.</summary>
    private const double FirstCount = 50;

    /// <summary>Pulses before a tail is believed.</summary>
    private const double PulsesToBelieve = 500;

    /// <summary>The shape's variance is at most this share of the one that is known.</summary>
    private const double MostVariance = 1.3;

    /// <summary>A tail of less than this share of the normal part's deviation cannot be told from none, and is worth nothing.</summary>
    private const double LeastTail = 0.8;

    /// <summary>A normal part below this share of the tail is not believed.</summary>
    private const double LeastNormal = 0.1;

    private double _count;
    private double _normal;
    private double _tail;
    private double _residual;
    private bool _hasTail;

    /// <summary>Mean of the innovations that the shape does not explain, seconds.</summary>
    public double Residual => _hasTail ? _residual : 0;

    /// <summary>The distribution of an error of a given variance.</summary>
    public StampNoise Noise(double variance) => _hasTail ? new StampNoise(Math.Min(_normal, variance), _tail) : new StampNoise(variance, 0);

    /// <summary>Takes an innovation in.</summary>
    /// <param name="innovation">Measured minus predicted phase, seconds: negative is a late stamp.</param>
    /// <param name="phaseVariance">Variance of the prediction, s².</param>
    /// <param name="variance">Variance of the stamp's error, s².</param>
    public void Add(double innovation, double phaseVariance, double variance)
    {
        _count++;
        if (_count <= Patience)
        {
            // A large tail to begin with: one that is there is learnt from it within minutes, from a small one within hours.
            _normal = variance / 2;
            _tail = Math.Sqrt(variance / 2);
            return;
        }

        if (phaseVariance > variance)
        {
            // After a silence: it tells of the clock, and nothing of the stamp.
            return;
        }

        double total = _normal + phaseVariance;
        double s = Math.Sqrt(total);
        double late = _tail - innovation;
        double u = (late / s) - (s / _tail);
        double ratio = NormalTail.At(u).Ratio;
        double tail = s * (u + ratio);
        double tailSquare = total * (1 + (u * (u + ratio)));
        double normalSquare = (late * late) - (2 * late * tail) + tailSquare;
        double share = _normal / total;
        double normal = share * ((share * normalSquare) + phaseVariance);
        double seen = _count - Patience + FirstCount;
        double weight = 1 / Math.Min(seen, ShapeMemory);
        _tail += weight * (tail - _tail);
        _normal = Math.Max(_normal + (weight * (normal - _normal)), LeastNormal * LeastNormal * _tail * _tail);
        Shrink(MostVariance * variance);
        if (seen > PulsesToBelieve)
        {
            _hasTail = _tail > LeastTail * Math.Sqrt(_normal);
            _residual += ((_hasTail ? innovation : 0) - _residual) / Math.Min(seen, ResidualMemory);
        }
    }

    /// <summary>Keeps what held-up interrupts of the first minutes have left from lasting for hours: of the whole, the variance is known better.</summary>
    private void Shrink(double most)
    {
        double whole = _normal + (_tail * _tail);
        if (whole > most)
        {
            _normal *= most / whole;
            _tail *= Math.Sqrt(most / whole);
        }
    }
}
