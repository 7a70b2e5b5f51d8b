using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Discipline;
using Nts.Drivers.GpsPps.Setup;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>All of a receiver but its devices and threads: takes bytes and edges, tells the listener, keeps the health.</summary>
/// <remarks>Not safe for use by two threads at once.</remarks>
internal sealed class ReceiverLogic : IGnssListener
{
    private static readonly NtpDuration HealthInterval = NtpDuration.FromSeconds(1);

    private static readonly GnssVerdict[] Refused =
    [
        GnssVerdict.BadChecksum, GnssVerdict.MissingChecksum, GnssVerdict.TooLong,
        GnssVerdict.Truncated, GnssVerdict.WrongLength, GnssVerdict.MalformedField,
    ];

    private static readonly GnssVerdict[] Foreign = [GnssVerdict.Rtcm3, GnssVerdict.Sirf, GnssVerdict.Tsip, GnssVerdict.Oncore];

    private readonly ReceiverOptions _options;
    private readonly IClock _clock;
    private readonly Func<MonotonicTime> _now;
    private readonly IReceiverListener _listener;
    private readonly GnssDecoder _decoder;
    private readonly PulsePairing _pairing;
    private readonly ReceiverFacts _facts = new();
    private readonly LeapForecast _forecast = new();
    private readonly ReceiverSetup _setup;
    private readonly Diagnosis _diagnosis;
    private readonly Explanations _explanations;
    private readonly long[] _foreign = new long[Foreign.Length];
    private MonotonicTime _lastSnapshot;
    private long _messages;
    private long _labelled;

    /// <param name="options">Which receiver.</param>
    /// <param name="clock">The disciplined clock.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="listener">Gets what is found out.</param>
    /// <param name="findHolder">Tells who else has a port, in words; null when that is nobody or not known.</param>
    public ReceiverLogic(
        ReceiverOptions options, IClock clock, Func<MonotonicTime> now, IReceiverListener listener, Func<string, string?>? findHolder = null)
    {
        _options = options;
        _clock = clock;
        _now = now;
        _listener = listener;
        _decoder = new GnssDecoder(this, options.Pairing.NotBefore);
        _pairing = new PulsePairing(options.Pairing);
        _setup = new ReceiverSetup(options, _decoder.Counters);
        _diagnosis = new Diagnosis(options, _facts, _pairing, _setup) { LastBytes = now(), LastMessage = now(), FindHolder = findHolder ?? (_ => null) };
        _explanations = new Explanations(options, _facts, _pairing, _diagnosis, _setup);
        Health = new ReceiverHealth(ReceiverState.Stopped, _explanations.Of(ReceiverState.Stopped).Sentence) { Simulation = options.Simulation };
    }

    public ReceiverHealth Health { get; private set; }

    /// <summary>The port at which a receiver was heard last; null when it never was.</summary>
    public string? LastPort => _setup.LastPlace?.Port;

    /// <summary>The rate to open a port at.</summary>
    public int FirstBaudRate(string port) => _setup.FirstBaudRate(port);

    /// <summary>A port is open, at <see cref="FirstBaudRate"/>.</summary>
    /// <param name="port">The port.</param>
    /// <param name="isUsb">The receiver itself is a USB device.</param>
    /// <param name="otherPorts">What is wrong with the ports that were tried before, as the end of a sentence.</param>
    public void OnPortOpened(string port, bool isUsb, string otherPorts = "")
    {
        _options.Tap?.OnNote(_now(), "port: open");
        _diagnosis.PortProblem = null;
        _diagnosis.OtherPorts = otherPorts;
        _diagnosis.LastBytes = _diagnosis.LastMessage = _now();
        _setup.OnPortOpened(port, isUsb, _now());
    }

    /// <summary>The port is closed: it went away, or another one is tried.</summary>
    public void OnPortClosed()
    {
        _decoder.Finish();
        _facts.Forget();
        _pairing.OnReceiverGone();
        _setup.OnPortClosed();
    }

