using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>The clock's own answers, each produced by a discipline that is fed pulses in virtual time.</summary>
public sealed class WhyNotLockedTests
{
    private static readonly ReceiverHealth Paired = new(ReceiverState.Paired, "pulse and time are paired");

    private static readonly Explanation Chrony = new("another program steers the clock: chronyd (process 812)", "sudo systemctl disable --now chrony");

    /// <summary>Every way into a state, in the order of a life.</summary>
    private static readonly (LockState State, LockReason Reason, Action<Life> Way)[] Ways =
    [
        (LockState.Cold, LockReason.Started, _ => { }),
        (LockState.Coarse, LockReason.SentencesOnly, life => life.Sentence()),
        (LockState.Acquiring, LockReason.PulsesArrived, life => life.Pulses(5)),
        (LockState.Cold, LockReason.PulsesMissing, life => life.Pulses(5).Silence(20)),
        (LockState.Locked, LockReason.Converged, life => life.Pulses(60)),
        (LockState.Holdover, LockReason.PulsesMissing, life => life.Pulses(60).Silence(20)),
        (LockState.Locked, LockReason.PulsesReturned, life => life.Pulses(60).Silence(20).Pulses(5)),
        (LockState.Acquiring, LockReason.PulsesMoved, life => life.Pulses(60).Pulses(30, late: 0.1)),
        (LockState.Lost, LockReason.BoundExceeded, life => life.Pulses(60).Silence(20_000)),
    ];

    public static TheoryData<LockState, LockReason> States
    {
        get
        {
            TheoryData<LockState, LockReason> states = [];
            Array.ForEach(Ways, way => states.Add(way.State, way.Reason));
            return states;
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Status_AfterWhatLeadsToAState_IsThatState(LockState state, LockReason reason)
    {
        DisciplineStatus status = Produce(Ways.Single(way => way.State == state && way.Reason == reason).Way);
        Assert.Equal((state, reason), (status.State, status.Reason));
    }

    [Fact]
    public void Ways_OfAllStatesAndReasons_LeadToEach()
    {
        Assert.Equal(Enum.GetValues<LockState>(), Ways.Select(way => way.State).Distinct().Order());
        Assert.Equal(Enum.GetValues<LockReason>(), Ways.Select(way => way.Reason).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Of_PairedReceiver_IsTheClocksOwnWordsUnlessLocked(LockState state, LockReason reason)
    {
        Explanation? why = WhyNotLocked.Of(Produce(Ways.Single(way => way.State == state && way.Reason == reason).Way), Paired, null);
        Assert.Equal(state is LockState.Locked, why is null);
        Assert.NotEqual("", why is { } known ? known.NextStep ?? "" : "locked");
    }

    [Fact]
    public void Of_ReceiverInTrouble_IsTheReceiversWordsFirst()
    {
        ReceiverHealth silent = new(ReceiverState.Silent, "no bytes") { NextStep = "check the wire" };
        Assert.Equal(new Explanation("no bytes", "check the wire"), WhyNotLocked.Of(Produce(_ => { }), silent, Chrony));
    }

    [Fact]
    public void Of_AnotherProgramSteers_SaysSoBeforeTheClockSpeaks() => Assert.Equal(Chrony, WhyNotLocked.Of(Produce(_ => { }), Paired, Chrony));

    [Fact]
    public void Of_Locked_IsNothingWhateverElseIsSo() =>
        Assert.Null(WhyNotLocked.Of(Produce(life => life.Pulses(60)), new ReceiverHealth(ReceiverState.Silent, "no bytes"), Chrony));

    [Fact]
    public void OnTick_OtherProgram_IsLookedForAtTheStartAndWhileNotLocked()
    {
        List<MonotonicTime> looked = [];
        MonotonicTime now = default;
        OtherClocks others = new(
            () =>
            {
                looked.Add(now);
                return Chrony;
            },
            () => Chrony);
        List<bool> changes = [];
        for (int second = 0; second < 300; second++, now += NtpDuration.FromSeconds(1))
        {
            changes.Add(others.OnTick(now, isLocked: second is < 5 or >= 150, null));
        }

        Assert.Equal([0, 60, 120], looked.Select(at => (at - default(MonotonicTime)).TotalSeconds));
        Assert.Single(changes, changed => changed);
        Assert.Equal(Chrony, others.Found);
    }

    [Fact]
    public void Page_OfClockStates_HasTheSentencesThatTheUserReads()
    {
        string[] table =
        [
            "| state | what the status says | the next thing to try |",
            "| --- | --- | --- |",
            .. Ways.Where(way => way.State is not LockState.Locked).Select(way => (way.State, Why: WhyNotLocked.Of(Produce(way.Way), Paired, null)!.Value))
                .Append((State: LockState.Acquiring, Why: Chrony))
                .Select(row => $"| `{Words.For(row.State)}` | {row.Why.Sentence} | {row.Why.NextStep} |"),
        ];
        Assert.Equal(table, TroubleshootingPage.Table("clock states", table));
    }

    private static DisciplineStatus Produce(Action<Life> way)
    {
        Life life = new();
        way(life);
        return life.Discipline.Status;
    }

    private sealed class Life
    {
        private readonly SteeredClock _clock = new(0.3, 20);

        public Life() => Discipline = new ClockDiscipline(_clock, new DisciplineOptions());

        public ClockDiscipline Discipline { get; }

        public Life Sentence()
        {
            Discipline.OnCoarse(ClockOffset.FromSeconds(-0.3), NtpDuration.FromMilliseconds(200), _clock.Monotonic);
            return this;
        }

        public Life Pulses(int count, double late = 0)
        {
            for (; count > 0; count--)
            {
                _clock.Advance(1_000);
                Discipline.OnPulse(_clock.Pulse(late), _clock.Monotonic + NtpDuration.FromSeconds(late));
                Discipline.OnTick(_clock.Monotonic + NtpDuration.FromSeconds(late));
            }

            return this;
        }

        public Life Silence(int seconds)
        {
            for (; seconds > 0; seconds--)
            {
                _clock.Advance(1_000);
                Discipline.OnTick(_clock.Monotonic);
            }

            return this;
        }
    }
}
