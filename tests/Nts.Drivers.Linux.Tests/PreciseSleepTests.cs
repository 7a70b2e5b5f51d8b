using System.Threading;
using Nts.Time;

namespace Nts.Drivers.Linux;

public sealed class PreciseSleepTests
{
    [Fact]
    public void Until_MomentAhead_DoesNotWakeEarly()
    {
        MonotonicTime moment = MonotonicClock.Now() + NtpDuration.FromMilliseconds(20);
        PreciseSleep.Until(moment);

        // By the rate of the clock that the kernel sleeps by, which may be off by 500 ppm; a signal's early end is not excluded, nor seen here.
        Assert.True(MonotonicClock.Now() >= moment - NtpDuration.FromMicroseconds(11));
    }

    [Fact]
    public void Until_MomentPast_ReturnsAtOnce() => PreciseSleep.Until(MonotonicClock.Now() - NtpDuration.FromSeconds(3600));

    [Fact]
    public void TryTake_OnAThreadOfItsOwn_SaysWhetherTheSystemAllowsIt()
    {
        bool? first = null;
        bool? second = null;
        Thread thread = new(() => (first, second) = (RealTimePriority.TryTake(), RealTimePriority.TryTake()));
        thread.Start();
        thread.Join();
        Assert.NotNull(first);
        Assert.Equal(first, second);
    }
}
