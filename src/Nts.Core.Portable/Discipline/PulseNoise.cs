using System;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Estimates the variance of the pulses' stamps from their second differences, which know neither phase nor frequency.</summary>
/// <remarks>
/// For three pulses with phases z₀, z₁, z₂ at intervals a, b and r = b/a, z₂ − z₁ − r(z₁ − z₀) has the variance R(1 + (1 + r)² + r²), or 6R at equal
/// intervals; the clock's own wander adds far less at one second. The squares are averaged over the last few hundred, each
/// clipped so that one late interrupt cannot carry the mean away.
/// </remarks>
internal sealed class PulseNoise
{
    private const double InitialDeviation = 2e-6;
    private const double LeastDeviation = 1e-9;
    private const double Memory = 500;
    private const double ClipDeviations = 5;
    private double _variance = InitialDeviation * InitialDeviation;
    private double _samples = 1;
    private Mark _last;
    private Mark _beforeLast;
    private int _marks;

    /// <summary>Variance of one stamp, s².</summary>
    public double Variance => Math.Max(_variance, LeastDeviation * LeastDeviation);

    /// <summary>Forgets the last pulses but not the variance: the phase is about to jump.</summary>
    public void Break() => _marks = 0;

    /// <summary>Takes a pulse in.</summary>
    /// <param name="at">Its edge.</param>
    /// <param name="phase">Phase of the free-running clock, seconds.</param>
    public void Add(MonotonicTime at, double phase)
    {
        Mark mark = new(at, phase);
        if (_marks == 2 && Bend(_beforeLast, _last, mark) is (double bend, double share))
        {
            double square = Math.Min(bend * bend / share, ClipDeviations * ClipDeviations * Variance);
            _variance += (square - _variance) / (_samples + 1);
            _samples = Math.Min(_samples + 1, Memory);
        }

        _beforeLast = _last;
        _last = mark;
        _marks = Math.Min(_marks + 1, 2);
    }

    /// <summary>How far the last of three pulses is off the line through the first two, and the variance of that in units of R.</summary>
    /// <returns>Nothing when the intervals are too different to tell.</returns>
    public static (double Bend, double Share)? Bend(in Mark first, in Mark second, in Mark third)
    {
        double ratio = (third.At - second.At).TotalSeconds / (second.At - first.At).TotalSeconds;
        return ratio is > 0.2 and < 5
            ? (third.Phase - second.Phase - (ratio * (second.Phase - first.Phase)), 1 + ((1 + ratio) * (1 + ratio)) + (ratio * ratio))
            : null;
    }

    /// <summary>A pulse's edge and the phase of the free-running clock that it showed.</summary>
    internal readonly record struct Mark(MonotonicTime At, double Phase);
}
