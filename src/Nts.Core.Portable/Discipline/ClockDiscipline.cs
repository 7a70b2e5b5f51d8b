using System;
using System.Diagnostics.CodeAnalysis;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Follows a receiver's pulses with a clock: judges them, estimates phase and frequency, steers, says how right the clock is.</summary>
/// <remarks>
/// <para>Called from one thread: <see cref="OnPulse"/> for each pulse, <see cref="OnCoarse"/> for the time from sentences,
/// <see cref="OnTick"/> about once a second whether pulses come or not. <see cref="Status"/> is an immutable snapshot after each call.
/// Time is an argument; the clock is only steered, never read.</para>
/// <para>The table of the states stands at <c>LockStates</c>.</para>
/// </remarks>
public sealed class ClockDiscipline
{
    /// <summary>Agreeing outliers that move the model: quick while nobody is served, and slow to believe afterwards.</summary>
    private const int AgreementUnlocked = 3;
    private const int AgreementLocked = 10;

    /// <summary>A command younger than this is left to finish what it was given for.</summary>
    private static readonly NtpDuration LeastSteeringInterval = NtpDuration.FromSeconds(0.9 * ClockServo.RemovalSeconds);

    private static readonly NtpDuration Second = NtpDuration.FromSeconds(1);

    /// <summary>The error of a clock that does not know the time: MAXDISP (RFC 5905 §7.2).</summary>
    private static readonly NtpDuration Unknown = NtpDuration.FromSeconds(16);

    private readonly IAdjustableClock _clock;
    private readonly DisciplineOptions _options;
    private readonly ClockFilter _filter = new();
    private readonly PulseFilter _pulses = new();
    private readonly ReturningPulses _returning = new();
    private readonly SteeringLog _steering = new();
    private readonly PulseLag _lag = new();
    private readonly Holdover _holdover;
    private readonly Forecast _forecast;
    private readonly LeapWatch _leap;
    private readonly LockStates _states;
    private MonotonicTime? _steeredAt;
    private PosixTime _referenceTime;
    private PulseCounts _counts;
    private int _steps;

    /// <summary>A discipline that knows nothing yet but what it remembers.</summary>
    /// <param name="clock">The clock to steer; without a memory the frequency that it already has is taken as the first guess.</param>
    /// <param name="options">Limits.</param>
    /// <param name="memory">What an earlier discipline of this clock learnt; null for nothing.</param>
    public ClockDiscipline(IAdjustableClock clock, DisciplineOptions options, DisciplineMemory? memory = null)
    {
        _clock = clock;
        _options = options;
        _holdover = new Holdover(options);
        _leap = new LeapWatch(clock);
        _states = new LockStates(options);
        _forecast = new Forecast(_filter, _steering, _holdover, _lag, _states, options);
        Memory = memory;
        if (memory is not null)
        {
            _clock.SetFrequency(memory.Frequency);
        }

        Publish(default);
    }

    /// <summary>Snapshot after the last call.</summary>
    public DisciplineStatus Status { get; private set; }

    /// <summary>What is worth knowing after a restart, at most about a minute old; null when there is nothing yet.</summary>
    public DisciplineMemory? Memory { get; private set; }

    /// <summary>Takes in what is known of leap seconds, about once a second: the clock and its clients are told in time.</summary>
    /// <param name="schedule">What is known.</param>
    /// <param name="reading">What the clock reads.</param>
    /// <param name="taiMinusUtc">TAI − UTC in seconds; null when it is not known.</param>
    public void Announce(in LeapSchedule schedule, PosixTime reading, int? taiMinusUtc) =>
        _leap.Announce(schedule, reading, taiMinusUtc, isRight: _states.HasBeenLocked);

