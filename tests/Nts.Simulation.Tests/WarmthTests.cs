using System;
using System.Collections.Generic;
using System.Linq;

namespace Nts.Simulation;

public sealed class WarmthTests
{
    [Fact]
    public void Advance_RoomThatSwings_ReachesTheCrystalThroughItsLag()
    {
        // A first-order lag L lets a sine of angular frequency w through with 1/√(1 + w²L²), and later by atan(wL)/w.
        TemperatureModel model = new() { Swing = 4, Period = 3600, Lag = 600 };
        Warmth warmth = new(model, 1);
        double w = 2 * Math.PI / 3600;
        List<double> last = [];
        for (long second = 0; second < 36_000; second++)
        {
            warmth.Advance(second);
            if (second >= 32_400)
            {
                last.Add(warmth.Crystal);
            }
        }

        Assert.InRange(last.Max() * Math.Sqrt(1 + (w * w * 600 * 600)) / 4, 0.99, 1.01);
        Assert.InRange(last.IndexOf(last.Max()), 900 + (Math.Atan(w * 600) / w) - 10, 900 + (Math.Atan(w * 600) / w) + 10);
    }

    [Fact]
    public void Advance_LoadThatComesAndGoes_IsOnHalfOfTheTimeInStretchesOfItsLength()
    {
        Warmth warmth = new(new TemperatureModel { LoadAtCrystal = 10, LoadSeconds = 500, Lag = 1 }, 1);
        long loaded = 0;
        int changes = 0;
        double before = 0;
        const int Seconds = 500_000;
        for (long second = 0; second < Seconds; second++)
        {
            warmth.Advance(second);
            Assert.True(warmth.Crystal is 0 or 10);
            changes += warmth.Crystal != before ? 1 : 0;
            before = warmth.Crystal;
            loaded += warmth.Crystal > 0 ? 1 : 0;
        }

        Assert.InRange(loaded / (double)Seconds, 0.44, 0.56);
        Assert.InRange(Seconds / (double)changes, 430, 570);
    }

    [Fact]
    public void Read_Thermometer_HasItsLoadItsNoiseAndItsResolution()
    {
        TemperatureModel model = new() { Swing = 2, Period = 1e12, LoadAtSensor = 0, SensorNoise = 0.3, SensorResolution = 0.5, SensorLag = 1, HasSensor = true };
        Warmth warmth = new(model, 1);
        warmth.Advance(250_000_000_000);
        double[] readings = [.. Enumerable.Range(0, 20_000).Select(_ => warmth.Read()!.Value)];
        Assert.All(readings, reading => Assert.Equal(0, Math.IEEERemainder(reading, 0.5), 1e-12));
        Assert.InRange(readings.Average(), 1.98, 2.02);

        // Rounding to steps adds a twelfth of their square.
        double deviation = Math.Sqrt(readings.Average(reading => (reading - 2) * (reading - 2)));
        Assert.InRange(deviation / Math.Sqrt(0.09 + (0.25 / 12)), 0.95, 1.05);
    }

    [Fact]
    public void Read_WithoutThermometer_IsNothing() => Assert.Null(new Warmth(new TemperatureModel { Swing = 1 }, 1).Read());
}
