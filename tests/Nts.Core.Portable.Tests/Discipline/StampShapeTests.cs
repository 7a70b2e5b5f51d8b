using System;
using Nts.TestKit;

namespace Nts.Discipline;

public sealed class StampShapeTests
{
    private const double Predicted = 0.1e-6 * 0.1e-6;

    [Theory]
    [InlineData("normal", 1e-6, 0, 0)]
    [InlineData("a tail that is worth nothing", 1e-6, 0.3e-6, 0)]
    [InlineData("a tail", 0.3e-6, 1.5e-6, 1.5e-6)]
    [InlineData("nearly all tail", 0.1e-6, 2e-6, 2e-6)]
    public void Noise_AfterManyPulses_HasTheTailOfTheStamps(string why, double normal, double tail, double learned)
    {
        Seeded random = Seeded.Create();
        StampShape shape = Learn(random, () => tail - (normal * Normal(random)) + (tail * Math.Log(1 - random.NextDouble())), normal, tail);
        StampNoise noise = shape.Noise((normal * normal) + (tail * tail));
        string figures = $"{why}: {Math.Sqrt(noise.Normal)} and {noise.Tail}; {random}";
        Assert.True(Math.Abs(noise.Tail - learned) <= 0.25 * learned, figures);
        Assert.True(Math.Abs(shape.Residual) < 0.2 * (normal + tail), figures);
    }

    [Fact]
    public void Add_AfterASilence_LearnsNothingFromThePrediction()
    {
        Seeded random = Seeded.Create();
        StampShape shape = Learn(random, () => 1.5e-6 - (0.3e-6 * Normal(random)) + (1.5e-6 * Math.Log(1 - random.NextDouble())), 0.3e-6, 1.5e-6);
        StampNoise before = shape.Noise(2.34e-12);
        shape.Add(0.1, 0.01, 2.34e-12);
        Assert.Equal(before, shape.Noise(2.34e-12));
    }

    [Fact]
    public void Residual_TailOfAnotherKind_IsTheMeanThatTheShapeMisses()
    {
        // One in five is late by anything up to 4 µs, which no exponential describes.
        const double Shift = 0.15e-6;
        Seeded random = Seeded.Create();
        double Draw() => Shift - (0.2e-6 * Normal(random)) - (random.NextDouble() < 0.2 ? 4e-6 * random.NextDouble() : 0) + 0.4e-6;
        StampShape shape = Learn(random, Draw, 0.2e-6, 0.8e-6);
        Assert.InRange(shape.Residual, Shift - 0.1e-6, Shift + 0.1e-6);
    }

    private static StampShape Learn(Seeded random, Func<double> innovation, double normal, double tail)
    {
        StampShape shape = new();
        for (int i = 0; i < 20_000; i++)
        {
            shape.Add(innovation() + (Math.Sqrt(Predicted) * Normal(random)), Predicted, (normal * normal) + (tail * tail));
        }

        return shape;
    }

    private static double Normal(Seeded random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
