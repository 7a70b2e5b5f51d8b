using System;
using Nts.TestKit;

namespace Nts.Simulation;

/// <summary>Frequency of a simulated crystal, one value a second: constant, random walk, white noise and a slow sine of temperature.</summary>
public sealed class Oscillator(Scenario scenario, Seeded random)
{
    private double _walk = scenario.FrequencyError;

    /// <summary>Relative frequency error over the second that begins: positive is a fast clock.</summary>
    /// <param name="second">Seconds since the start.</param>
    public double Next(long second)
    {
        double thermal = scenario.ThermalAmplitude * Math.Sin(2 * Math.PI * second / scenario.ThermalPeriod);
        double frequency = _walk + thermal + (scenario.WhiteFrequencyNoise * random.NextGaussian());
        _walk += scenario.Wander * random.NextGaussian();
        return frequency;
    }
}
