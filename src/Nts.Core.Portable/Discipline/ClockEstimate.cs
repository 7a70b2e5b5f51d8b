using System;

namespace Nts.Discipline;

/// <summary>Phase and frequency of the free-running clock with their covariance: the mathematics of the discipline, here alone.</summary>
/// <remarks>
/// <para>State: phase x (s) and frequency y (s/s), both as the correction that the free-running clock needs: y &gt; 0 is a slow clock, and
/// steering it by +y makes it right. Without steering x' = y. Steering is not part of the state: it is known exactly and added to the
/// measurement (<see cref="SteeringLog"/>).</para>
/// <para>Over d seconds: F = [[1, d], [0, 1]]; Q = A·[[d³/3, d²/2], [d²/2, d]], random-walk frequency noise of density A (s²/s³), so √A is
/// the deviation of the frequency's change in 1 s.</para>
/// <para>Measurement z = x + white noise; innovation ν = z − x. What it says is its
/// score g, the derivative of its logarithmic likelihood by x, and its information J, minus the second derivative: x += P₁₁·g, y += P₁₂·g,
/// P −= J·[P₁₁, P₁₂]ᵀ[P₁₁, P₁₂] (Masreliez 1975). For normal noise g = ν/S and J = 1/S with S = P₁₁ + R, which is Kalman's filter.</para>
/// </remarks>
/// <param name="Phase">x in seconds.</param>
/// <param name="Frequency">y in seconds per second.</param>
/// <param name="PhaseVariance">P₁₁ in s².</param>
/// <param name="Covariance">P₁₂ in s²/s.</param>
/// <param name="FrequencyVariance">P₂₂ in (s/s)².</param>
internal readonly record struct ClockEstimate(
    double Phase, double Frequency, double PhaseVariance, double Covariance, double FrequencyVariance)
{
    /// <summary>Frequency error of an unknown crystal, one standard deviation.</summary>
    private const double UnknownFrequencyDeviation = 100e-6;

    /// <summary>An estimate from one measurement and a guess of the frequency.</summary>
    /// <param name="phase">z.</param>
    /// <param name="frequency">The guess.</param>
    /// <param name="variance">R.</param>
    public static ClockEstimate Unknown(double phase, double frequency, double variance) =>
        new(phase, frequency, variance, 0, UnknownFrequencyDeviation * UnknownFrequencyDeviation);

    /// <summary>One standard deviation of the phase, seconds.</summary>
    public double PhaseDeviation => Math.Sqrt(PhaseVariance);

    /// <summary>One standard deviation of the frequency, seconds per second.</summary>
    public double FrequencyDeviation => Math.Sqrt(FrequencyVariance);

    /// <summary>The estimate <paramref name="seconds"/> later (or, without noise, earlier).</summary>
    /// <param name="seconds">d.</param>
    /// <param name="wander">A.</param>
    public ClockEstimate After(double seconds, double wander)
    {
        double noise = wander * Math.Max(seconds, 0);
        return new ClockEstimate(
            Phase + (Frequency * seconds),
            Frequency,
            PhaseVariance + (seconds * ((2 * Covariance) + (seconds * FrequencyVariance))) + (noise * seconds * seconds / 3),
            Covariance + (seconds * FrequencyVariance) + (noise * seconds / 2),
            FrequencyVariance + noise);
    }

    /// <summary>The estimate with a measurement of the phase taken in.</summary>
    /// <param name="evidence">What the measurement says.</param>
    public ClockEstimate With(in Evidence evidence)
    {
        double kept = 1 - (PhaseVariance * evidence.Information);
        return new ClockEstimate(
            Phase + (PhaseVariance * evidence.Score),
            Frequency + (Covariance * evidence.Score),
            PhaseVariance * kept,
            Covariance * kept,
            FrequencyVariance - (Covariance * Covariance * evidence.Information));
    }
}
