using System;
using Nts.Appliance.Status;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

public sealed class SampleTraceTests
{
    private readonly SampleTrace _trace = new();

    [Theory]
    [InlineData("", 5, "0")]
    [InlineData("0", 0.9, "1")]
    [InlineData("0 1 2 3 4 5 6 7 8 9", 9.2, "377")]
    [InlineData("0 1 2", 3.4, "7")]
    [InlineData("0 1 2", 3.6, "16")]
    [InlineData("0 1 4 5", 5.1, "63")]
    [InlineData("0 1 2", 12, "0")]
    [InlineData("0 1 20", 20, "1")]
    public void Reach_SamplesAtSeconds_HasABitForEachOfTheLastEight(string seconds, double now, string octal)
    {
        foreach (string at in seconds.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Add(double.Parse(at), 0);
        }

        Assert.Equal(octal, Convert.ToString(At(now).Reach, 8));
    }

    [Fact]
    public void Fill_BeforeTheFirstSample_KnowsNothing()
    {
        Assert.Equal(new SourceStatus(), At(1));
        Assert.Null(_trace.RootMeanSquare);
        Assert.Null(_trace.Interval);
    }

    [Fact]
    public void Fill_AfterSamples_HasTheLastOneAndTheMeanOfAll()
    {
        Add(10, 3e-6);
        Add(12, -1e-6);
        SourceStatus status = At(12.5);
        Assert.Equal(0.5, status.LastSeconds!.Value, 6);
        Assert.Equal(-1e-6, status.OffsetSeconds!.Value, 9);
        Assert.Equal(1e-7, status.ErrorSeconds!.Value, 9);
        Assert.Equal(2, _trace.Interval!.Value, 6);
        Assert.Equal(Math.Sqrt(0.9 * 9 + 0.1 * 1) * 1e-6, _trace.RootMeanSquare!.Value, 9);
    }

    [Fact]
    public void RootMeanSquare_AfterAStep_BeginsAnew()
    {
        _trace.Add(Moment(1), ClockOffset.FromSeconds(0.3), NtpDuration.Zero, isFirst: true);
        Add(2, 2e-6);
        Assert.Equal(2e-6, _trace.RootMeanSquare!.Value, 9);
    }

    private static MonotonicTime Moment(double seconds) => MonotonicTime.FromNanoseconds((long)(seconds * 1e9));

    private void Add(double at, double offset) => _trace.Add(Moment(at), ClockOffset.FromSeconds(offset), NtpDuration.FromSeconds(1e-7));

    private SourceStatus At(double now)
    {
        SourceStatus status = new();
        _trace.Fill(status, Moment(now));
        return status;
    }
}
