using System;

namespace Nts.Discipline;

/// <summary>How far the filter lags behind the pulses, as after a sudden warmth: their mean distance from its forecast.</summary>
/// <remarks>The mean of few pulses is noise, too, and falls to nothing in between; so the largest of late is kept, and decays more slowly than it came.</remarks>
internal sealed class PulseLag
{
    /// <summary>Pulses over which the mean is taken.</summary>
    private const double Pulses = 16;

    /// <summary>Pulses after which the largest mean is down to 1/e.</summary>
    private const double Memory = 128;

    private double _mean;

    /// <summary>The largest mean distance of late, seconds, not negative.</summary>
    public double Largest { get; private set; }

    /// <summary>Takes in a pulse.</summary>
    /// <param name="jump">Its distance from the forecast, seconds.</param>
    public void Add(double jump)
    {
        _mean += (jump - _mean) / Pulses;
        Largest = Math.Max(Math.Abs(_mean), Largest * (1 - (1 / Memory)));
    }

    /// <summary>Counts with a distance that may come: who has just followed a jump goes too far when it is taken back.</summary>
    /// <param name="distance">Seconds.</param>
    public void Expect(double distance) => Largest = Math.Max(Largest, Math.Abs(distance));

    /// <summary>Forgets, because the clock or the filter was set anew.</summary>
    public void Clear() => (_mean, Largest) = (0, 0);
}
