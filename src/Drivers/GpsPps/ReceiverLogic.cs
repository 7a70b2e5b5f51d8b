using System;
using System.Linq;
using Nts.Discipline;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>All of a receiver but its devices and threads: takes bytes and edges, tells the listener, keeps the health.</summary>
/// <remarks>Not safe for use by two threads at once.</remarks>
internal sealed class ReceiverLogic : IGnssListener
{
    private static readonly NtpDuration Patience = NtpDuration.FromSeconds(5);
    private static readonly NtpDuration HealthInterval = NtpDuration.FromSeconds(1);

    private static readonly GnssVerdict[] Refused =
    [
        GnssVerdict.BadChecksum, GnssVerdict.MissingChecksum, GnssVerdict.TooLong,
        GnssVerdict.Truncated, GnssVerdict.WrongLength, GnssVerdict.MalformedField,
    ];

    private readonly ReceiverOptions _options;
    private readonly IClock _clock;
    private readonly Func<MonotonicTime> _now;
    private readonly IReceiverListener _listener;
    private readonly GnssDecoder _decoder;
    private readonly PulsePairing _pairing;
    private readonly SatellitesInView _inView = new();
    private string? _portProblem;
    private string? _pulseProblem;
    private MonotonicTime _lastBytes;
    private MonotonicTime _lastMessage;
    private MonotonicTime _lastSnapshot;
    private long _messages;
    private long _labelled;
    private FixReport? _fix;
    private int? _satellitesUsed;
    private LeapReport? _leap;
    private PosixTime? _statedTime;

    public ReceiverLogic(ReceiverOptions options, IClock clock, Func<MonotonicTime> now, IReceiverListener listener)
    {
        _options = options;
        _clock = clock;
        _now = now;
        _listener = listener;
        _decoder = new GnssDecoder(this, options.Pairing.NotBefore);
        _pairing = new PulsePairing(options.Pairing);
        _lastBytes = _lastMessage = now();
        Health = new ReceiverHealth(ReceiverState.Stopped, "not started") { Simulation = options.Simulation };
    }

    public ReceiverHealth Health { get; private set; }

    /// <summary>The port is open.</summary>
    public void OnPortOpened()
    {
        _portProblem = null;
        _lastBytes = _lastMessage = _now();
    }

    /// <summary>The port cannot be opened, or went away.</summary>
    public void OnPortProblem(string problem)
    {
        _decoder.Finish();
        _inView.Clear();
        _fix = null;
        _satellitesUsed = null;
        _portProblem = problem;
        Tick();
    }

    /// <summary>The pulse input is open (null), or why it is not.</summary>
    public void OnPulseInput(string? problem)
    {
        _pulseProblem = problem;
        Tick();
    }

    /// <summary>Bytes came from the port.</summary>
    public void OnBytes(ReadOnlySpan<byte> bytes, MonotonicTime arrivedAt)
    {
        _lastBytes = arrivedAt;
        _decoder.Feed(bytes, arrivedAt);
        long messages = _decoder.Counters.Frames(GnssVerdict.Nmea) + _decoder.Counters.Frames(GnssVerdict.Ubx);
        if (messages > _messages)
        {
            _messages = messages;
            _lastMessage = arrivedAt;
        }

        Tick();
    }

    /// <summary>An edge came from the pulse input.</summary>
    public void OnEdge(in PulseEdge edge)
    {
        _pairing.OnEdge(edge, out LabelledPulse? pulse);
        if (pulse is LabelledPulse labelled)
        {
            _labelled++;
            _listener.OnPulse(labelled);
        }

        Tick();
    }

    /// <summary>Looks at what is overdue, and publishes the health when it changed or is a second old.</summary>
    public void Tick()
    {
        MonotonicTime now = _now();
        _pairing.OnSilence(now);
        ReceiverState state = Judge(now);
        bool changed = state != Health.State || _pairing.Refusal != Health.TimeRefusal;
        if (changed || now - _lastSnapshot >= HealthInterval)
        {
            _lastSnapshot = now;
            string reason = Reason(state);
            changed |= state is ReceiverState.PortUnavailable or ReceiverState.PulseUnavailable && reason != Health.Reason;
            Publish(state, reason, changed);
        }
    }

    /// <summary>The receiver was stopped.</summary>
    public void OnStopped() => Publish(ReceiverState.Stopped, "stopped", changed: true);

    void IGnssListener.OnTime(in TimeReport report)
    {
        _statedTime = report.Utc;
        PosixTime localAtBurst = _clock.Now() - (_now() - report.BurstStart);
        if (_pairing.OnTime(report, localAtBurst) is CoarseObservation coarse)
        {
            _listener.OnCoarse(coarse);
        }
    }

    void IGnssListener.OnPulseReport(in PulseReport report) => _pairing.OnPulseReport(report);

    void IGnssListener.OnLeap(in LeapReport report)
    {
        _leap = report;
        _pairing.OnLeap(report);
    }

    void IGnssListener.OnFix(in FixReport report)
    {
        _fix = report;
        _satellitesUsed = report.SatellitesUsed ?? _satellitesUsed;
        _pairing.OnFix(report);
    }

