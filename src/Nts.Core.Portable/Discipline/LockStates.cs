using Nts.Time;

namespace Nts.Discipline;

/// <summary>The state machine of the lock: events in, a state with its reason out.</summary>
/// <remarks>
/// <para>States. "Bound" is what clients are told as root dispersion; a pulse is accepted when <see cref="PulseVerdict"/> says used.</para>
/// <list type="table">
/// <listheader><term>State (leap, stratum)</term><description>entered from: when (reason)</description></listheader>
/// <item><term>Cold (3, 16)</term><description>start (Started); Acquiring before the first lock: no accepted pulse for
/// HoldoverAfter (PulsesMissing)</description></item>
/// <item><term>Coarse (3, 16)</term><description>Cold: a sentence gave the time (SentencesOnly); a clock that is further off than
/// the sentence's uncertainty is stepped</description></item>
/// <item><term>Acquiring (3, 16)</term><description>Cold, Coarse, Lost: a pulse was accepted (PulsesArrived); Locked, Holdover: ten
/// pulses that agree contradict the clock by more than its bound (PulsesMoved). Before the first lock an offset above StepThreshold
/// is stepped, and three pulses on a line are enough to start again from them</description></item>
/// <item><term>Locked (announced leap, 1)</term><description>Acquiring: ten pulses accepted in a row (and 300 in all where pulses contradicted a locked
/// clock), none of them stands out, and six standard deviations plus the remaining offset are within LockLimit (Converged); Holdover: of five pulses or more
/// the majority agree with each other and with the clock within its bound (PulsesReturned)</description></item>
/// <item><term>Holdover (announced leap, 1)</term><description>Locked: no accepted pulse for HoldoverAfter (PulsesMissing)</description></item>
/// <item><term>Lost (3, 16)</term><description>Locked, Holdover: the bound passed HoldoverLimit (BoundExceeded); Acquiring after the
/// first lock: no accepted pulse for HoldoverAfter (PulsesMissing)</description></item>
/// </list>
/// </remarks>
internal sealed class LockStates(DisciplineOptions options)
{
    /// <summary>Accepted pulses before a lock.</summary>
    private const int PulsesToLock = 10;

    /// <summary>Accepted pulses before a lock on pulses that contradicted a locked clock: it may be the receiver that is wrong.</summary>
    private const int PulsesToLockAfterMove = 300;

    /// <summary>Accepted pulses before the clock may be stepped by them.</summary>
    private const int PulsesToStep = 3;

    private int _accepted;
    private int _inARow;
    private int _acceptedToLock = PulsesToLock;

    /// <summary>The state in force.</summary>
    public LockState State { get; private set; }

    /// <summary>Why it was entered.</summary>
    public LockReason Reason { get; private set; }

    /// <summary>When it was entered.</summary>
    public MonotonicTime Since { get; private set; }

    /// <summary>Whether the clock was locked at any time.</summary>
    public bool HasBeenLocked { get; private set; }

    /// <summary>Whether clients are told that they can go by the clock.</summary>
    public bool IsServing => State is LockState.Locked or LockState.Holdover;

    /// <summary>Whether the clock may be stepped. Never while it is served: who was told LI 0 would see time jump.</summary>
    private bool MayStep => !IsServing && options.Steps switch
    {
        StepPermission.Never => false,
        StepPermission.WhileUnsynchronized => true,
        _ => !HasBeenLocked,
    };

    /// <summary>Whether the clock may be stepped by a sentence: before any pulse.</summary>
    public bool MayStepBySentence => State is LockState.Coarse && MayStep;

    /// <summary>Whether the clock may be stepped by the pulses so far.</summary>
    public bool MayStepByPulses => MayStep && _accepted >= PulsesToStep;

    /// <summary>Time begins to pass.</summary>
    public void Start(MonotonicTime now) => Since = now;

    /// <summary>A sentence gave the time.</summary>
    public void OnSentence(MonotonicTime now)
    {
        if (State is LockState.Cold)
        {
            Enter(LockState.Coarse, LockReason.SentencesOnly, now);
        }
    }

    /// <summary>A pulse was taken in.</summary>
    public void OnPulse(MonotonicTime now)
    {
        _accepted++;
        _inARow++;
        if (State is LockState.Holdover)
        {
            Enter(LockState.Locked, LockReason.PulsesReturned, now);
        }
        else if (State is LockState.Cold or LockState.Coarse or LockState.Lost)
        {
            _accepted = 1;
            Enter(LockState.Acquiring, LockReason.PulsesArrived, now);
        }
    }

    /// <summary>A pulse was refused. One that was held up and taken in makes the next ones look early: so the last ten before a lock must agree.</summary>
    public void OnRefused() => _inARow = 0;

    /// <summary>Pulses that agree with each other contradict the clock, and the estimate starts again from the last of them.</summary>
    public void OnContradiction(MonotonicTime now)
    {
        (_accepted, _inARow) = (1, 1);
        _acceptedToLock = HasBeenLocked ? PulsesToLockAfterMove : PulsesToLock;
        Enter(LockState.Acquiring, LockReason.PulsesMoved, now);
    }

    /// <summary>Time passes.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="isSilent">No pulse was accepted for <see cref="DisciplineOptions.HoldoverAfter"/>.</param>
    /// <param name="isBounded">The bound is within <see cref="DisciplineOptions.HoldoverLimit"/>.</param>
    /// <param name="isSettled">The random part of it is within <see cref="DisciplineOptions.LockLimit"/>, and the noise that it rests on is known.</param>
    public void OnTime(MonotonicTime now, bool isSilent, bool isBounded, bool isSettled)
    {
        switch (State)
        {
            case LockState.Acquiring when isSilent:
                Enter(HasBeenLocked ? LockState.Lost : LockState.Cold, LockReason.PulsesMissing, now);
                break;
            case LockState.Acquiring when _accepted >= _acceptedToLock && _inARow >= PulsesToLock && isBounded && isSettled:
                _acceptedToLock = PulsesToLock;
                HasBeenLocked = true;
                Enter(LockState.Locked, LockReason.Converged, now);
                break;
            case LockState.Locked or LockState.Holdover when !isBounded:
                Enter(LockState.Lost, LockReason.BoundExceeded, now);
                break;
            case LockState.Locked when isSilent:
                Enter(LockState.Holdover, LockReason.PulsesMissing, now);
                break;
        }
    }

    private void Enter(LockState state, LockReason reason, MonotonicTime now) => (State, Reason, Since) = (state, reason, now);
}