    /// <summary>Takes in a pulse, in the order of the edges; it may be handled up to a few seconds after its edge.</summary>
    /// <param name="pulse">The pulse with its second.</param>
    /// <param name="now">The moment at which the clock is steered by it.</param>
    public PulseVerdict OnPulse(in LabelledPulse pulse, MonotonicTime now)
    {
        Start(now);
        PulseMark mark = new(pulse.Edge.At, pulse.Offset.TotalSeconds + _steering.AddedUntil(pulse.Edge.At));
        if (_states.IsServing && _leap.IsMissing(mark.Phase - _forecast.PhaseAt(mark.At), _referenceTime, pulse.Second, out ClockOffset? leap))
        {
            return MissLeap(leap, now);
        }

        PulseVerdict verdict = _pulses.Judge(mark, now, _filter, _states.IsServing ? AgreementLocked : AgreementUnlocked);
        double stamp = pulse.Uncertainty.TotalSeconds;
        double variance = Math.Max(_pulses.Variance, stamp * stamp);
        if (IsReturning(mark.At) && verdict is not (PulseVerdict.Stale or PulseVerdict.Double))
        {
            verdict = Return(mark, variance, now);
        }
        else
        {
            _counts = _counts.With(verdict);
            if (verdict is PulseVerdict.Accepted or PulseVerdict.Moved)
            {
                Accept(verdict, mark, variance, pulse.Second, now);
            }
            else if (verdict is PulseVerdict.Late or PulseVerdict.Early)
            {
                _states.OnRefused();
            }
        }

        if (verdict is PulseVerdict.Accepted or PulseVerdict.Moved)
        {
            _referenceTime = pulse.Second;
            Steer(now);
        }
        else
        {
            EndSlew(now);
        }

        Publish(now);
        return verdict;
    }

    /// <summary>Takes in the time from the receiver's sentences; used until pulses come, and never once the clock has been locked.</summary>
    /// <param name="offset">Reference minus local, from a sentence.</param>
    /// <param name="uncertainty">Bound of its error: serial delay and its variation.</param>
    /// <param name="now">The moment at which the clock is set by it.</param>
    public void OnCoarse(ClockOffset offset, NtpDuration uncertainty, MonotonicTime now)
    {
        Start(now);
        _states.OnSentence(now);
        if (_states.MayStepBySentence && offset.Magnitude > uncertainty && offset.Magnitude > _options.StepThreshold)
        {
            Step(offset, now);
        }

        Publish(now);
    }

    /// <summary>
    /// Somebody else has moved the clock. Once it has been locked, a move above StepThreshold is taken back at once, because then it is known
    /// better here; otherwise the clock stays where it is and the estimate goes with it.
    /// </summary>
    /// <remarks>A clock that is served must not be seen while it is wrong, nor go backwards: serve it as unsynchronised during this call.</remarks>
    /// <param name="correction">What would take the move back.</param>
    /// <param name="uncertainty">Bound of its error.</param>
    /// <param name="now">The present moment.</param>
    public void OnMovedByOthers(ClockOffset correction, NtpDuration uncertainty, MonotonicTime now)
    {
        Start(now);
        double doubt = uncertainty.TotalSeconds;
        bool isTakenBack = _states.HasBeenLocked && correction.Magnitude > _options.StepThreshold;
        if (isTakenBack)
        {
            _clock.Step(correction);
            _steps++;
        }
        else
        {
            _holdover.Forget();
        }

        _filter.Disturb(isTakenBack ? 0 : correction.TotalSeconds, doubt * doubt, 0);
        _pulses.Restart(now);
        Publish(now);
    }

    /// <summary>Takes in a temperature near the crystal, as seldom and as coarse as it comes. What it means for the frequency is learnt.</summary>
    /// <param name="celsius">Degrees Celsius.</param>
    /// <param name="at">When it was read.</param>
    public void OnTemperature(double celsius, MonotonicTime at) => _filter.OnTemperature(celsius, at);

    /// <summary>Lets time pass: ends slews, notices missing pulses, lets the bound grow, rehearses holdover. About once a second.</summary>
    /// <param name="now">The present moment.</param>
    public void OnTick(MonotonicTime now)
    {
        Start(now);
        EndSlew(now);
        Publish(now);
        if (_holdover.OnTime(now, _filter, _states.State) && _states.State is LockState.Locked)
        {
            Memory = DisciplineMemory.Of(Status, _filter.Temperature, _referenceTime);
        }
    }

