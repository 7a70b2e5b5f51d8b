using System;
using System.Linq;
using Nts.TestKit;

namespace Nts.Desktop.Bench;

public sealed class HistogramTests
{
    [Fact]
    public void Percentile_OfOneTime_IsWithinOnePartIn128()
    {
        for (int power = 0; power < 40; power++)
        {
            foreach (long time in new[] { 1L << power, (1L << power) + 1, (3L << power) / 2, (2L << power) - 1 })
            {
                // A second time that is longer, because a percentile never exceeds the maximum.
                Histogram histogram = new();
                histogram.Add(time);
                histogram.Add(4L << power);
                double found = histogram.Percentile(0.5);
                Assert.True(Math.Abs(found - time) <= time / 128.0, $"{time} reads {found}");
            }
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    [InlineData(0.999)]
    [InlineData(1)]
    public void Percentile_OfManyTimes_IsThatOfTheSortedTimes(double share)
    {
        Seeded random = Seeded.Create();
        long[] times = [.. Enumerable.Range(0, 10_007).Select(_ => (long)Math.Exp(random.NextDouble() * 20))];
        Histogram histogram = new();
        Array.ForEach(times, histogram.Add);
        Array.Sort(times);
        long exact = times[(int)Math.Ceiling(share * times.Length) - 1];
        double found = histogram.Percentile(share);
        Assert.True(Math.Abs(found - exact) <= exact / 128.0, $"{found} for {exact}, {random}");
        Assert.Equal((times.Length, times[^1]), (histogram.Count, histogram.Max));
        Assert.Equal(times.Average(), histogram.Mean, 1e-6);
    }

    [Fact]
    public void Percentile_BelowTheFirstDoubling_IsExact()
    {
        Histogram histogram = new();
        for (int time = 0; time < 128; time++)
        {
            histogram.Add(time);
        }

        Assert.Equal((63, 126, 127), (histogram.Percentile(0.5), histogram.Percentile(0.99), histogram.Percentile(1)));
    }

    [Fact]
    public void Add_OutOfRange_CountsAtTheEnds()
    {
        Histogram histogram = new();
        histogram.Add(-5);
        histogram.Add(long.MaxValue);
        Assert.Equal((0, (1L << 40) - 1), (histogram.Percentile(0.5), histogram.Max));
    }

    [Fact]
    public void Percentile_OfNothing_IsZero() => Assert.Equal((0, 0, 0L), (new Histogram().Percentile(0.5), new Histogram().Mean, new Histogram().Max));

    [Fact]
    public void Add_ManyTimes_AllocatesNothing()
    {
        Histogram histogram = new();
        Assert.Equal(0, Allocated.During(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                histogram.Add(i * 1000);
            }
        }));
    }
}
