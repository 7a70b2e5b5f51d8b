using System;

namespace Nts.Simulation;

/// <summary>Temperatures of a simulated board, in degrees from its mean. See <see cref="TemperatureModel"/>.</summary>
public sealed class Warmth(TemperatureModel model, int seed)
{
    private readonly Random _random = Streams.Of(seed, Streams.Warmth);
    private double _sensor;
    private bool _isLoaded;

    /// <summary>The crystal's temperature.</summary>
    public double Crystal { get; private set; }

    /// <summary>Lets a second begin.</summary>
    public void Advance(long second)
    {
        if (model.LoadAtCrystal != 0 || model.LoadAtSensor != 0)
        {
            _isLoaded ^= _random.NextDouble() * model.LoadSeconds < 1;
        }

        double room = model.Swing * Math.Sin(2 * Math.PI * second / model.Period);
        double load = _isLoaded ? 1 : 0;
        Crystal += (room + (model.LoadAtCrystal * load) - Crystal) / model.Lag;
        _sensor += (room + (model.LoadAtSensor * load) - _sensor) / model.SensorLag;
    }

    /// <summary>What the thermometer says; null where there is none.</summary>
    public double? Read()
    {
        if (!model.HasSensor)
        {
            return null;
        }

        double reading = _sensor + (model.SensorNoise * _random.NextGaussian());
        return model.SensorResolution > 0 ? Math.Round(reading / model.SensorResolution) * model.SensorResolution : reading;
    }
}
