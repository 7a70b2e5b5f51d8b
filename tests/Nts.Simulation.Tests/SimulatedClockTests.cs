using System;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>What the simulated kernel makes of commands (adjtimex(2)).</summary>
public sealed class SimulatedClockTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Advance_FastCrystal_GainsWhatItIsFast()
    {
        SimulatedClock clock = new(0.25) { CrystalError = 20e-6 };
        clock.Advance(1000 * Second);
        Assert.Equal(0.25 + 20e-3, clock.Error, 1e-12);
        Assert.Equal(1000 * Second + 20_000_000, clock.Monotonic.Nanoseconds);
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(1.000_01, 1.000_015_258_789_062_5)]
    [InlineData(1.000_007, 1.0)]
    [InlineData(-499.9, -499.899_993_896_484_375)]
    public void SetFrequency_WithinTheWord_TakesStepsOfItsResolution(double ppm, double inForce)
    {
        SimulatedClock clock = new(0);
        clock.SetFrequency(FrequencyOffset.FromPpm(ppm));
        Assert.Equal(inForce, clock.Frequency.Ppm, 1e-9);
    }

    [Theory]
    [InlineData(700, 700)]
    [InlineData(-12_345.678, -12_345.678)]
    [InlineData(150_000, 100_000)]
    [InlineData(-150_000, -100_000)]
    public void SetFrequency_BeyondTheWord_TakesTicksUpToATenth(double ppm, double inForce)
    {
        SimulatedClock clock = new(0);
        clock.SetFrequency(FrequencyOffset.FromPpm(ppm));
        Assert.Equal(inForce, clock.Frequency.Ppm, 1e-5);
        clock.Advance(10 * Second);
        Assert.Equal(10 * clock.Frequency.Ratio, clock.Error, 1e-12);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(-1.5e-6)]
    public void Step_AnySize_MovesTheClockAndNotTheCounter(double seconds)
    {
        SimulatedClock clock = new(0.1);
        MonotonicTime before = clock.Monotonic;
        clock.Step(ClockOffset.FromSeconds(seconds));
        Assert.Equal(0.1 + seconds, clock.Error, 1e-9);
        Assert.Equal(0, Math.IEEERemainder((clock.Error - 0.1) * 1e9, 1), 1e-4);
        Assert.Equal(before, clock.Monotonic);
    }
}