    /// <summary>No port can be used.</summary>
    public void OnPortProblem(DeviceProblem problem)
    {
        _options.Tap?.OnNote(_now(), $"port: {problem.Message}");
        _diagnosis.PortProblem = problem;
        Tick();
    }

    /// <summary>What to do with the port now.</summary>
    public bool TryTakeAction(out PortAction action)
    {
        bool taken = _setup.TryTake(out action);
        if (action.BaudRate is not null)
        {
            _decoder.Finish();
        }

        return taken;
    }

    /// <summary>The pulse input is open (null), or why it is not.</summary>
    public void OnPulseInput(DeviceProblem? problem)
    {
        _options.Tap?.OnNote(_now(), $"pulse: {problem?.Message ?? "open"}");
        _diagnosis.PulseProblem = problem;
        Tick();
    }

    /// <summary>Bytes came from the port.</summary>
    public void OnBytes(ReadOnlySpan<byte> bytes, MonotonicTime arrivedAt)
    {
        _options.Tap?.OnBytes(bytes, arrivedAt);
        _diagnosis.LastBytes = arrivedAt;
        _decoder.Feed(bytes, arrivedAt);
        long messages = _decoder.Counters.Frames(GnssVerdict.Nmea) + _decoder.Counters.Frames(GnssVerdict.Ubx);
        if (messages > _messages)
        {
            _messages = messages;
            _diagnosis.LastMessage = arrivedAt;
        }

        LookForForeignFrames(arrivedAt);
        _setup.OnBytes(bytes.Length, arrivedAt);
        Tick();
    }

    /// <summary>No bytes came from the port for a while.</summary>
    public void OnPortIdle()
    {
        _setup.Tick(_now());
        Tick();
    }

    /// <summary>No edge came from the pulse input in a while.</summary>
    /// <param name="source">What is known of the input.</param>
    public void OnNoEdge(in PulseSourceHealth source)
    {
        _diagnosis.PulseSource = source;
        Tick();
    }

    /// <summary>An edge came from the pulse input.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="source">What is known of the input.</param>
    public void OnEdge(in PulseEdge edge, in PulseSourceHealth source)
    {
        _diagnosis.PulseSource = source;
        OnEdge(edge);
    }

    /// <summary>An edge came from the pulse input.</summary>
    public void OnEdge(in PulseEdge edge)
    {
        _options.Tap?.OnEdge(edge);
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
        ReceiverState state = _diagnosis.Judge(now);
        bool changed = state != Health.State || _diagnosis.PulseSource.Note != Health.PulseSource.Note || _pairing.Refusal != Health.TimeRefusal;
        if (changed || now - _lastSnapshot >= HealthInterval)
        {
            _lastSnapshot = now;
            Explanation explanation = _explanations.Of(state);
            changed |= state is ReceiverState.PortUnavailable or ReceiverState.PulseUnavailable && explanation.Sentence != Health.Reason;
            Publish(state, explanation, changed);
        }
    }

    /// <summary>Writes the satellites in view down.</summary>
    /// <param name="satellites">Is emptied first.</param>
    public void CopySatellites(List<SatelliteReport> satellites) => _facts.InView.CopyTo(satellites);

    /// <summary>From now on, this leap-second table counts.</summary>
    public void UseLeapSeconds(LeapSecondTable table) => _pairing.Gate.LeapSeconds = table;

    /// <summary>The receiver was stopped.</summary>
    public void OnStopped() => Publish(ReceiverState.Stopped, _explanations.Of(ReceiverState.Stopped), changed: true);

    void IGnssListener.OnTime(in TimeReport report)
    {
        _facts.Take(report);
        Foresee(report.BurstStart);
        if (_setup.IsAtWork)
        {
            // Delay and order of the messages are about to change.
            return;
        }

        _pairing.IsLineBusy = _decoder.IsLineBusy;
        PosixTime localAtBurst = _clock.Now() - (_now() - report.BurstStart);
        if (_pairing.OnTime(report, localAtBurst) is CoarseObservation coarse)
        {
            _listener.OnCoarse(coarse);
        }
    }

