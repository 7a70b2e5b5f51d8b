using System;
using System.IO;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

public sealed class KernelPulseSourceTests
{
    private static readonly NtpDuration ClockAhead = NtpDuration.FromMilliseconds(250);

    [Fact]
    public void Wait_StampedEdge_IsBroughtOntoBothClocks()
    {
        SystemClock host = new();
        PosixTime stamp = host.Now() - NtpDuration.FromMilliseconds(10);
        MonotonicTime expected = MonotonicClock.Now() - NtpDuration.FromMilliseconds(10);
        using KernelPulseSource source = Over(EdgeStatus.Edge, new StampedEdge(stamp, EdgeDirection.Rising, 7));

        Assert.Equal(EdgeStatus.Edge, source.Wait(TimeSpan.Zero, out PulseEdge edge));
        Assert.Equal(stamp + ClockAhead, edge.LocalTime);
        Assert.Equal(7u, edge.Sequence);
        Assert.Equal(0, (edge.At - expected).TotalSeconds, 0.1);
    }

    [Theory]
    [InlineData(EdgeStatus.TimedOut)]
    [InlineData(EdgeStatus.Gone)]
    public void Wait_NoEdge_PassesTheStatusOn(EdgeStatus status)
    {
        using KernelPulseSource source = Over(status, default);
        Assert.Equal(status, source.Wait(TimeSpan.Zero, out _));
    }

    [Theory]
    [InlineData(11_500, -11_500)]
    [InlineData(0, 0)]
    [InlineData(-2_000, 2_000)]
    public void Wait_LateStamps_MoveToEarlierOnBothClocks(long lateNanoseconds, long moved)
    {
        PosixTime stamp = new SystemClock().Now();
        using KernelPulseSource plain = Over(EdgeStatus.Edge, new StampedEdge(stamp, EdgeDirection.Rising, 7));
        using KernelPulseSource corrected = Over(EdgeStatus.Edge, new StampedEdge(stamp, EdgeDirection.Rising, 7));
        corrected.Bias = new StampBias(NtpDuration.FromNanoseconds(lateNanoseconds), NtpDuration.Zero);
        plain.Wait(TimeSpan.Zero, out PulseEdge before);
        corrected.Wait(TimeSpan.Zero, out PulseEdge after);
        Assert.Equal(moved, (after.LocalTime - before.LocalTime).TotalNanoseconds);

        // The two sources relate the clocks each for itself.
        Assert.Equal(moved, (after.At - before.At).TotalNanoseconds, tolerance: 500_000);
        Assert.Equal(corrected.Bias, corrected.Health.InterruptBias);
    }

    [Fact]
    public void Wait_GapsInTheSequence_AreCountedAsLost()
    {
        // A gap of two, a step from the highest number to the lowest, and a driver that was loaded again.
        uint[] sequences = [1, 2, 5, uint.MaxValue, 0, 2, 3_000_000];
        int next = 0;
        using KernelPulseSource source = KernelPulseSource.Over(
            Stream.Null,
            (TimeSpan _, out StampedEdge edge) =>
            {
                edge = new StampedEdge(new SystemClock().Now(), EdgeDirection.Rising, sequences[next++]);
                return EdgeStatus.Edge;
            },
            new ClockThatIsAhead());
        foreach (uint _ in sequences)
        {
            source.Wait(TimeSpan.Zero, out PulseEdge _);
        }

        Assert.Equal(3, source.Health.LostEdges);
    }

    [Fact]
    public void Wait_NoEdge_ReadsTheLevel()
    {
        bool? level = true;
        using KernelPulseSource source = KernelPulseSource.Over(Stream.Null, (TimeSpan _, out StampedEdge edge) => Nothing(out edge), new ClockThatIsAhead(), () => level);
        Assert.Null(source.Health.IsHigh);
        source.Wait(TimeSpan.Zero, out _);
        Assert.True(source.Health.IsHigh);
        level = false;
        source.Wait(TimeSpan.Zero, out _);
        Assert.False(source.Health.IsHigh);
    }

    [Theory]
    [InlineData(EdgeDirection.Rising, EdgeStatus.Edge)]
    [InlineData(EdgeDirection.Falling, EdgeStatus.TimedOut)]
    public void Wait_OneDirectionWanted_LeavesTheOtherOut(EdgeDirection direction, EdgeStatus expected)
    {
        StampedEdge stamped = new(new SystemClock().Now(), direction, 1);
        using KernelPulseSource source = KernelPulseSource.Over(
            Stream.Null,
            (TimeSpan _, out StampedEdge edge) =>
            {
                edge = stamped;
                return EdgeStatus.Edge;
            },
            new ClockThatIsAhead(),
            only: EdgeDirection.Rising);
        Assert.Equal(expected, source.Wait(TimeSpan.Zero, out _));
    }

    private static EdgeStatus Nothing(out StampedEdge edge)
    {
        edge = default;
        return EdgeStatus.TimedOut;
    }

    private static KernelPulseSource Over(EdgeStatus status, StampedEdge stamped) => KernelPulseSource.Over(
        Stream.Null,
        (TimeSpan _, out StampedEdge edge) =>
        {
            edge = stamped;
            return status;
        },
        new ClockThatIsAhead());

    private sealed class ClockThatIsAhead : IClock
    {
        public PosixTime Now() => throw new NotSupportedException();

        public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime + ClockAhead;
    }
}
