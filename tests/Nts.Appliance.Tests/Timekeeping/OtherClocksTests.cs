using Nts.Discipline;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

public sealed class OtherClocksTests
{
    [Fact]
    public void OnTick_ClockChanged_IsTold()
    {
        OtherClocks others = Others();
        others.OnTick(At(0), isLocked: true, null);
        Assert.True(others.OnTick(At(5), isLocked: true, Change(4)));
        Assert.Equal("another program has changed the clock, which was taken back: it moved it by 5 s, changed its frequency; somebody did", others.Found!.Value.Sentence);
        Assert.Equal("find out", others.Found.Value.NextStep);
    }

    [Fact]
    public void OnTick_ClockChangedAgain_IsToldOnce()
    {
        OtherClocks others = Others();
        others.OnTick(At(0), isLocked: true, Change(0));
        Assert.False(others.OnTick(At(1), isLocked: true, Change(0)));
        Assert.False(others.OnTick(At(900), isLocked: true, Change(900)));
        Assert.False(others.OnTick(At(2000), isLocked: true, Change(900)));
        Assert.NotNull(others.Found);
    }

    [Fact]
    public void OnTick_HalfAnHourAfterTheLastChange_IsForgotten()
    {
        OtherClocks others = Others();
        others.OnTick(At(0), isLocked: true, Change(0));
        Assert.True(others.OnTick(At(1800), isLocked: true, Change(0)));
        Assert.Null(others.Found);
        Assert.True(others.OnTick(At(1900), isLocked: true, Change(1900)));
    }

    private static MonotonicTime At(double seconds) => MonotonicTime.FromNanoseconds(1_000_000_000) + NtpDuration.FromSeconds(seconds);

    private static MeddlingSeen Change(double seconds) => new(new(MeddlingKinds.Step | MeddlingKinds.Frequency, ClockOffset.FromSeconds(-5), NtpDuration.Zero), At(seconds));

    private static OtherClocks Others() => new(() => null, () => new("somebody did", "find out"));
}
