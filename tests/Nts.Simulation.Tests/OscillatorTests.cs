using System;
using System.Linq;
using Nts.Simulation.Reports;

namespace Nts.Simulation;

/// <summary>Each noise of the crystal has the Allan deviation that its definition gives it.</summary>
public sealed class OscillatorTests
{
    private const int Seconds = 200_000;
    private static readonly OscillatorModel Silent = new() { FrequencyError = 0, Wander = 0 };

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Next_RandomWalk_HasItsAllanDeviation(int interval)
    {
        // A walk with steps of w each second: σ²(τ) = w²(2τ² + 1)/6τ, which is w²τ/3 for long intervals.
        double expected = 1e-9 * Math.Sqrt(((2.0 * interval * interval) + 1) / (6.0 * interval));
        Assert.InRange(Allan(Silent with { Wander = 1e-9 }, interval) / expected, 0.9, 1.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Next_WhiteNoise_FallsWithTheRootOfTheInterval(int interval) =>
        Assert.InRange(Allan(Silent with { WhiteNoise = 1e-9 }, interval) * Math.Sqrt(interval) / 1e-9, 0.95, 1.05);

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    [InlineData(300)]
    [InlineData(3000)]
    public void Next_Flicker_HasTheSameFloorEverywhere(int interval) =>
        Assert.InRange(Allan(Silent with { Flicker = 1e-9 }, interval) / 1e-9, 0.85, 1.15);

    [Fact]
    public void Next_Ageing_AddsUp()
    {
        Oscillator crystal = new(Silent with { FrequencyError = 5e-6, Ageing = 1e-12 }, new TemperatureModel(), 1);
        double[] frequencies = [.. Enumerable.Range(0, 1001).Select(second => crystal.Next(second))];
        Assert.Equal(5e-6, frequencies[0], 1e-18);
        Assert.Equal(5e-6 + 1e-9, frequencies[1000], 1e-15);
    }

    [Fact]
    public void Next_WarmCrystal_FollowsItsTemperature()
    {
        Oscillator crystal = new(Silent, new TemperatureModel { Coefficient = -0.05e-6, Swing = 3, Period = 4000, Lag = 1 }, 1);
        double[] frequencies = [.. Enumerable.Range(0, 4000).Select(second => crystal.Next(second))];
        Assert.Equal(-0.15e-6, frequencies[1000], 1e-12);
        Assert.Equal(0.15e-6, frequencies[3000], 1e-12);
    }

    private static double Allan(OscillatorModel model, int interval)
    {
        Oscillator crystal = new(model, new TemperatureModel(), 1);
        double[] phase = new double[Seconds];
        for (int i = 1; i < Seconds; i++)
        {
            phase[i] = phase[i - 1] + crystal.Next(i - 1);
        }

        return AllanDeviation.At(phase, interval);
    }
}
