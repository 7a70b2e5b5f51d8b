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
/// <para>States. "Bound" is what clients are told as root dispersion; a pulse is accepted when <see cref="PulseVerdict"/> says used.</para>
/// <list type="table">
/// <listheader><term>State (leap, stratum)</term><description>entered from: when (reason)</description></listheader>
/// <item><term>Cold (3, 16)</term><description>start (Started); Acquiring before the first lock: no accepted pulse for
/// HoldoverAfter (PulsesMissing)</description></item>
/// <item><term>Coarse (3, 16)</term><description>Cold: a sentence gave the time (SentencesOnly); a clock that is further off than
/// the sentence's uncertainty is stepped</description></item>
/// <item><term>Acquiring (3, 16)</term><description>Cold, Coarse, Lost: a pulse was accepted (PulsesArrived); Locked, Holdover: ten
/// pulses on a line contradict the clock by more than its bound (PulsesMoved). Before the first lock an offset above StepThreshold
/// is stepped, and three pulses on a line are enough to start again from them</description></item>
/// <item><term>Locked (announced leap, 1)</term><description>Acquiring: ten pulses accepted (300 where pulses contradicted a locked
/// clock), and six standard deviations plus the remaining offset are within LockLimit (Converged); Holdover: a pulse was accepted
/// (PulsesReturned)</description></item>
/// <item><term>Holdover (announced leap, 1)</term><description>Locked: no accepted pulse for HoldoverAfter (PulsesMissing)</description></item>
/// <item><term>Lost (3, 16)</term><description>Locked, Holdover: the bound passed HoldoverLimit (BoundExceeded); Acquiring after the
/// first lock: no accepted pulse for HoldoverAfter (PulsesMissing)</description></item>
/// </list>
/// </remarks>
public sealed class ClockDiscipline
{
    /// <summary>Accepted pulses before a lock.</summary>
    private const int PulsesToLock = 10;

    /// <summary>Accepted pulses before a lock on pulses that contradicted a locked clock: it may be the receiver that is wrong.</summary>
    private const int PulsesToLockAfterMove = 300;

    /// <summary>Accepted pulses before the clock may be stepped by them.</summary>
    private const int PulsesToStep = 3;

    /// <summary>Agreeing outliers that move the model: quick while nobody is served, and slow to believe afterwards.</summary>
    private const int AgreementUnlocked = 3;
    private const int AgreementLocked = 10;

    /// <summary>Frequency error of an unknown crystal, one standard deviation.</summary>
    private const double InitialFrequencyDeviation = 100e-6;

    /// <summary>A command younger than this is left to finish what it was given for.</summary>
    private static readonly NtpDuration LeastSteeringInterval = NtpDuration.FromSeconds(0.9 * ClockServo.RemovalSeconds);

    /// <summary>The error of a clock that does not know the time: MAXDISP (RFC 5905 §7.2).</summary>
    private static readonly NtpDuration Unknown = NtpDuration.FromSeconds(16);

    private readonly IAdjustableClock _clock;
    private readonly DisciplineOptions _options;
    private readonly ClockFilter _filter = new();
    private readonly PulseFilter _pulses = new();
    private readonly SteeringLog _steering = new();
    private readonly ErrorBound _bound;
    private readonly LeapWatch _leap;
    private LockState _state;
    private LockReason _reason;
    private MonotonicTime _since;
    private MonotonicTime? _steeredAt;
    private PosixTime _referenceTime;
    private PulseCounts _counts;
    private int _accepted;
    private int _acceptedToLock = PulsesToLock;
    private int _steps;
    private bool _hasBeenLocked;

    /// <summary>A discipline that knows nothing yet.</summary>
    /// <param name="clock">The clock to steer; the frequency it already has is taken as the first guess.</param>
    /// <param name="options">Limits.</param>
    public ClockDiscipline(IAdjustableClock clock, DisciplineOptions options)
    {
        _clock = clock;
        _options = options;
        _bound = new ErrorBound(options);
        _leap = new LeapWatch(clock);
        Publish(default);
    }

    /// <summary>Snapshot after the last call.</summary>
    public DisciplineStatus Status { get; private set; }

    private bool IsServing => _state is LockState.Locked or LockState.Holdover;

    private bool MayStep => !IsServing && (!_hasBeenLocked || _options.StepAfterFirstLock);

