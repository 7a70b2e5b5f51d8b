using System;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Somebody else moves the clock that the discipline steers.</summary>
public sealed class MovedByOthersTests
{
    private static readonly NtpDuration Uncertainty = NtpDuration.FromMicroseconds(10);

    [Theory]
    [InlineData(5.0)]
    [InlineData(-0.002)]
    [InlineData(3e8)]
    public void OnMovedByOthers_Locked_TakesItBackAndStaysLocked(double seconds)
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = new(clock, new());
        Run(discipline, clock, 30);
        Move(discipline, clock, seconds);
        Assert.InRange(Math.Abs(clock.Error), 0, 1e-6);
        Run(discipline, clock, 30);
        Assert.Equal((LockState.Locked, LockReason.Converged), (discipline.Status.State, discipline.Status.Reason));
        Assert.InRange(Math.Abs(clock.Error), 0, 1e-6);
    }

    [Fact]
    public void OnMovedByOthers_BelowTheStepThreshold_IsSlewedAndWithinTheBound()
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = new(clock, new());
        Run(discipline, clock, 30);
        Move(discipline, clock, 200e-6);
        Assert.Equal(200e-6, clock.Error, 1e-6);
        Assert.True(clock.Error <= discipline.Status.Clock.RootDispersion.TotalSeconds, "the bound covers it at once");
        Run(discipline, clock, 30);
        Assert.Equal((LockState.Locked, 0), (discipline.Status.State, discipline.Status.Steps));
        Assert.InRange(Math.Abs(clock.Error), 0, 1e-6);
    }

    [Fact]
    public void OnMovedByOthers_NeverLocked_LeavesTheClockWhereItIs()
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = new(clock, new());
        Move(discipline, clock, 5);
        Assert.Equal((5.0, 0), (clock.Error, discipline.Status.Steps));
        Run(discipline, clock, 30);
        Assert.Equal(LockState.Locked, discipline.Status.State);
        Assert.InRange(Math.Abs(clock.Error), 0, 1e-6);
    }

    [Fact]
    public void OnMovedByOthers_PulseStampedBefore_IsNotUsed()
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = new(clock, new());
        Run(discipline, clock, 30);
        LabelledPulse pulse = clock.Pulse(0);
        clock.Advance(20);
        Move(discipline, clock, 5);
        Assert.Equal(PulseVerdict.Stale, discipline.OnPulse(pulse, clock.Monotonic));
    }

    private static void Move(ClockDiscipline discipline, SteeredClock clock, double seconds)
    {
        clock.Step(ClockOffset.FromSeconds(seconds));
        discipline.OnMovedByOthers(ClockOffset.FromSeconds(-seconds), Uncertainty, clock.Monotonic);
    }

    private static void Run(ClockDiscipline discipline, SteeredClock clock, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            LabelledPulse pulse = clock.Pulse(0);
            clock.Advance(20);
            discipline.OnPulse(pulse, clock.Monotonic);
            clock.Advance(980);
        }
    }
}