    private void Start(MonotonicTime now)
    {
        if (_steeredAt is null)
        {
            _states.Start(now);
            _steeredAt = now;
            _steering.Add(now, _clock.Frequency);
        }
    }

    private void Accept(PulseVerdict verdict, in PulseMark mark, double variance, PosixTime second, MonotonicTime now)
    {
        if (!_filter.HasStarted)
        {
            _filter.Restart(mark.At, ClockEstimate.Unknown(mark.Phase, _clock.Frequency.Ratio, variance));
            Memory?.Teach(_filter, second, _options.UnobservedDrift.Ratio);
            _states.OnPulse(now);
            return;
        }

        double jump = mark.Phase - _filter.At(mark.At).Phase;
        _lag.Add(jump);
        CountMissing(mark.At);
        if (verdict is PulseVerdict.Moved)
        {
            if (!_states.IsServing || Math.Abs(jump) > _forecast.BoundAt(mark.At, 0))
            {
                Contradict(mark, variance, now);
                return;
            }

            // The interrupt's latency changed, or the temperature jumped: follow, but keep the lock. The frequency is opened little: wide open, a latency that
            // changes back a moment later would be taken for a change of it.
            double drift = jump / (10 * AgreementLocked);
            _filter.Disturb(0, jump * jump, drift * drift);
            _lag.Expect(jump / 4);
        }

        _filter.Measure(mark.At, mark.Phase, variance);
        _states.OnPulse(now);
    }

    /// <summary>The clock has missed a leap second, and says meanwhile that its second is in doubt: enough pulses step it, and that is all.</summary>
    private PulseVerdict MissLeap(ClockOffset? step, MonotonicTime now)
    {
        if (step is ClockOffset offset)
        {
            // Not the filter: its phase is still that of the second which the clock reads from now on.
            _clock.Step(offset);
            _pulses.Restart(now);
            _steps++;
        }

        _counts = _counts.With(PulseVerdict.Moved);
        Publish(now);
        return PulseVerdict.Moved;
    }

    /// <summary>Whether a pulse ends a silence; the pulse that comes when a silence begins to count as one does not.</summary>
    private bool IsReturning(MonotonicTime at) => _states.HasBeenLocked && at - _filter.MeasuredAt > _options.HoldoverAfter + Second.Half();

    /// <summary>Pulses come back after a silence.</summary>
    private PulseVerdict Return(in PulseMark mark, double variance, MonotonicTime now)
    {
        const double Deviations = 6;
        double surprise = mark.Phase - _forecast.PhaseAt(mark.At);
        _returning.Add(mark, surprise, variance, Deviations * Math.Sqrt(variance));
        bool isCovered = Math.Abs(_returning.Median) <= _forecast.BoundAt(mark.At, 0);
        if (_returning.MayBeFollowed && isCovered)
        {
            double silence = (mark.At - _filter.MeasuredAt).TotalSeconds;
            double away = Math.Abs(_returning.Median) + Math.Abs(_forecast.DriftAt(mark.At));
            CountMissing(_returning.Marks[0].Pulse.At);
            _filter.Disturb(0, away * away, 4 * away * away / (silence * silence));
            foreach (ReturningPulses.Mark one in _returning.Marks)
            {
                _counts = _counts.With(one.Agrees ? PulseVerdict.Accepted : one.Surprise < _returning.Median ? PulseVerdict.Late : PulseVerdict.Early);
                if (one.Agrees)
                {
                    _filter.Measure(one.Pulse.At, one.Pulse.Phase, one.Variance);
                }
            }

            _returning.Clear();
            _lag.Clear();
            _states.OnPulse(now);
            return PulseVerdict.Accepted;
        }

        if (_returning.MayContradict && !isCovered)
        {
            _counts = _counts.With(PulseVerdict.Moved);
            Contradict(mark, variance, now);
            return PulseVerdict.Moved;
        }

        return PulseVerdict.Awaited;
    }

