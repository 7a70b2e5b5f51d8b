using System;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>Stamps pulses by reading the line's level around the expected edge, beside an interrupt source or alone.</summary>
/// <remarks>
/// The one thread that waits does it all: it waits for interrupts until just before the window, then polls, then fetches the interrupt of the
/// same pulse. A polled stamp wins; an interrupt without one is given on without its measured bias. Now and then a pulse is left alone so
/// that the bias of undisturbed interrupts can be measured. Without an interrupt source the phase comes from a coarse scan.
/// </remarks>
internal sealed class PolledPulseSource : IPulseSource
{
    /// <summary>The kernel rounds waits for interrupts up to milliseconds: so long before the window the exact sleep begins.</summary>
    private static readonly NtpDuration Lead = NtpDuration.FromMilliseconds(3);

    /// <summary>The interrupt of a pulse is handed over within this, and its stamp lies this near to the pulse.</summary>
    private static readonly TimeSpan HandOver = TimeSpan.FromMilliseconds(10);
    private static readonly NtpDuration SamePulse = NtpDuration.FromMilliseconds(1);

    /// <summary>Between two looks of the coarse scan: shorter pulses may be overlooked.</summary>
    private static readonly NtpDuration ScanStep = NtpDuration.FromMicroseconds(200);

    /// <summary>Of so many pulses one is left alone once the bias is known; before, every second one.</summary>
    private const int PulsesPerPulseLeftAlone = 8;

    /// <summary>Pulses of the polled direction that end pulses, before the other direction is polled.</summary>
    private const int TrailingRunToBelieve = 3;

    private readonly ILineProbe _probe;
    private readonly IPulseSource? _interrupt;
    private readonly IClock _clock;
    private readonly IPollTime _time;
    private readonly InterruptBias _bias;
    private readonly PulsePrediction _prediction = new();
    private readonly PollStatistics _statistics = new();
    private readonly PulseShape _shape = new();
    private EdgeDirection _direction;
    private PulseEdge? _held;
    private MonotonicTime? _lastPolled;
    private bool? _scannedHigh;
    private int _polledInARow;
    private int _trailingRun;
    private uint _sequence;

    /// <summary>A source that is about to begin.</summary>
    /// <param name="probe">The line.</param>
    /// <param name="interrupt">The same line by interrupts; null for none.</param>
    /// <param name="direction">The edge that marks the second; with interrupts of both edges, where to begin.</param>
    /// <param name="bias">The interrupts' bias.</param>
    /// <param name="clock">The disciplined clock.</param>
    /// <param name="time">The machine's time.</param>
    public PolledPulseSource(ILineProbe probe, IPulseSource? interrupt, EdgeDirection direction, InterruptBias bias, IClock clock, IPollTime time)
    {
        _probe = probe;
        _interrupt = interrupt;
        _direction = direction;
        _bias = bias;
        _clock = clock;
        _time = time;
    }

    /// <summary>Done once on the thread that waits, before its first search: it may take a processor and a priority. Returns what is amiss.</summary>
    public Func<string?>? Prepare { get; set; }

    /// <summary>Given back with the source.</summary>
    public IDisposable? Register { get; init; }

    /// <summary>What the owner should know.</summary>
    public string? Note { get; private set; }

    /// <inheritdoc/>
    public PulseSourceHealth Health => (_interrupt?.Health ?? default) with
    {
        Method = _interrupt is null ? PulseMethod.Polled : PulseMethod.PolledAndInterrupt,
        Note = Note ?? _interrupt?.Health.Note,
        IsHigh = _probe.IsHigh,
        InterruptBias = _interrupt is null ? null : _bias.Value,
        PolledEdges = _statistics[PollResult.Found],
        HeldUpPolls = _statistics[PollResult.TooWide] + _statistics[PollResult.TooLate],
        EmptyPolls = _statistics[PollResult.NotSeen] + _statistics[PollResult.Bounced],
        TypicalBracket = _statistics.TypicalBracket,
    };

    private bool LeavesAlone => _bias.MayLeaveAlone && _polledInARow >= (_bias.IsWanting ? 1 : PulsesPerPulseLeftAlone - 1);

    /// <inheritdoc/>
    public EdgeStatus Wait(TimeSpan timeout, out PulseEdge edge)
    {
        if (Prepare is Func<string?> prepare)
        {
            Prepare = null;
            Note = prepare();
        }

        if (_held is PulseEdge held)
        {
            edge = held;
            _held = null;
            return EdgeStatus.Edge;
        }

        MonotonicTime now = _time.Now();
        MonotonicTime deadline = now + NtpDuration.FromSeconds(timeout.TotalSeconds);
        PollWindow? window = _prediction.After(now);
        return _interrupt is null ? WaitAlone(window, deadline, out edge) : WaitBeside(_interrupt, window, now, deadline, out edge);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt?.Dispose();
        Register?.Dispose();
    }

