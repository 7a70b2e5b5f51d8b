namespace Nts.Simulation;

public sealed class SizeHistogramTests
{
    [Theory]
    [InlineData(0.5, 500e-9)]
    [InlineData(0.999, 999e-9)]
    [InlineData(1, 1000e-9)]
    public void Percentile_OfKnownSizes_IsWithinItsResolution(double share, double expected)
    {
        SizeHistogram sizes = new();
        for (int i = 1; i <= 1000; i++)
        {
            sizes.Add(i * 1e-9);
        }

        Assert.InRange(sizes.Percentile(share), expected, expected * 1.004);
    }

    [Fact]
    public void Percentile_OfTwoHistograms_IsThatOfAllSizes()
    {
        SizeHistogram small = new();
        SizeHistogram large = new();
        for (int i = 0; i < 100; i++)
        {
            small.Add(0);
            large.Add(1);
        }

        small.Add(large);
        Assert.InRange(small.Percentile(0.5), 0, 1.01e-12);
        Assert.InRange(small.Percentile(0.51), 1, 1.004);
    }

    [Fact]
    public void Percentile_OfNothing_IsNoNumber() => Assert.Equal(double.NaN, new SizeHistogram().Percentile(0.5));
}
