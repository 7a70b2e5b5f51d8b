using System;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Discipline;

public sealed class PulseNoiseTests
{
    [Theory]
    [InlineData("steady", 1e-6, 0.0, 0.0)]
    [InlineData("every fourth missing", 1e-6, 0.25, 0.0)]
    [InlineData("every twentieth held up for 80 us", 1e-6, 0.0, 0.05)]
    [InlineData("a nanosecond clock", 20e-9, 0.0, 0.0)]
    [InlineData("a bad path", 300e-6, 0.0, 0.0)]
    public void Variance_AfterManyPulses_IsThatOfTheStamps(string why, double jitter, double missing, double heldUp)
    {
        Seeded random = Seeded.Create();
        PulseNoise noise = new();
        for (int second = 0; second < 4000; second++)
        {
            if (random.NextDouble() >= missing)
            {
                double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                double late = random.NextDouble() < heldUp ? 80e-6 : 0;

                // 400 ppm of frequency error must not show.
                noise.Add(new PulseMark(MonotonicTime.FromNanoseconds(second * 1_000_000_000L), (400e-6 * second) + (jitter * normal) - late));
            }
        }

        double ratio = Math.Sqrt(noise.Variance) / jitter;
        Assert.True(ratio is > 0.75 and < 1.25, $"{why}: {ratio}; {random}");
    }

    [Theory]
    [InlineData("none held up", 0, true)]
    [InlineData("one held up", 80e-6, false)]
    public void IsSettled_AmongTheFirstTwelve_UnlessOneStandsOut(string why, double late, bool isSettled)
    {
        PulseNoise noise = new();
        for (int second = 0; second < 12; second++)
        {
            // No two bends alike, and none far from the others.
            double jitter = 1e-6 * Math.Sin(second * second);
            noise.Add(Mark(second, jitter - (second == 5 ? late : 0)));
        }

        Assert.True(noise.IsSettled == isSettled, why);
    }

    [Theory]
    [InlineData("on the line", 0, 1, 2, 0.0, 5.0, 10.0, 0.0)]
    [InlineData("off it by one", 0, 1, 2, 0.0, 5.0, 11.0, 0.408248)]
    [InlineData("one second missing, on the line", 0, 1, 3, 0.0, 5.0, 15.0, 0.0)]
    [InlineData("one second missing, off by one", 0, 1, 3, 0.0, 5.0, 16.0, 0.267261)]
    [InlineData("gap too long", 0, 1, 60, 0.0, 5.0, 300.0, double.NaN)]
    [InlineData("the same edge twice", 1, 1, 2, 0.0, 5.0, 10.0, double.NaN)]
    public void Bend_ThreePulses_IsTheDistanceFromTheLine(string why, int t0, int t1, int t2, double z0, double z1, double z2, double bend)
    {
        double measured = PulseMark.Bend(Mark(t0, z0), Mark(t1, z1), Mark(t2, z2));
        Assert.True(Math.Round(measured, 6).Equals(bend), $"{why}: {measured}");
    }

    private static PulseMark Mark(int second, double phase) => new(MonotonicTime.FromNanoseconds(second * 1_000_000_000L), phase);
}
