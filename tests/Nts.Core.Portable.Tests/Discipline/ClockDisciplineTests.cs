using System;
using Nts.Ntp;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Discipline;

public sealed class ClockDisciplineTests
{
    private static readonly DisciplineOptions Options = new();
    private static readonly NtpDuration SentenceUncertainty = NtpDuration.FromMilliseconds(200);

    [Fact]
    public void Status_AtTheStart_IsUnsynchronized()
    {
        SteeredClock clock = new(0, 0);
        ClockDiscipline discipline = new(clock, Options);
        Assert.Equal((LockState.Cold, LockReason.Started), (discipline.Status.State, discipline.Status.Reason));
        Assert.Equal(ClockState.Unsynchronized, discipline.Status.Clock);
        Assert.False(clock.IsSynchronized);
        Assert.Equal(NtpDuration.FromSeconds(16), clock.MaximumError);
    }

    [Theory]
    [InlineData("further off than the sentence's uncertainty", 0.3, 1)]
    [InlineData("within it", 0.1, 0)]
    public void OnCoarse_BeforePulses_SetsTheClockAndSaysSentencesOnly(string why, double error, int steps)
    {
        SteeredClock clock = new(error, 0);
        ClockDiscipline discipline = new(clock, Options);
        discipline.OnCoarse(ClockOffset.FromSeconds(-error), SentenceUncertainty, clock.Monotonic);
        Assert.True(steps == discipline.Status.Steps, why);
        Assert.Equal((LockState.Coarse, LockReason.SentencesOnly), (discipline.Status.State, discipline.Status.Reason));
        Assert.Equal(steps == 1 ? 0 : error, clock.Error, 9);
        Assert.Equal(Stratum.Unsynchronized, discipline.Status.Clock.Stratum);
    }

