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
