using Nts.TestKit;
using Nts.Time;

namespace Nts.Drivers.Linux;

public sealed class KernelTimeTests
{
    private readonly FakeKernel _kernel = new();

    [Theory]
    [InlineData("now", 0)]
    [InlineData("three seconds ago", 3_000_000_000)]
    [InlineData("a nanosecond ago", 1)]
    public void ToMonotonic_Stamp_IsTheDifferenceOfTheClocks(string why, long age)
    {
        KernelTime converter = new(_kernel.ReadRealtime, _kernel.ReadRaw);
        long stamp = _kernel.Raw - age;
        Assert.Equal((why, stamp), (why, converter.ToMonotonic(At(stamp)).Nanoseconds));
    }

    [Fact]
    public void ToMonotonic_OneSlowBracket_TakesTheTightest()
    {
        // raw, (realtime, raw) three times: the second bracket is narrow and even, the others were interrupted.
        _kernel.Latencies = [0, 900, 100, 20, 20, 50_000, 10];
        KernelTime converter = new(_kernel.ReadRealtime, _kernel.ReadRaw);
        long stamp = _kernel.Raw;
        Assert.Equal(stamp, converter.ToMonotonic(At(stamp)).Nanoseconds);
    }

    [Fact]
    public void ToMonotonic_StampsCloseTogether_ReadTheClocksOnce()
    {
        KernelTime converter = new(_kernel.ReadRealtime, _kernel.ReadRaw);
        _ = converter.ToMonotonic(At(_kernel.Raw));
        int readings = _kernel.Readings;
        _ = converter.ToMonotonic(At(_kernel.Raw + 7_999_999));
        _ = converter.ToMonotonic(At(_kernel.Raw - 7_999_999));
        Assert.Equal(readings, _kernel.Readings);
    }

    [Fact]
    public void ToMonotonic_AfterAStepOfRealtime_UsesANewPair()
    {
        KernelTime converter = new(_kernel.ReadRealtime, _kernel.ReadRaw);
        _ = converter.ToMonotonic(At(_kernel.Raw));
        _kernel.RealtimeMinusRaw -= 3_600_000_000_000;
        long stamp = _kernel.Raw;
        Assert.Equal(stamp, converter.ToMonotonic(At(stamp)).Nanoseconds);
    }

    [Fact]
    public void ToMonotonic_OnThisMachine_LiesBetweenTwoReadings()
    {
        KernelTime converter = new();
        MonotonicTime before = MonotonicClock.Now();
        PosixTime stamp = PosixTime.FromNanoseconds(KernelClock.ReadRealtime());
        MonotonicTime after = MonotonicClock.Now();
        MonotonicTime converted = converter.ToMonotonic(stamp);

        // The pair's bracket may have been stretched by a preemption in all three tries; a millisecond covers that, a wrong sign it does not.
        Assert.InRange(converted.Nanoseconds, before.Nanoseconds - 1_000_000, after.Nanoseconds + 1_000_000);
    }

    [Fact]
    public void ToMonotonic_ManyStamps_AllocatesNothing()
    {
        KernelTime converter = new();
        Assert.Equal(0, Allocated.During(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                _ = converter.ToMonotonic(PosixTime.FromNanoseconds(i * 10_000_000L));
            }
        }));
    }

    private PosixTime At(long raw) => PosixTime.FromNanoseconds(raw + _kernel.RealtimeMinusRaw);
}