    /// <summary>Takes in what is known of leap seconds, about once a second: the clock and its clients are told in time.</summary>
    /// <param name="schedule">What is known.</param>
    /// <param name="reading">What the clock reads.</param>
    /// <param name="taiMinusUtc">TAI − UTC in seconds; null when it is not known.</param>
    public void Announce(in LeapSchedule schedule, PosixTime reading, int? taiMinusUtc) =>
        _leap.Announce(schedule, reading, taiMinusUtc, isRight: _hasBeenLocked);

    /// <summary>Takes in a pulse, in the order of the edges; it may be handled up to a few seconds after its edge.</summary>
    /// <param name="pulse">The pulse with its second.</param>
    /// <param name="now">The moment at which the clock is steered by it.</param>
    public PulseVerdict OnPulse(in LabelledPulse pulse, MonotonicTime now)
    {
        Start(now);
        MonotonicTime at = pulse.Edge.At;
        double phase = pulse.Offset.TotalSeconds + _steering.AddedUntil(at);
        if (IsServing && _leap.IsMissing(phase - _filter.At(at).Phase, _referenceTime, pulse.Second, out ClockOffset? leap))
        {
            return MissLeap(leap, now);
        }

        PulseVerdict verdict = _pulses.Judge(new PulseMark(at, phase), now, _filter, IsServing ? AgreementLocked : AgreementUnlocked);
        if (verdict is PulseVerdict.Accepted or PulseVerdict.Moved)
        {
            _counts = _counts with { Missing = _counts.Missing + SecondsSkipped(at) };
            double stamp = pulse.Uncertainty.TotalSeconds;
            Accept(verdict, at, phase, Math.Max(_pulses.Variance, stamp * stamp), now);
            _referenceTime = pulse.Second;
            Steer(now);
        }

        _counts = _counts.With(verdict);
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
        if (_state is LockState.Cold)
        {
            Enter(LockState.Coarse, LockReason.SentencesOnly, now);
        }

        if (_state is LockState.Coarse && offset.Magnitude > uncertainty && offset.Magnitude > _options.StepThreshold)
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
        bool isTakenBack = _hasBeenLocked && correction.Magnitude > _options.StepThreshold;
        if (isTakenBack)
        {
            _clock.Step(correction);
            _steps++;
        }

        _filter.Disturb(isTakenBack ? 0 : correction.TotalSeconds, doubt * doubt, 0);
        _pulses.Restart(now);
        Publish(now);
    }

    /// <summary>Takes in a temperature near the crystal, as seldom and as coarse as it comes. What it means for the frequency is learnt.</summary>
    /// <param name="celsius">Degrees Celsius.</param>
    /// <param name="at">When it was read.</param>
    public void OnTemperature(double celsius, MonotonicTime at) => _filter.OnTemperature(celsius, at);

    /// <summary>Lets time pass: ends slews, notices missing pulses, lets the bound grow. About once a second.</summary>
    /// <param name="now">The present moment.</param>
    public void OnTick(MonotonicTime now)
    {
        Start(now);
        if (_filter.HasStarted && _steeredAt is MonotonicTime steered && now - steered >= LeastSteeringInterval)
        {
            Steer(now);
        }

        Publish(now);
    }

    private void Start(MonotonicTime now)
    {
        if (_steeredAt is null)
        {
            _since = now;
            _steeredAt = now;
            _steering.Add(now, _clock.Frequency);
        }
    }

