using System;
using System.Linq;

namespace Nts.Simulation.Reports;

public sealed class AllanDeviationTests
{
    [Fact]
    public void At_ConstantFrequency_IsZero() =>
        Assert.Equal(0, AllanDeviation.At([.. Enumerable.Range(0, 100).Select(i => 0.5 + (i * 0.25))], 10), 1e-12);

    [Fact]
    public void At_SteadyDrift_GrowsWithTheInterval()
    {
        // x = D t²/2 has the Allan deviation D τ/√2.
        double[] phase = [.. Enumerable.Range(0, 1000).Select(i => 1e-9 * i * i / 2)];
        Assert.Equal(1e-9 * 7 / Math.Sqrt(2), AllanDeviation.At(phase, 7), 1e-15);
    }

    [Fact]
    public void At_FewPhases_IsTheFormulaByHand()
    {
        // x = 0, 1, 0, 2 at τ = 1: differences −2 and 3, so that σ² = (4 + 9)/2/2.
        Assert.Equal(Math.Sqrt(13.0 / 4), AllanDeviation.At([0, 1, 0, 2], 1), 1e-12);
    }

    [Fact]
    public void At_WhitePhaseNoise_FallsWithTheInterval()
    {
        // σ(τ) = √3 σ_x/τ.
        Random random = new(1);
        double[] phase = [.. Enumerable.Range(0, 100_000).Select(_ => 1e-6 * random.NextGaussian())];
        Assert.InRange(AllanDeviation.At(phase, 8) * 8 / (Math.Sqrt(3) * 1e-6), 0.98, 1.02);
    }

    [Fact]
    public void Of_Phases_GoesAsFarAsTheyTell() =>
        Assert.Equal([1, 2, 4, 8, 16], AllanDeviation.Of(new double[80]).Select(point => point.Interval));
}
