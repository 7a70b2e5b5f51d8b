using System;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>What was learnt of the temperature, and which it was, for each of the two ways in which it reaches the crystal.</summary>
/// <param name="Quick">The way that is as quick as the thermometer.</param>
/// <param name="Slow">The way through the board.</param>
/// <param name="Correlation">Of the errors of the two coefficients, −1 to 1: pulses tell more of the sum than of each.</param>
public readonly record struct ThermalMemory(ThermalWay Quick, ThermalWay Slow, double Correlation)
{
    /// <summary>The coefficient for changes that last.</summary>
    public TemperatureCoefficient Lasting
    {
        get
        {
            double quick = Quick.Coefficient.Deviation.Ratio;
            double slow = Slow.Coefficient.Deviation.Ratio;
            double variance = (quick * quick) + (2 * Correlation * quick * slow) + (slow * slow);
            return new TemperatureCoefficient(Quick.Coefficient.PerDegree + Slow.Coefficient.PerDegree, FrequencyOffset.FromRatio(Math.Sqrt(Math.Max(variance, 0))));
        }
    }

    /// <summary>How much more correction the clock needs at other temperatures, by the coefficients here.</summary>
    /// <param name="other">What has the temperatures.</param>
    internal FrequencyOffset ChangeTo(in ThermalMemory other) => FrequencyOffset.FromRatio(
        (Quick.Coefficient.PerDegree.Ratio * (other.Quick.Celsius - Quick.Celsius)) + (Slow.Coefficient.PerDegree.Ratio * (other.Slow.Celsius - Slow.Celsius)));
}