    private void Accept(PulseVerdict verdict, MonotonicTime at, double phase, double variance, MonotonicTime now)
    {
        ClockEstimate predicted = _filter.At(at);
        double jump = phase - predicted.Phase;
        bool first = !_filter.HasStarted;
        if (first || (verdict is PulseVerdict.Moved && !(IsServing && _bound.Covers(_filter, at, jump))))
        {
            double frequency = first ? _clock.Frequency.Ratio : predicted.Frequency;
            _filter.Restart(at, new ClockEstimate(phase, frequency, variance, 0, InitialFrequencyDeviation * InitialFrequencyDeviation));
            Acquire(first ? LockReason.PulsesArrived : LockReason.PulsesMoved, now);
            return;
        }

        if (verdict is PulseVerdict.Moved)
        {
            // The interrupt's latency changed, or the temperature jumped: follow, but keep the lock.
            double drift = jump / AgreementLocked;
            _filter.Disturb(0, jump * jump, drift * drift);
        }

        _filter.Measure(at, phase, variance);
        _accepted++;
        if (_state is LockState.Holdover)
        {
            Enter(LockState.Locked, LockReason.PulsesReturned, now);
        }
        else if (!IsServing && _state is not LockState.Acquiring)
        {
            Acquire(LockReason.PulsesArrived, now);
        }
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

    private long SecondsSkipped(MonotonicTime at) =>
        !_filter.HasStarted ? 0 : Math.Max(0, (long)Math.Round((at - _filter.MeasuredAt).TotalSeconds) - 1);

    private double OffsetAt(MonotonicTime now) => _filter.At(now).Phase - _steering.AddedUntil(now);

    private void Steer(MonotonicTime now)
    {
        double offset = OffsetAt(now);
        if (MayStep && _accepted >= PulsesToStep && Math.Abs(offset) > _options.StepThreshold.TotalSeconds)
        {
            Step(ClockOffset.FromSeconds(offset), now);
            offset = OffsetAt(now);
        }

        _clock.SetFrequency(ClockServo.Command(offset, _filter.At(now).Frequency, _options.MaximumSlew));
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
        _steps++;
    }

    private void Acquire(LockReason reason, MonotonicTime now)
    {
        _accepted = 1;
        _acceptedToLock = reason is LockReason.PulsesMoved && _hasBeenLocked ? PulsesToLockAfterMove : _acceptedToLock;
        Enter(LockState.Acquiring, reason, now);
    }

    private void Enter(LockState state, LockReason reason, MonotonicTime now)
    {
        (_state, _reason, _since) = (state, reason, now);
        _hasBeenLocked |= state is LockState.Locked;
    }

    private void Advance(MonotonicTime now, double offset)
    {
        bool silent = now - _filter.MeasuredAt > _options.HoldoverAfter;
        bool bounded = _bound.At(_filter, now, offset) <= _options.HoldoverLimit.TotalSeconds;
        bool settled = ErrorBound.RandomAt(_filter, now, offset) <= _options.LockLimit.TotalSeconds;
        switch (_state)
        {
            case LockState.Acquiring when silent:
                Enter(_hasBeenLocked ? LockState.Lost : LockState.Cold, LockReason.PulsesMissing, now);
                break;
            case LockState.Acquiring when _accepted >= _acceptedToLock && bounded && settled:
                _acceptedToLock = PulsesToLock;
                Enter(LockState.Locked, LockReason.Converged, now);
                break;
            case LockState.Locked or LockState.Holdover when !bounded:
                Enter(LockState.Lost, LockReason.BoundExceeded, now);
                break;
            case LockState.Locked when silent:
                Enter(LockState.Holdover, LockReason.PulsesMissing, now);
                break;
        }
    }

    [MemberNotNull(nameof(Status))]
    private void Publish(MonotonicTime now)
    {
        ClockEstimate estimate = _filter.At(now);
        double offset = estimate.Phase - _steering.AddedUntil(now);
        Advance(now, offset);
        ClockState clock = IsServing
            ? _bound.Publish(_filter, now, offset) with
            {
                Leap = _leap.IndicatorAfter(_referenceTime),
                Doubt = _leap.DoubtAfter(_referenceTime),
                ReferenceTime = _referenceTime,
            }
            : ClockState.Unsynchronized;
        Status = new DisciplineStatus
        {
            State = _state,
            Reason = _reason,
            Since = _since,
            Clock = clock,
            Offset = ClockOffset.FromSeconds(offset),
            OffsetDeviation = NtpDuration.FromSeconds(estimate.PhaseDeviation),
            Frequency = FrequencyOffset.FromRatio(estimate.Frequency),
            FrequencyDeviation = FrequencyOffset.FromRatio(estimate.FrequencyDeviation),
            Jitter = NtpDuration.FromSeconds(Math.Sqrt(_pulses.Variance)),
            Wander = FrequencyOffset.FromRatio(Math.Sqrt(_filter.Wander)),
            Temperature = _filter.Temperature,
            Pulses = _counts,
            Steps = _steps,
        };
        _clock.SetQuality(
            IsServing,
            IsServing ? NtpDuration.FromSeconds(Math.Abs(offset) + estimate.PhaseDeviation) : Unknown,
            IsServing ? NtpDuration.FromSeconds(_bound.At(_filter, now, offset)) : Unknown);
    }
}
