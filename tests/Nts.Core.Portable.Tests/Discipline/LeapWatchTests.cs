using Nts.TestKit;
using Nts.Time;

namespace Nts.Discipline;

public sealed class LeapWatchTests
{
    private static readonly PosixTime Midnight = PosixTime.FromSeconds(1_483_228_800);
    private static readonly LeapSchedule Insertion = new(1, Midnight, Midnight + NtpDuration.FromSeconds(86_400));
    private static readonly LeapSchedule Unknown = new(0, default, Midnight);

    private readonly SteeredClock _clock = new(0, 0);
    private readonly LeapWatch _watch;

    public LeapWatchTests() => _watch = new LeapWatch(_clock);

    [Theory]
    [InlineData("a day and more before", -86_401, true, LeapIndicator.None)]
    [InlineData("the last day", -86_400, true, LeapIndicator.InsertSecond)]
    [InlineData("ten seconds before", -10, true, LeapIndicator.InsertSecond)]
    [InlineData("too late for the kernel", -4, true, LeapIndicator.None)]
    [InlineData("afterwards", 3, true, LeapIndicator.None)]
    [InlineData("a clock that was never locked may have the wrong day", -10, false, LeapIndicator.None)]
    public void Announce_ByTheReading_TellsTheClock(string why, int seconds, bool isRight, LeapIndicator told)
    {
        _watch.Announce(Insertion, At(seconds), 36, isRight);
        Assert.Equal((why, told), (why, _clock.Leap));
    }

    [Fact]
    public void Announce_NoLonger_TakesItBack()
    {
        _watch.Announce(Insertion, At(-100), 36, isRight: true);
        _watch.Announce(Unknown, At(-50), 36, isRight: true);
        Assert.Equal(LeapIndicator.None, _clock.Leap);
    }

    [Fact]
    public void Announce_NearMidnight_LeavesTheClockAlone()
    {
        _watch.Announce(Insertion, At(-100), 36, isRight: true);
        _watch.Announce(Insertion, At(0), 37, isRight: true);
        Assert.Equal(LeapIndicator.InsertSecond, _clock.Leap);
    }

    [Fact]
    public void IndicatorAfter_FirstPulseOfTheNewDay_IsNoneAtOnce()
    {
        _watch.Announce(Insertion, At(-1), 36, isRight: true);
        Assert.Equal(LeapIndicator.InsertSecond, _watch.IndicatorAfter(At(-1)));
        Assert.Equal(LeapIndicator.None, _watch.IndicatorAfter(Midnight - NtpDuration.FromNanoseconds(20)));
    }

    [Theory]
    [InlineData("nobody knew, a second too far", false, -1.00001, 0, -1)]
    [InlineData("nobody knew, a second short", false, 0.99999, 0, 1)]
    [InlineData("nobody knew, and it is right", false, 1e-6, 0, 0)]
    [InlineData("nobody knew, but it is no second", false, -0.7, 0, 0)]
    [InlineData("before midnight", false, -1, -5, 0)]
    [InlineData("the clock did not carry out what was scheduled", true, -1, 0, -1)]
    [InlineData("the opposite of what is scheduled", true, 1, 0, 0)]
    public void IsMissing_FivePulses_AskForTheStepThatMakesUpForIt(string why, bool isScheduled, double jump, int second, int step)
    {
        _watch.Announce(isScheduled ? Insertion : Unknown, At(-2), 36, isRight: true);
        ClockOffset? asked = null;
        for (int pulse = 0; pulse < 5; pulse++)
        {
            Assert.True(asked is null, why);
            bool isMissing = _watch.IsMissing(jump, At(-10), At(second + pulse), out asked);
            Assert.True(isMissing == (step != 0), why);
        }

        Assert.Equal((why, step), (why, (int)(asked?.TotalSeconds ?? 0)));
    }

    [Theory]
    [InlineData("minutes later", 600, 1)]
    [InlineData("days later, when nobody speaks of it any longer", 300_000, 0)]
    public void DoubtAfter_NoPulseSinceTheLeapSecond_EndsAllTheSame(string why, int seconds, int change)
    {
        _watch.Announce(Insertion, At(-100), 36, isRight: true);
        _watch.Announce(change == 0 ? new LeapSchedule(0, default, At(1_000_000)) : Insertion, At(seconds), 37, isRight: true);
        Assert.Equal((why, new LeapDoubt(At(-1), At(2))), (why, _watch.DoubtAfter(At(-1000))));
    }

    [Fact]
    public void DoubtAfter_PulseShowsALeapSecondWhereNobodyExpectsOne_HoldsUntilItIsMadeUpFor()
    {
        PosixTime april = PosixTime.FromSeconds(1_491_004_800);
        PosixTime last = april - NtpDuration.FromSeconds(1);
        _watch.Announce(Unknown, last, 37, isRight: true);
        Assert.False(_watch.DoubtAfter(last).Exists);
        ClockOffset? step = null;
        for (int pulse = 20; step is null; pulse++)
        {
            Assert.True(_watch.IsMissing(-1, last, april + NtpDuration.FromSeconds(pulse), out step));
            Assert.Equal(step is null, _watch.DoubtAfter(last).Holds(april + NtpDuration.FromSeconds(pulse)));
        }

        Assert.Equal(-1, step.Value.TotalSeconds);
    }

    [Fact]
    public void IsMissing_ClockWasTold_BlamesTheReceiver()
    {
        _watch.Announce(Insertion, At(-100), 36, isRight: true);
        Assert.False(_watch.IsMissing(-1, At(-1), At(0), out _));
    }

    private static PosixTime At(int seconds) => Midnight + NtpDuration.FromSeconds(seconds);
}
