using System;

namespace Nts.Discipline;

/// <summary>The normal distribution far from its middle too, where the distribution function is too small to be a number.</summary>
internal static class NormalTail
{
    /// <summary>Nearer to the middle than this the series is quick, and further out the continued fraction.</summary>
    private const double SeriesWithin = 2.5;

    /// <summary>From here on the fraction needs few terms.</summary>
    private const double Far = 5;

    private const double LogRootOfTwoPi = 0.9189385332046727;

    /// <summary>Logarithm of the distribution function Φ(u), and density over distribution function φ(u)/Φ(u).</summary>
    public static (double LogDistribution, double Ratio) At(double u)
    {
        double logDensity = (-0.5 * u * u) - LogRootOfTwoPi;
        if (u < -SeriesWithin)
        {
            double fraction = Fraction(-u);
            return (logDensity - Math.Log(fraction), fraction);
        }

        double density = Math.Exp(logDensity);
        double distribution = u > SeriesWithin ? 1 - (density / Fraction(u)) : 0.5 + (density * Series(u));
        return (Math.Log(distribution), density / distribution);
    }

    /// <summary>φ(t)/Φ(−t) = t + 1/(t + 2/(t + 3/(t + …))) (Laplace).</summary>
    private static double Fraction(double t)
    {
        double fraction = t;
        for (int i = t < Far ? 30 : 10; i >= 1; i--)
        {
            fraction = t + (i / fraction);
        }

        return fraction;
    }

    /// <summary>(Φ(u) − ½)/φ(u) = u + u³/3 + u⁵/(3·5) + …</summary>
    private static double Series(double u)
    {
        double term = u;
        double sum = u;
        for (int i = 3; Math.Abs(term) > 1e-10; i += 2)
        {
            term *= u * u / i;
            sum += term;
        }

        return sum;
    }
}
