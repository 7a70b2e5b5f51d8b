using System;

namespace Nts.Discipline;

public sealed class StampNoiseTests
{
    private const double Micro = 1e-6;

    [Theory]
    [InlineData("normal", 1, 0)]
    [InlineData("normal with a tail", 0.3, 1.5)]
    [InlineData("hardly any normal part", 0.02, 1.7)]
    [InlineData("hardly any tail", 1, 0.06)]
    public void Of_AllInnovations_IsADistributionOfMeanZeroAndItsVariance(string why, double normal, double tail)
    {
        StampNoise noise = new(normal * normal * Micro * Micro, tail * Micro);
        double predicted = 0.05 * Micro * 0.05 * Micro;
        (double sum, double mean, double square) = (0, 0, 0);
        const double Step = 0.002 * Micro;
        for (double innovation = -40 * Micro; innovation < 10 * Micro; innovation += Step)
        {
            double share = Math.Exp(noise.Of(innovation, predicted).LogLikelihood) * Step;
            sum += share;
            mean += share * innovation;
            square += share * innovation * innovation;
        }

        string figures = $"{why}: {sum}, {mean / Micro}, {square / (noise.Variance + predicted)}";
        Assert.True(Math.Abs(sum - 1) < 1e-3, figures);
        Assert.True(Math.Abs(mean) < 1e-3 * Micro, figures);
        Assert.True(Math.Abs((square / (noise.Variance + predicted)) - 1) < 1e-3, figures);
    }

    [Theory]
    [InlineData(-12)]
    [InlineData(-3)]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(3)]
    public void Of_Innovation_ScoreAndInformationAreTheDerivatives(double innovation)
    {
        StampNoise noise = new(0.3e-6 * 0.3e-6, 1.5e-6);
        const double Step = 1e-10;
        Evidence at = noise.Of(innovation * Micro, 1e-15);

        // A larger prediction is a smaller innovation.
        Evidence above = noise.Of((innovation * Micro) - Step, 1e-15);
        Evidence below = noise.Of((innovation * Micro) + Step, 1e-15);
        Assert.Equal((above.LogLikelihood - below.LogLikelihood) / (2 * Step), at.Score, 1e-3 * Math.Abs(at.Score));
        Assert.Equal(-(above.Score - below.Score) / (2 * Step), at.Information, (1e-3 * at.Information) + 1e6);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.3)]
    public void Of_PredictionFarWiderThanTheStamp_IsThatOfNormalNoise(double deviation)
    {
        StampNoise noise = new(0.3e-6 * 0.3e-6, 1.5e-6);
        Evidence evidence = noise.Of(2 * deviation, deviation * deviation);
        Assert.Equal(2 / deviation, evidence.Score, 1e-3 / deviation);
        Assert.Equal(1 / (deviation * deviation), evidence.Information, 1e-3 / (deviation * deviation));
    }

    [Fact]
    public void Of_LateAndEarlyByTheSame_EarlyTellsMore()
    {
        StampNoise noise = new(0.3e-6 * 0.3e-6, 1.5e-6);
        Assert.True(noise.Of(3 * Micro, 0).Score > -10 * noise.Of(-3 * Micro, 0).Score);
    }
}