    [Fact]
    public void OnCoarse_AfterTheFirstLock_IsIgnored()
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = Locked(clock);
        discipline.OnCoarse(ClockOffset.FromSeconds(10), SentenceUncertainty, clock.Monotonic);
        Assert.Equal(0, discipline.Status.Steps);
        Assert.Equal(LockState.Locked, discipline.Status.State);
    }

    [Fact]
    public void OnPulse_TenInARow_LocksAndTellsClients()
    {
        SteeredClock clock = new(0.3, 20);
        ClockDiscipline discipline = new(clock, Options);
        Run(discipline, clock, 9);
        Assert.Equal((LockState.Acquiring, LockReason.PulsesArrived), (discipline.Status.State, discipline.Status.Reason));
        Assert.Equal(LeapIndicator.Unsynchronized, discipline.Status.Clock.Leap);

        Run(discipline, clock, 20);
        DisciplineStatus status = discipline.Status;
        Assert.Equal((LockState.Locked, LockReason.Converged), (status.State, status.Reason));
        Assert.Equal((LeapIndicator.None, Stratum.Primary, ReferenceId.Gps), (status.Clock.Leap, status.Clock.Stratum, status.Clock.ReferenceId));
        Assert.Equal((true, 1), (clock.IsSynchronized, status.Steps));
        Assert.InRange(status.Clock.RootDispersion.TotalSeconds, 20e-6, 40e-6);
        Assert.InRange((clock.Now() - status.Clock.ReferenceTime).TotalSeconds, 0.4, 1.6);
        Assert.Equal(-20, status.Frequency.Ppm, 1);
        Assert.InRange(Math.Abs(clock.Error), 0, 1e-6);
    }

    [Theory]
    [InlineData("at once", 1)]
    [InlineData("after the receiver's sentence", 900)]
    public void OnPulse_HandledLate_IsJudgedByTheSteeringAtItsEdge(string why, int milliseconds)
    {
        SteeredClock clock = new(0.4e-3, 50);
        ClockDiscipline discipline = new(clock, Options);
        for (int i = 0; i < 60; i++)
        {
            LabelledPulse pulse = clock.Pulse();
            clock.Advance(milliseconds);
            discipline.OnPulse(pulse, clock.Monotonic);
            clock.Advance(1000 - milliseconds);
        }

        Assert.True(Math.Abs(clock.Error) < 0.2e-6, $"{why}: {clock.Error}");
    }

    [Fact]
    public void OnPulse_ClockThatWasSteeredBefore_StartsFromItsFrequency()
    {
        SteeredClock clock = new(0, -40);
        clock.SetFrequency(FrequencyOffset.FromPpm(40));
        ClockDiscipline discipline = new(clock, Options);
        discipline.OnPulse(clock.Pulse(), clock.Monotonic);
        Assert.Equal(40, clock.Frequency.Ppm, 3);
        Assert.Equal(40, discipline.Status.Frequency.Ppm, 3);
    }

    [Fact]
    public void OnPulse_NotInOrder_IsCountedAndNotUsed()
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = Locked(clock);
        LabelledPulse old = clock.Pulse();
        discipline.OnPulse(old, clock.Monotonic);
        Assert.Equal(PulseVerdict.Stale, discipline.OnPulse(old, clock.Monotonic));
        Assert.Equal(PulseVerdict.Stale, discipline.OnPulse(clock.Pulse(late: 5), clock.Monotonic));
        clock.Advance(300);
        Assert.Equal(PulseVerdict.Double, discipline.OnPulse(clock.Pulse(), clock.Monotonic));
        clock.Advance(700);
        Assert.Equal(PulseVerdict.Late, discipline.OnPulse(clock.Pulse(late: 0.002), clock.Monotonic));
        clock.Advance(1000);
        Assert.Equal(PulseVerdict.Early, discipline.OnPulse(clock.Pulse(late: -0.002), clock.Monotonic));
        clock.Advance(1000);
        Assert.Equal(PulseVerdict.Accepted, discipline.OnPulse(clock.Pulse(), clock.Monotonic));
        Assert.Equal(new PulseCounts(32, 1, 1, 1, 2, 0, 2), discipline.Status.Pulses);
    }

    [Fact]
    public void OnPulse_RefusedWhileAnErrorIsRemoved_EndsTheRemoval()
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = Locked(clock);
        discipline.OnMovedByOthers(ClockOffset.FromSeconds(40e-6), NtpDuration.FromMicroseconds(1), clock.Monotonic);
        clock.Advance(1000);
        discipline.OnTick(clock.Monotonic);
        FrequencyOffset removing = clock.Frequency;
        clock.Advance(1000);
        Assert.Equal(PulseVerdict.Late, discipline.OnPulse(clock.Pulse(late: 0.002), clock.Monotonic));
        Assert.Equal(-40, (clock.Frequency - removing).Ppm, 0);
    }

    [Fact]
    public void OnTemperature_InHoldoverAndItsEffectUnknown_WidensTheBound()
    {
        double steady = BoundAfterSilence(20);
        double warmer = BoundAfterSilence(40);
        Assert.True(warmer > steady + 50e-6, $"{steady} {warmer}");

        static double BoundAfterSilence(double celsius)
        {
            SteeredClock clock = new(0, 5);
            ClockDiscipline discipline = Locked(clock);
            discipline.OnTemperature(20, clock.Monotonic);
            for (int second = 0; second < 60; second++)
            {
                clock.Advance(1000);
                discipline.OnTemperature(celsius, clock.Monotonic);
                discipline.OnTick(clock.Monotonic);
            }

            return clock.MaximumError.TotalSeconds;
        }
    }

    [Fact]
    public void OnPulse_OneOfTheFirstHeldUp_DoesNotLockAsLongAsItStandsOut()
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = new(clock, Options);
        for (int i = 0; i < 11; i++)
        {
            discipline.OnPulse(clock.Pulse(late: i == 1 ? 20e-6 : 0), clock.Monotonic);
            clock.Advance(500);
            discipline.OnTick(clock.Monotonic);
            clock.Advance(500);
        }

        Assert.Equal(LockState.Acquiring, discipline.Status.State);
        Assert.Equal(0, discipline.Status.Pulses.Late);
    }

    [Fact]
    public void OnPulse_EdgeFromBeforeAStep_IsStale()
    {
        SteeredClock clock = new(0.3, 0);
        ClockDiscipline discipline = new(clock, Options);
        LabelledPulse before = clock.Pulse();
        clock.Advance(100);
        discipline.OnCoarse(ClockOffset.FromSeconds(-0.3), SentenceUncertainty, clock.Monotonic);
        Assert.Equal(PulseVerdict.Stale, discipline.OnPulse(before, clock.Monotonic));
    }

    [Fact]
    public void OnTick_PulsesMissing_HoldsOverUntilTheBoundIsPassed()
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = Locked(clock);
        NtpDuration before = discipline.Status.Clock.RootDispersionAt(clock.Now());
        Tick(discipline, clock, 8);
        Assert.Equal(LockState.Locked, discipline.Status.State);
        Tick(discipline, clock, 4);
        Assert.Equal((LockState.Holdover, LockReason.PulsesMissing), (discipline.Status.State, discipline.Status.Reason));
        Assert.Equal(Stratum.Primary, discipline.Status.Clock.Stratum);
        Assert.True(discipline.Status.Clock.RootDispersionAt(clock.Now()) > before);

        // 0.2 ppm alone pass 1 ms in 5000 s.
        Tick(discipline, clock, 5000);
        Assert.Equal((LockState.Lost, LockReason.BoundExceeded), (discipline.Status.State, discipline.Status.Reason));
        Assert.Equal(ClockState.Unsynchronized, discipline.Status.Clock);

        // After a silence one pulse alone proves nothing.
        Run(discipline, clock, 4);
        Assert.Equal(LockState.Lost, discipline.Status.State);
        Run(discipline, clock, 1);
        Assert.Equal((LockState.Acquiring, LockReason.PulsesArrived), (discipline.Status.State, discipline.Status.Reason));
    }

    [Fact]
    public void OnTick_PulsesMissingBeforeTheFirstLock_IsColdAgain()
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = new(clock, Options);
        Run(discipline, clock, 5);
        Tick(discipline, clock, 12);
        Assert.Equal((LockState.Cold, LockReason.PulsesMissing), (discipline.Status.State, discipline.Status.Reason));
    }

    [Fact]
    public void OnTick_PulsesMissingAfterAJump_IsLost()
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = Locked(clock);
        Run(discipline, clock, 15, late: 0.01);
        Assert.Equal(LockReason.PulsesMoved, discipline.Status.Reason);
        Tick(discipline, clock, 12);
        Assert.Equal((LockState.Lost, LockReason.PulsesMissing), (discipline.Status.State, discipline.Status.Reason));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void OnPulse_JumpAfterTheFirstLock_IsSteppedOnlyByPermission(bool permission, int steps)
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = Locked(clock, Options with { Steps = permission ? StepPermission.WhileUnsynchronized : StepPermission.UntilFirstLock });
        Run(discipline, clock, 9, late: 0.01);
        Assert.Equal((LockState.Locked, 0), (discipline.Status.State, discipline.Status.Steps));
        Run(discipline, clock, 10, late: 0.01);
        Assert.Equal((LockState.Acquiring, LockReason.PulsesMoved), (discipline.Status.State, discipline.Status.Reason));
        Assert.Equal(ClockState.Unsynchronized, discipline.Status.Clock);
        Assert.Equal(steps, discipline.Status.Steps);
    }

    [Fact]
    public void OnPulse_JumpThatTheBoundCovers_IsFollowedWithoutLosingTheLock()
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = Locked(clock);
        Run(discipline, clock, 60);
        Run(discipline, clock, 60, late: 15e-6);
        Assert.Equal((LockState.Locked, LockReason.Converged, 1L), (discipline.Status.State, discipline.Status.Reason, discipline.Status.Pulses.Moved));
        Assert.InRange(clock.Error, -16e-6, -14e-6);
    }

    [Fact]
    public void PublishedBound_BetweenTwoTicks_LiesAboveTheLaterOne()
    {
        SteeredClock clock = new(0, 5);
        ClockDiscipline discipline = Locked(clock);
        for (int i = 0; i < 600; i++)
        {
            ClockState published = discipline.Status.Clock;
            Tick(discipline, clock, 1);
            // Between two points of the plan the bound is a straight line, and so is what is published: all but the rounding is the same.
            NtpDuration rounding = NtpDuration.FromNanoseconds(1);
            Assert.True(published.RootDispersionAt(clock.Now()) + rounding >= clock.MaximumError, $"{i} s without a pulse");
        }
    }

    private static ClockDiscipline Locked(SteeredClock clock, DisciplineOptions? options = null)
    {
        ClockDiscipline discipline = new(clock, options ?? Options);
        Run(discipline, clock, 30);
        Assert.Equal(LockState.Locked, discipline.Status.State);
        return discipline;
    }

    private static void Run(ClockDiscipline discipline, SteeredClock clock, int seconds, double late = 0)
    {
        for (int i = 0; i < seconds; i++)
        {
            LabelledPulse pulse = clock.Pulse(late);
            clock.Advance(20);
            discipline.OnPulse(pulse, clock.Monotonic);
            clock.Advance(480);
            discipline.OnTick(clock.Monotonic);
            clock.Advance(500);
        }
    }

    private static void Tick(ClockDiscipline discipline, SteeredClock clock, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            clock.Advance(1000);
            discipline.OnTick(clock.Monotonic);
        }
    }
}
