using System;

namespace Nts.Simulation;

/// <summary>Distributions of the simulated noise.</summary>
public static class RandomExtensions
{
    /// <summary>Normal with mean 0 and deviation 1 (Box and Muller).</summary>
    public static double NextGaussian(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Exponential with mean 1.</summary>
    public static double NextExponential(this Random random) => -Math.Log(1 - random.NextDouble());
}
