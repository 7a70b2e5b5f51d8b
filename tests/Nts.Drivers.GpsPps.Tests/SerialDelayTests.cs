using System.Linq;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

public sealed class SerialDelayTests
{
    [Theory]
    [InlineData(19, null)]
    [InlineData(20, 110)]
    public void Median_NumberOfSamples_IsNeededInFull(int samples, int? median)
    {
        SerialDelay delay = new();
        foreach (int sample in Enumerable.Range(100, samples))
        {
            delay.Add(NtpDuration.FromMilliseconds(sample));
        }

        Assert.Equal(median is int milliseconds ? NtpDuration.FromMilliseconds(milliseconds) : null, delay.Median);
    }

    [Fact]
    public void Median_OneWildSample_DoesNotMoveIt()
    {
        SerialDelay delay = new();
        for (int second = 0; second < 40; second++)
        {
            delay.Add(NtpDuration.FromMilliseconds(second == 30 ? 900 : 100));
        }

        Assert.Equal(NtpDuration.FromMilliseconds(100), delay.Median);
        Assert.Equal(0.8, delay.Spread.TotalSeconds, 6);
    }

    [Fact]
    public void Median_DelayChanges_FollowsWithinTheWindow()
    {
        SerialDelay delay = new();
        for (int second = 0; second < 50; second++)
        {
            delay.Add(NtpDuration.FromMilliseconds(second < 31 ? 100 : 200));
        }

        Assert.Equal(NtpDuration.FromMilliseconds(200), delay.Median);
    }
}