    void IGnssListener.OnPulseReport(in PulseReport report)
    {
        _pairing.IsLineBusy = _decoder.IsLineBusy;
        _pairing.OnPulseReport(report);
    }

    void IGnssListener.OnLeap(in LeapReport report)
    {
        _facts.Take(report);
        _forecast.Take(report);
        _pairing.OnLeap(report);
    }

    void IGnssListener.OnFix(in FixReport report)
    {
        _facts.Take(report);
        _pairing.OnFix(report);
    }

    void IGnssListener.OnSatellite(in SatelliteReport report, bool first) => _facts.InView.Add(report, first);

    void IGnssListener.OnRadio(in RadioReport report)
    {
        _facts.Take(report);
        _pairing.OnRadio(report);
    }

    void IGnssListener.OnSurvey(in SurveyReport report) => _facts.Take(report);

    void IGnssListener.OnIdentity(ReceiverIdentity identity)
    {
        _facts.Take(identity);
        _setup.OnIdentity(identity);
    }

    void IGnssListener.OnCommand(in CommandReport report) => _setup.OnCommand(report);

    void IGnssListener.OnConfiguration(byte message, ReadOnlySpan<byte> payload) => _setup.OnConfiguration(message, payload);

    /// <summary>Brings the schedule of leap seconds up to date, as soon as the day is known.</summary>
    private void Foresee(MonotonicTime now)
    {
        if (_pairing.Gate.LastGood is (PosixTime utc, MonotonicTime at))
        {
            _forecast.Decide(utc + (now - at), now, _pairing.Gate.LeapSeconds);
            _pairing.OnSchedule(_forecast.Schedule);
        }
    }

    private void LookForForeignFrames(MonotonicTime now)
    {
        for (int i = 0; i < Foreign.Length; i++)
        {
            long frames = _decoder.Counters.Frames(Foreign[i]);
            if (frames > _foreign[i])
            {
                _foreign[i] = frames;
                _diagnosis.LastForeign = (Foreign[i], now);
            }
        }
    }

    private void Publish(ReceiverState state, Explanation explanation, bool changed)
    {
        GnssCounters counters = _decoder.Counters;
        Health = new ReceiverHealth(state, explanation.Sentence)
        {
            NextStep = explanation.NextStep,
            Simulation = _options.Simulation,
            PulseSource = _diagnosis.PulseSource,
            TimeRefusal = _pairing.Refusal,
            Pairing = _pairing.State,
            Fix = _facts.Fix,
            SatellitesUsed = _facts.SatellitesUsed,
            SatellitesInView = _facts.InView.Count,
            StrongestSignal = _facts.InView.StrongestSignal,
            SerialDelay = _pairing.MeasuredSerialDelay,
            SerialDelaySpread = _pairing.SerialDelaySpread,
            Leap = _facts.Leap,
            LeapSchedule = _forecast.Schedule,
            LeapConflict = _forecast.Conflict,
            MendedWeeks = _pairing.Gate.MendedWeeks,
            StatedTime = _facts.StatedTime,
            Antenna = _facts.Antenna,
            Jamming = _facts.Jamming,
            Spoofing = _facts.Spoofing,
            Survey = _facts.Survey,
            Identity = _facts.Identity,
            Place = _setup.Place,
            Setup = _setup.Report,
            Bytes = counters.FedBytes,
            Messages = _messages,
            RefusedMessages = Refused.Sum(counters.Frames),
            LabelledPulses = _labelled,
            MissingPulses = _pairing.MissingPulses,
            DoublePulses = _pairing.Edges(EdgeVerdict.Double),
            RuntPulses = _pairing.Edges(EdgeVerdict.Runt),
            OffGridPulses = _pairing.Edges(EdgeVerdict.OffGrid),
            TrailingEdges = _pairing.Edges(EdgeVerdict.Trailing),
            LostEdges = _pairing.LostEdges,
            Disagreements = _pairing.Disagreements,
        };
        if (changed)
        {
            _listener.OnHealth(Health);
        }
    }
}
