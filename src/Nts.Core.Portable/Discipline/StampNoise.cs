using System;

namespace Nts.Discipline;

/// <summary>Distribution of a stamp's error: normal, plus an exponential that is late; together of mean zero.</summary>
/// <param name="Normal">Variance of the normal part, s².</param>
/// <param name="Tail">Mean of the exponential part, which is its deviation too, seconds.</param>
internal readonly record struct StampNoise(double Normal, double Tail)
{
    /// <summary>A tail below this share of the prediction's deviation does not show, and the formulas of the tail lose their digits.</summary>
    private const double LeastTail = 0.1;

    /// <summary>Variance of the whole, s².</summary>
    public double Variance => Normal + (Tail * Tail);

    /// <summary>What a stamp says of the phase.</summary>
    /// <remarks>With s² = normal part and prediction, lateness l above the tail's beginning and u = l/s − s/τ: f = exp(s²/2τ² − l/τ)·Φ(u)/τ.</remarks>
    /// <param name="innovation">Measured minus predicted phase, seconds: negative is a late stamp.</param>
    /// <param name="phaseVariance">Variance of the prediction, s².</param>
    public Evidence Of(double innovation, double phaseVariance)
    {
        double normal = Normal + phaseVariance;
        if (Tail * Tail < LeastTail * LeastTail * normal)
        {
            normal += Tail * Tail;
            return new Evidence(-0.5 * (Math.Log(2 * Math.PI * normal) + (innovation * innovation / normal)), innovation / normal, 1 / normal);
        }

        double s = Math.Sqrt(normal);
        double late = Tail - innovation;
        double u = (late / s) - (s / Tail);
        (double logDistribution, double ratio) = NormalTail.At(u);
        return new Evidence(
            (normal / (2 * Tail * Tail)) - (late / Tail) - Math.Log(Tail) + logDistribution,
            (ratio / s) - (1 / Tail),
            ratio * (u + ratio) / normal);
    }
}