    void IGnssListener.OnSatellite(in SatelliteReport report, bool first) => _inView.Add(report, first);

    private ReceiverState Judge(MonotonicTime now) =>
        _portProblem is not null ? ReceiverState.PortUnavailable
        : now - _lastBytes > Patience ? ReceiverState.Silent
        : now - _lastMessage > Patience ? ReceiverState.Unintelligible
        : _fix?.Fix is FixKind.None or FixKind.DeadReckoning ? ReceiverState.NoFix
        : _pairing.Refusal is not TimeRefusal.None ? ReceiverState.TimeRefused
        : _options.Pulse is null ? ReceiverState.NoPulseInput
        : _pulseProblem is not null ? ReceiverState.PulseUnavailable
        : _pairing.State switch
        {
            PairingState.NoPulse => ReceiverState.NoPulse,
            PairingState.NoTime => ReceiverState.TimeRefused,
            PairingState.AmbiguousDelay or PairingState.TwoPulsesASecond => ReceiverState.AmbiguousPulse,
            PairingState.Agreeing => ReceiverState.Pairing,
            PairingState.Disagreement => ReceiverState.Disagreement,
            _ => ReceiverState.Paired,
        };

    private string Reason(ReceiverState state) => state switch
    {
        ReceiverState.PortUnavailable => $"no port {_options.Port}: {_portProblem}",
        ReceiverState.Silent => $"no bytes on {_options.Port} for 5 s: is the receiver powered and its TX wired to our RX?",
        ReceiverState.Unintelligible => $"bytes on {_options.Port} but no valid message: is {_options.BaudRate} the wrong baud rate?",
        ReceiverState.NoFix => $"no fix: {_satellitesUsed ?? 0} satellites used, {_inView.Count} in view",
        ReceiverState.TimeRefused => RefusalReason(),
        ReceiverState.NoPulseInput => "time from messages only: no pulse input is configured",
        ReceiverState.PulseUnavailable => $"no pulse input {_options.Pulse!.Description}: {_pulseProblem}",
        ReceiverState.NoPulse =>
            $"no pulse on {_options.Pulse!.Description}: is it the right pin, and does the receiver send a pulse already?",
        ReceiverState.AmbiguousPulse when _pairing.State is PairingState.TwoPulsesASecond =>
            $"two pulses a second on {_options.Pulse!.Description}: are both edges captured?",
        ReceiverState.AmbiguousPulse => "messages come so close to the pulse that it cannot be told which second they mean",
        ReceiverState.Pairing => $"pulse and time agree for {_pairing.AgreeingSeconds} of {_options.Pairing.SecondsToAgree} seconds",
        ReceiverState.Disagreement => $"the receiver's time is {_pairing.DisagreementSeconds:+0;-0} s from the count of its pulses",
        _ => $"pulse and time paired: {_satellitesUsed ?? 0} satellites used, serial delay {SerialDelayText()}",
    };

    private string RefusalReason() => _pairing.Refusal switch
    {
        TimeRefusal.None => "no message told the time for 5 s",
        TimeRefusal.NothingYet => "no time from the receiver yet",
        TimeRefusal.NotValid => "time not valid yet",
        TimeRefusal.NoFix => "waiting for a time after the fix came back",
        TimeRefusal.UtcUnknown => "the receiver does not know UTC yet; this takes up to 12.5 minutes after a cold start",
        TimeRefusal.FirmwareLeapSeconds =>
            "leap seconds not known from the satellites yet; this takes up to 12.5 minutes after a cold start",
        _ => $"the receiver says {_statedTime}, before this program's release: its week number has rolled over, or it knows no date yet",
    };

    private string SerialDelayText() =>
        _pairing.MeasuredSerialDelay is NtpDuration delay ? $"{delay.TotalSeconds * 1e3:0} ms" : "not measured yet";

    private void Publish(ReceiverState state, string reason, bool changed)
    {
        GnssCounters counters = _decoder.Counters;
        Health = new ReceiverHealth(state, reason)
        {
            Simulation = _options.Simulation,
            TimeRefusal = _pairing.Refusal,
            Pairing = _pairing.State,
            Fix = _fix?.Fix,
            SatellitesUsed = _satellitesUsed,
            SatellitesInView = _inView.Count,
            SerialDelay = _pairing.MeasuredSerialDelay,
            SerialDelaySpread = _pairing.SerialDelaySpread,
            Leap = _leap,
            StatedTime = _statedTime,
            Bytes = counters.FedBytes,
            Messages = _messages,
            RefusedMessages = Refused.Sum(counters.Frames),
            LabelledPulses = _labelled,
            MissingPulses = _pairing.MissingPulses,
            DoublePulses = _pairing.Edges(EdgeVerdict.Double),
            RuntPulses = _pairing.Edges(EdgeVerdict.Runt),
            OffGridPulses = _pairing.Edges(EdgeVerdict.OffGrid),
            Disagreements = _pairing.Disagreements,
        };
        if (changed)
        {
            _listener.OnHealth(Health);
        }
    }
}
