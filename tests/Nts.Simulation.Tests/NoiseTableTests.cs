using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Nts.Simulation;

/// <summary>Scenario 002: steady noise, six rows, against what chronyd reached on the same model at its best poll interval.</summary>
/// <remarks>
/// chronyd: the best of its poll settings and seeds. Theory: the continuous Kalman filter that knows R and A, σ² = √2 R^¾ A^¼; where it is
/// itself above 0.75 of chronyd, so is the limit.
/// </remarks>
public sealed class NoiseTableTests(ITestOutputHelper output)
{
    private const int Seeds = 2;

    [Theory]
    [InlineData(1e-6, 1e-9, 276, 0.81, 212)]
    [InlineData(1e-6, 1e-10, 179, 0.75, 119)]
    [InlineData(0.3e-6, 1e-9, 106, 0.86, 86)]
    [InlineData(0.3e-6, 1e-10, 66, 0.78, 48)]
    [InlineData(0.1e-6, 1e-9, 52, 0.78, 38)]
    [InlineData(0.1e-6, 1e-10, 29, 0.78, 21)]
    public void S002_SteadyNoise_BeatsChronyAndComesNearTheory(
        double jitter, double wander, double chronyNanoseconds, double chronyShare, double theoryNanoseconds)
    {
        Scenario scenario = new() { Seconds = 100_000, StatisticsFrom = 10_000, Pulse = new() { Jitter = jitter }, Oscillator = new() { Wander = wander } };
        for (int seed = 1; seed <= Seeds; seed++)
        {
            long started = Stopwatch.GetTimestamp();
            SimulationResult result = SimulationRun.Of(scenario, seed);
            double speed = scenario.Seconds / Stopwatch.GetElapsedTime(started).TotalSeconds;
            double nanoseconds = result.Rms * 1e9;
            string figures = string.Create(
                CultureInfo.InvariantCulture,
                $"jitter {jitter * 1e9:0} ns, wander {wander:0e0}, seed {seed}: {nanoseconds:0.0} ns = {nanoseconds / theoryNanoseconds:0.00} of theory, "
                + $"{nanoseconds / chronyNanoseconds:0.00} of chronyd's best; {speed:0} x real time\n    {result}");
            output.WriteLine(figures);
            Assert.True(result.Dishonest == 0, figures);
            Assert.True(nanoseconds < 1.06 * theoryNanoseconds, figures);
            Assert.True(nanoseconds < chronyShare * chronyNanoseconds, figures);
        }
    }
}
