using Nts.Time;

namespace Nts.Client;

public sealed class SampleFilterTests
{
    [Fact]
    public void Add_EightSamples_ChoosesTheLeastDelay()
    {
        SampleFilter filter = new();
        FilteredSample best = default;
        double[] delays = [0.020, 0.011, 0.010, 0.050, 0.012];
        for (int i = 0; i < delays.Length; i++)
        {
            best = Add(filter, 0.001 * i, delays[i], i);
        }

        Assert.Equal((0.002, 0.010), (best.Offset.TotalSeconds, best.Delay.TotalSeconds), Close);
        Assert.Equal(2, best.At.Nanoseconds / 1_000_000_000);
        Assert.Equal(System.Math.Sqrt((4 + 1 + 1 + 4) / 4.0) * 1e-3, best.Jitter.TotalSeconds, 6);
    }

    [Fact]
    public void Add_NinthSample_ForgetsTheFirst()
    {
        SampleFilter filter = new();
        FilteredSample best = Add(filter, 1, 0.001, 0);
        for (int i = 1; i <= 8; i++)
        {
            best = Add(filter, 0, 0.010, i);
        }

        Assert.Equal((0.0, 0.010), (best.Offset.TotalSeconds, best.Delay.TotalSeconds), Close);
    }

    [Fact]
    public void Add_SortedDispersions_AreHalvedByRank()
    {
        SampleFilter filter = new();
        filter.Add(default, Seconds(0.010), Seconds(0.004), At(0));
        FilteredSample best = filter.Add(default, Seconds(0.020), Seconds(0.008), At(0));
        Assert.Equal((0.004 / 2) + (0.008 / 4), best.Dispersion.TotalSeconds, 9);
        best = filter.Add(default, Seconds(0.030), Seconds(0), At(100));
        Assert.Equal(((0.004 + 0.0015) / 2) + ((0.008 + 0.0015) / 4), best.Dispersion.TotalSeconds, 9);
    }

    [Fact]
    public void Add_NegativeDelay_CountsAsZero() => Assert.Equal(NtpDuration.Zero, Add(new(), 0, -0.001, 0).Delay);

    private static FilteredSample Add(SampleFilter filter, double offset, double delay, int second) =>
        filter.Add(ClockOffset.FromSeconds(offset), Seconds(delay), Seconds(1e-6), At(second));

    private static NtpDuration Seconds(double seconds) => NtpDuration.FromSeconds(seconds);

    private static MonotonicTime At(int second) => MonotonicTime.FromNanoseconds(second * 1_000_000_000L);

    private static bool Close((double A, double B) x, (double A, double B) y) =>
        System.Math.Abs(x.A - y.A) < 1e-8 && System.Math.Abs(x.B - y.B) < 1e-8;
}
