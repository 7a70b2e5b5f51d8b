using System;

namespace Nts.Discipline;

public sealed class ClockEstimateTests
{
    [Fact]
    public void After_TwoSeconds_AddsTheRandomWalk()
    {
        ClockEstimate estimate = new ClockEstimate(1, 0.5, 0, 0, 0).After(2, wander: 3);
        Assert.Equal(new ClockEstimate(2, 0.5, 8, 6, 6), estimate);
    }

    [Fact]
    public void After_InOneStepOrInMany_IsTheSame()
    {
        ClockEstimate start = new(1, 2, 3, 0.4, 0.5);
        ClockEstimate once = start.After(5, wander: 0.7);
        ClockEstimate often = start.After(1.5, 0.7).After(0.25, 0.7).After(3.25, 0.7);
        Assert.Equal(once.PhaseVariance, often.PhaseVariance, 9);
        Assert.Equal(once.Covariance, often.Covariance, 9);
        Assert.Equal(once.FrequencyVariance, often.FrequencyVariance, 9);
    }

    /// <summary>Without wander the filter is a line fit: variance of its end 2(2n − 1)/(n(n + 1)), of its slope 12/(n(n² − 1)), in units of R.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(100)]
    public void With_MeasurementsOfAStillClock_IsTheLeastSquaresLine(int n)
    {
        ClockEstimate estimate = new(0, 0, 1e9, 0, 1e9);
        for (int i = 0; i < n; i++)
        {
            estimate = estimate.After(i == 0 ? 0 : 1, 0);
            estimate = estimate.With(new StampNoise(1, 0).Of(7 + (0.25 * i) - estimate.Phase, estimate.PhaseVariance));
        }

        Assert.Equal(7 + (0.25 * (n - 1)), estimate.Phase, 5);
        Assert.Equal(0.25, estimate.Frequency, 5);
        Assert.Equal(2 * ((2.0 * n) - 1) / (n * (n + 1.0)), estimate.PhaseVariance, 5);
        Assert.Equal(12 / (n * ((n * (double)n) - 1)), estimate.FrequencyVariance, 5);
    }

    /// <summary>Continuous theory: σ² = √2 R^¾ A^¼ in the steady state.</summary>
    [Fact]
    public void With_ManyMeasurements_SettlesAtTheTheory()
    {
        const double R = 1e-12;
        const double A = 1e-20;
        ClockEstimate estimate = new(0, 0, R, 0, 1e-8);
        for (int i = 0; i < 5000; i++)
        {
            estimate = estimate.After(1, A);
            estimate = estimate.With(new StampNoise(R, 0).Of(-estimate.Phase, estimate.PhaseVariance));
        }

        double theory = Math.Sqrt(Math.Sqrt(2) * Math.Pow(R, 0.75) * Math.Pow(A, 0.25));
        Assert.InRange(estimate.PhaseDeviation, 0.98 * theory, 1.02 * theory);
    }
}
