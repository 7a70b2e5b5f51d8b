using System.Threading;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Drivers.GpsPps.Setup;
using Nts.Drivers.Linux;
using Nts.Ntp;
using Nts.Server.Hosting;
using Nts.Server.Ntp;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>Steers the clock by what the receiver finds out, and says every change of state in one line.</summary>
/// <remarks>Pulses, sentences and the one-second tick come on three threads; they enter the discipline one at a time.</remarks>
internal sealed class ClockKeeper : IReceiverListener
{
    private readonly EventLog _log;
    private readonly IWatchedClock? _watched;
    private readonly ClockDiscipline _discipline;
    private readonly Lock _lock = new();
    private readonly MonotonicTime _started = MonotonicClock.Now();
    private readonly SampleTrace _pulses = new();
    private readonly SampleTrace _sentences = new();
    private (LockState State, LockReason Reason) _told;
    private SetupReport? _toldSetup;

    /// <summary>A keeper of a clock that knows nothing yet but what it remembers.</summary>
    public ClockKeeper(ApplianceConfiguration configuration, IAdjustableClock clock, DisciplineMemory? memory, EventLog log)
    {
        _log = log;
        _watched = clock as IWatchedClock;
        DisciplineOptions options = new()
        {
            StampUncertainty = configuration.StampUncertainty,
            HoldoverLimit = configuration.HoldoverLimit,
            Steps = configuration.Steps,
            Precision = ClockPrecision.Measure(clock),
        };
        _discipline = new ClockDiscipline(clock, options, memory);
        _told = (_discipline.Status.State, _discipline.Status.Reason);
        log.Notice(Words.For(_discipline.Status, _started));
    }

    /// <summary>What clients are told; the packet threads read it.</summary>
    public PublishedClockState Published { get; } = new();

    /// <summary>The discipline after its last call.</summary>
    public DisciplineStatus Status
    {
        get
        {
            lock (_lock)
            {
                return _discipline.Status;
            }
        }
    }

    /// <summary>What others did to the clock so far.</summary>
    public MeddlingCounts Meddling { get; } = new();

    /// <summary>What is worth knowing at the next start.</summary>
    public DisciplineMemory? Memory
    {
        get
        {
            lock (_lock)
            {
                return _discipline.Memory;
            }
        }
    }

    /// <summary>Whether the clock was locked at any time.</summary>
    public bool HasLocked { get; private set; }

    /// <summary>Fills in what came lately.</summary>
    public void Fill(TrackingStatus tracking, MonotonicTime now)
    {
        lock (_lock)
        {
            tracking.RmsOffsetSeconds = _pulses.RootMeanSquare;
            tracking.UpdateIntervalSeconds = _pulses.Interval;
            _pulses.Fill(tracking.Pulse, now);
            _sentences.Fill(tracking.Sentences, now);
        }
    }

    /// <summary>Lets a second pass.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="schedule">What is known of leap seconds.</param>
    /// <param name="reading">What the clock reads.</param>
    /// <param name="taiMinusUtc">TAI − UTC in seconds; null when it is not known.</param>
    public void OnTick(MonotonicTime now, in LeapSchedule schedule, PosixTime reading, int? taiMinusUtc)
    {
        lock (_lock)
        {
            TakeBackMeddling(now);
            _discipline.Announce(schedule, reading, taiMinusUtc);
            _discipline.OnTick(now);
            Publish();
        }
    }

    /// <summary>Somebody has just set the clock.</summary>
    public void OnClockSet()
    {
        lock (_lock)
        {
            TakeBackMeddling(MonotonicClock.Now());
            Publish();
        }
    }

    /// <summary>Takes in the board's temperature.</summary>
    public void OnTemperature(double celsius, MonotonicTime now)
    {
        lock (_lock)
        {
            _discipline.OnTemperature(celsius, now);
        }
    }

    /// <inheritdoc/>
    public void OnPulse(in LabelledPulse pulse)
    {
        lock (_lock)
        {
            TakeBackMeddling(MonotonicClock.Now());
            int steps = _discipline.Status.Steps;
            if (_discipline.OnPulse(pulse, MonotonicClock.Now()) is PulseVerdict.Accepted or PulseVerdict.Moved)
            {
                _pulses.Add(pulse.Edge.At, pulse.Offset, _discipline.Status.Jitter, isFirst: _discipline.Status.Steps != steps);
            }

            Publish();
        }
    }

    /// <inheritdoc/>
    public void OnCoarse(in CoarseObservation observation)
    {
        lock (_lock)
        {
            TakeBackMeddling(MonotonicClock.Now());
            _sentences.Add(observation.At, observation.Offset, observation.Uncertainty);
            _discipline.OnCoarse(observation.Offset, observation.Uncertainty, MonotonicClock.Now());
            Publish();
        }
    }

    /// <inheritdoc/>
    public void OnHealth(ReceiverHealth health)
    {
        if (health.Setup is { } setup && setup != _toldSetup)
        {
            _toldSetup = setup;
            _log.Notice($"receiver: {health.Identity?.ToString() ?? "of unknown make"} on {health.Place}: {setup}");
        }

        _log.Notice($"receiver: {health.Reason}{(health.NextStep is { } step ? $" (next: {step})" : "")}");
    }

    /// <summary>Before anything is made of the clock's time or frequency.</summary>
    private void TakeBackMeddling(MonotonicTime now)
    {
        if (_watched?.TakeBackMeddling() is not { Kinds: not MeddlingKinds.None } meddling)
        {
            return;
        }

        Meddling.Add(meddling, now);
        if (meddling.Correction != default)
        {
            // Nobody is to see it go back.
            Published.Current = ClockState.Unsynchronized;
            _discipline.OnMovedByOthers(meddling.Correction, meddling.Uncertainty, now);
        }
    }

    private void Publish()
    {
        DisciplineStatus status = _discipline.Status;
        Published.Current = status.Clock;
        HasLocked |= status.State is LockState.Locked;
        if ((status.State, status.Reason) != _told)
        {
            _told = (status.State, status.Reason);
            _log.Notice(Words.For(status, _started));
        }
    }
}