    private EdgeStatus WaitBeside(IPulseSource interrupt, PollWindow? next, MonotonicTime now, MonotonicTime deadline, out PulseEdge edge)
    {
        if (next is not PollWindow window || window.Start > deadline || LeavesAlone)
        {
            return WaitForInterrupt(interrupt, deadline - now, out edge);
        }

        NtpDuration untilWindow = window.Start - Lead - now;
        if (untilWindow > NtpDuration.Zero && WaitForInterrupt(interrupt, untilWindow, out edge) is EdgeStatus status and not EdgeStatus.TimedOut)
        {
            return status;
        }

        PulseEdge? polled = Poll(window);
        EdgeStatus fetched = interrupt.Wait(HandOver, out PulseEdge stamped);
        bool isSame = fetched is EdgeStatus.Edge && stamped.Direction == _direction && window.Contains(stamped.At)
            && (polled is not PulseEdge found || IsSame(found.At, stamped.At));
        if (polled is not PulseEdge pulse)
        {
            edge = fetched is EdgeStatus.Edge ? TakeInterrupt(stamped, wasPolled: isSame) : default;
            return fetched;
        }

        if (fetched is EdgeStatus.Gone)
        {
            edge = default;
            return EdgeStatus.Gone;
        }

        if (fetched is EdgeStatus.Edge)
        {
            _sequence = stamped.Sequence;
            _held = isSame ? null : TakeInterrupt(stamped, wasPolled: false);
        }

        _bias.OnPolled(pulse.At, isSame ? stamped.At : null);
        edge = pulse with { Sequence = _sequence };
        Watch(edge);
        return EdgeStatus.Edge;
    }

    private EdgeStatus WaitForInterrupt(IPulseSource interrupt, NtpDuration timeout, out PulseEdge edge)
    {
        EdgeStatus status = interrupt.Wait(TimeSpan.FromSeconds(Math.Max(timeout.TotalSeconds, 0)), out edge);
        if (status is not EdgeStatus.Edge)
        {
            return status;
        }

        // The interrupt of a polled pulse that took longer than it should.
        if (edge.Direction == _direction && _lastPolled is MonotonicTime polled && IsSame(polled, edge.At))
        {
            return EdgeStatus.TimedOut;
        }

        edge = TakeInterrupt(edge, wasPolled: false);
        return EdgeStatus.Edge;
    }

    private PulseEdge TakeInterrupt(in PulseEdge stamped, bool wasPolled)
    {
        _sequence = stamped.Sequence;
        if (stamped.Direction == _direction)
        {
            _prediction.Add(stamped.At);
            _polledInARow = 0;
            if (!wasPolled)
            {
                _bias.OnLeftAlone(stamped.At);
            }
        }

        PulseEdge corrected = _bias.Correct(stamped, wasPolled);
        Watch(corrected);
        return corrected;
    }

    private EdgeStatus WaitAlone(PollWindow? next, MonotonicTime deadline, out PulseEdge edge)
    {
        edge = default;
        if (next is not PollWindow window)
        {
            Scan(deadline);
            return EdgeStatus.TimedOut;
        }

        if (window.Start > deadline)
        {
            _time.SleepUntil(deadline);
            return EdgeStatus.TimedOut;
        }

        if (Poll(window) is not PulseEdge polled)
        {
            return EdgeStatus.TimedOut;
        }

        edge = polled with { Sequence = unchecked(++_sequence) };
        return EdgeStatus.Edge;
    }

    private PulseEdge? Poll(PollWindow window)
    {
        _time.SleepUntil(window.Start);
        PosixTime until = _probe.Now() + (window.End - _time.Now());
        PollResult result = EdgePoll.Run(_probe, _direction, until, out EdgeBracket bracket);
        _statistics.Add(result, bracket);
        if (result is not PollResult.Found)
        {
            return null;
        }

        MonotonicTime at = _time.ToMonotonic(bracket.Midpoint);
        _prediction.Add(at);
        _lastPolled = at;
        _polledInARow++;
        return new PulseEdge(_clock.FromKernelTime(bracket.Midpoint), at, 0) { Direction = _direction, Uncertainty = bracket.HalfWidth };
    }

    /// <summary>Looks for a change of the level, often enough for a window but not for a stamp.</summary>
    private void Scan(MonotonicTime deadline)
    {
        for (MonotonicTime now = _time.Now(); now < deadline; now = _time.Now())
        {
            bool isHigh = _probe.IsHigh;
            bool hasChanged = _scannedHigh is bool before && before != isHigh && isHigh == _direction is EdgeDirection.Rising;
            _scannedHigh = isHigh;
            if (hasChanged)
            {
                _prediction.Add(now);
                return;
            }

            _time.SleepUntil(now + ScanStep);
        }
    }

    /// <summary>Polls the other edge when this one turns out to end the pulses.</summary>
    private void Watch(in PulseEdge edge)
    {
        bool isEnd = _shape.IsEndOfPulse(edge);
        if (edge.Direction == _direction)
        {
            _trailingRun = isEnd ? _trailingRun + 1 : 0;
            if (_trailingRun >= TrailingRunToBelieve)
            {
                _direction = _direction is EdgeDirection.Rising ? EdgeDirection.Falling : EdgeDirection.Rising;
                _trailingRun = 0;
                _prediction.Forget();
            }
        }
    }

    private static bool IsSame(MonotonicTime left, MonotonicTime right) => (left - right).Magnitude <= SamePulse;
}