    private void Contradict(in PulseMark mark, double variance, MonotonicTime now)
    {
        _filter.Restart(mark.At, ClockEstimate.Unknown(mark.Phase, _filter.At(mark.At).Frequency, variance));
        _lag.Clear();
        _holdover.Forget();
        _returning.Clear();
        _states.OnContradiction(now);
    }

    private void CountMissing(MonotonicTime at) =>
        _counts = _counts with { Missing = _counts.Missing + Math.Max(0, (long)Math.Round((at - _filter.MeasuredAt).TotalSeconds) - 1) };

    /// <summary>Steers anew when the last command has done what it was given for: it would go too far, and the bound says that it does not.</summary>
    private void EndSlew(MonotonicTime now)
    {
        if (_filter.HasStarted && _steeredAt is MonotonicTime steered && now - steered >= LeastSteeringInterval)
        {
            Steer(now);
        }
    }

    private void Steer(MonotonicTime now)
    {
        double offset = _forecast.OffsetAt(now);
        if (_states.MayStepByPulses && Math.Abs(offset) > _options.StepThreshold.TotalSeconds)
        {
            Step(ClockOffset.FromSeconds(offset), now);
            offset = _forecast.OffsetAt(now);
        }

        _clock.SetFrequency(ClockServo.Command(offset, _forecast.FrequencyAt(now), _options.MaximumSlew));
        _steering.Add(now, _clock.Frequency);
        _steeredAt = now;
    }

    private void Step(ClockOffset offset, MonotonicTime now)
    {
        _clock.Step(offset);
        // A clock that was years off was measured to no better than the resolution of a double.
        double resolution = offset.TotalSeconds * 1e-15;
        _filter.Disturb(-offset.TotalSeconds, resolution * resolution, 0);
        _pulses.Restart(now);
        _holdover.Forget();
        _steps++;
    }

    [MemberNotNull(nameof(Status))]
    private void Publish(MonotonicTime now)
    {
        ClockEstimate estimate = _filter.At(now);
        double offset = _forecast.OffsetAt(now);
        double bound = _forecast.BoundAt(now, offset);
        _states.OnTime(
            now,
            isSilent: now - _filter.MeasuredAt > _options.HoldoverAfter,
            isBounded: bound <= _options.HoldoverLimit.TotalSeconds,
            isSettled: _pulses.IsSettled && _forecast.IsWithin(_options.LockLimit, offset));
        bool isServing = _states.IsServing;
        ClockState clock = isServing
            ? _forecast.Publish(now, offset) with
            {
                Leap = _leap.IndicatorAfter(_referenceTime),
                Doubt = _leap.DoubtAfter(_referenceTime),
                ReferenceTime = _referenceTime,
            }
            : ClockState.Unsynchronized;
        Status = new DisciplineStatus
        {
            State = _states.State,
            Reason = _states.Reason,
            Since = _states.Since,
            Clock = clock,
            Offset = ClockOffset.FromSeconds(offset),
            OffsetDeviation = NtpDuration.FromSeconds(estimate.PhaseDeviation),
            Frequency = FrequencyOffset.FromRatio(estimate.Frequency),
            FrequencyDeviation = FrequencyOffset.FromRatio(estimate.FrequencyDeviation),
            Jitter = NtpDuration.FromSeconds(Math.Sqrt(_pulses.Variance)),
            Wander = FrequencyOffset.FromRatio(Math.Sqrt(_filter.Wander)),
            Temperature = _filter.Temperature?.Lasting,
            HoldoverLeft = isServing ? _forecast.HoldoverLeftAt(now) : null,
            Pulses = _counts,
            Steps = _steps,
        };
        _clock.SetQuality(
            isServing,
            isServing ? NtpDuration.FromSeconds(Math.Abs(offset) + estimate.PhaseDeviation) : Unknown,
            isServing ? NtpDuration.FromSeconds(bound) : Unknown);
    }
}
