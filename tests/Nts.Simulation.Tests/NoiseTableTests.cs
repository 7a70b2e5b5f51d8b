using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Nts.Simulation;

/// <summary>Scenario 002: steady noise, six rows, against what chronyd reached on the same model at its best poll interval.</summary>
/// <remarks>Theory: the continuous Kalman filter that knows R and A, σ² = √2 R^¾ A^¼.</remarks>
public sealed class NoiseTableTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1e-6, 1e-9, 276, 212)]
    [InlineData(1e-6, 1e-10, 179, 119)]
    [InlineData(0.3e-6, 1e-9, 106, 86)]
    [InlineData(0.3e-6, 1e-10, 66, 48)]
    [InlineData(0.1e-6, 1e-9, 52, 38)]
    [InlineData(0.1e-6, 1e-10, 29, 21)]
    public void S002_SteadyNoise_BeatsChronyAndComesNearTheory(double jitter, double wander, double chronyNanoseconds, double theoryNanoseconds)
    {
        Scenario scenario = new() { Seconds = 100_000, StatisticsFrom = 10_000, Jitter = jitter, Wander = wander };
        long started = Stopwatch.GetTimestamp();
        SimulationResult result = SimulationRun.Of(scenario, 1);
        double speed = scenario.Seconds / Stopwatch.GetElapsedTime(started).TotalSeconds;
        double nanoseconds = result.Rms * 1e9;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"jitter {jitter:0.0e0} wander {wander:0e0}: {nanoseconds:0.0} ns; theory {theoryNanoseconds} ({nanoseconds / theoryNanoseconds:0.00}), "
            + $"chronyd {chronyNanoseconds} ({nanoseconds / chronyNanoseconds:0.00}); {speed:0} x real time"));
        output.WriteLine(result.ToString());
        Assert.Equal(0, result.Dishonest);
    }
}
