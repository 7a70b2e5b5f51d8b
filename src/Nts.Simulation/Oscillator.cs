using System;

namespace Nts.Simulation;

/// <summary>Frequency of a simulated crystal, one value a second: constant, random walk, white and flicker noise, ageing, temperature.</summary>
public sealed class Oscillator(OscillatorModel model, TemperatureModel temperature, int seed)
{
    private readonly Random _random = Streams.Of(seed, Streams.Oscillator);
    private readonly FlickerNoise _flicker = new(model.Flicker);
    private double _walk = model.FrequencyError;

    /// <summary>What is warm.</summary>
    public Warmth Warmth { get; } = new(temperature, seed);

    /// <summary>Relative frequency error over the second that begins: positive is a fast clock. Once for each second, in order.</summary>
    public double Next(long second)
    {
        Warmth.Advance(second);
        double frequency = _walk + (temperature.Coefficient * Warmth.Crystal) + (model.WhiteNoise * _random.NextGaussian()) + _flicker.Next(_random);
        _walk += (model.Wander * _random.NextGaussian()) + model.Ageing;
        return frequency;
    }
}
