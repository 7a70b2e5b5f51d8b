using System;
using Nts.Discipline;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Finds out which second each pulse marks, from what the receiver says before and after it.</summary>
/// <remarks>
/// <para>What always holds (the property run checks it over simulated receivers of many kinds and faults):</para>
/// <list type="number">
/// <item>A label is the edge's true second, or there is none, as long as the assumptions below hold.</item>
/// <item>No single statement makes, moves or keeps a label. The first takes <see cref="PairingOptions.SecondsToAgree"/> consecutive seconds
/// that agree, 20 if their delays vary so much that they could have crossed an edge. From then on edges count by themselves, and
/// messages only check the count: one that differs ends the labels until as many seconds agree again. The count never steps because
/// a receiver says so.</item>
/// <item>No label without a message that agreed in the last 5 s, nor while <see cref="Refusal"/> says that the receiver's time is not fit for
/// use: a receiver without a fix runs free, and so does its pulse.</item>
/// <item>When the pulses stop and begin again, what was labelled before is a witness: a whole second's difference is an alarm.</item>
/// <item>A leap second that is scheduled is counted; its own edge has no label, since POSIX has no name for it, nor has the edge at which clocks leave a
/// second out. Near a month's first
/// midnight of which nothing is known there are no labels, and a difference of one second makes the count begin anew.</item>
/// </list>
/// <para>A message belongs to the last edge before the first byte of its burst, once the delay is known to the edge that makes it most usual;
/// UBX-TIM-TP belongs to the first edge after it.</para>
/// <para>Assumptions. A constant delay above one second looks exactly like one that is a second shorter, so it takes a promise or a
/// witness to tell them apart. The promise: a receiver that is silent between its bursts had nothing left to send, so it begins to speak of a second
/// before the next one begins. Receivers keep it, with one exception known: Garmin's GPS 18x with firmware 3.20 to 3.60 or 4.00 may be later. The
/// witness: <see cref="PairingOptions.Witness"/>. Without a witness nothing is learnt from a line that is never silent, since messages may have
/// waited in the receiver for any time, nor from delays within 15 ms of an edge or 35 ms before the next. With one, both are; and a second that
/// it contradicts is not learnt but reported. Two errors cannot be seen by anybody without a witness: a receiver that breaks the promise
/// (labels one second late), and a source of one edge only that captures the end of each pulse (late by the pulse's length, or
/// early by the rest of the second if messages come within the pulse).</para>
/// <para>Edges and messages may come in any order. Everything is decided by <see cref="MonotonicTime"/>, so a step of the disciplined clock
/// does not disturb it. But an edge that was stamped before a step carries the old reading in <see cref="PulseEdge.LocalTime"/>: whoever
/// steps the clock must ignore pulses whose <see cref="PulseEdge.At"/> lies before the step.</para>
/// <para>Pure and not safe for use by two threads at once.</para>
/// </remarks>
public sealed partial class PulsePairing
{
    private const long GpsEpoch = 315_964_800;
    private const long SecondsPerWeek = 604_800;
    private const int LeapTrouble = 10;
    private static readonly NtpDuration OneSecond = NtpDuration.FromSeconds(1);

    /// <summary>A delay nearer to a whole second than these could as well belong to the neighbouring edge.</summary>
    private static readonly NtpDuration ShortestDelay = NtpDuration.FromMilliseconds(15);
    private static readonly NtpDuration LongestDelay = NtpDuration.FromMilliseconds(965);

    /// <summary>So far before its edge a message may seem to come, because the edge was stamped late.</summary>
    private static readonly NtpDuration StampError = NtpDuration.FromMilliseconds(1);

    /// <summary>So long a message may wait in a receiver that sends more than its line can carry: 4 kB at 9,600 baud.</summary>
    private static readonly NtpDuration LongestBacklog = NtpDuration.FromSeconds(4);

    /// <summary>For so long after the last good message the edges may count alone.</summary>
    private static readonly NtpDuration LongestSilence = NtpDuration.FromSeconds(5);

    private readonly PairingOptions _options;
    private readonly PulseTrain _train = new();
    private readonly SerialDelay _delay = new();
    private readonly DelayMargin _margin = new();
    private readonly SecondCount _count;
    private readonly TimeGate _gate;
    private PulseReport? _nextPulse;
    private int? _leapSeconds;
    private readonly SecondWitnesses _witnesses;
    private PairingState? _obstacle;
    private (MonotonicTime Burst, long Second)? _lastStated;
    private MonotonicTime? _lastTime;
    private MonotonicTime? _lastVouched;
    private MonotonicTime? _lastPulseVote;
    private MonotonicTime _lastCoarse;
    private long _lastCoarseSecond;

    /// <summary>A pairing that has seen nothing yet.</summary>
    public PulsePairing(PairingOptions options)
    {
        _options = options;
        _count = new SecondCount(options.SecondsToAgree);
        _witnesses = new SecondWitnesses(options.Witness, _count);
        _gate = new TimeGate(options);
    }

    /// <summary>How far the pairing has come, as of the last call.</summary>
    public PairingState State { get; private set; }

    /// <summary>Why the receiver's time is not used.</summary>
    public TimeRefusal Refusal => _gate.Refusal;

    /// <summary>
    /// The line was not silent for a second: messages may have waited in the receiver. Set before each message is taken in.
    /// </summary>
    public bool IsLineBusy { get; set; }

    /// <summary>Consecutive seconds in which time and edges agreed.</summary>
    public int AgreeingSeconds => _count.AgreeingSeconds;

    /// <summary>The receiver's time minus the count of the edges at the last disagreement, in whole seconds.</summary>
    public long DisagreementSeconds => _count.DisagreementSeconds;

    /// <summary>Messages that disagreed with the count of the edges.</summary>
    public long Disagreements => _count.Disagreements;

    /// <summary>The receiver's time at its pulse minus the witness's, when they last contradicted each other.</summary>
    public NtpDuration WitnessDifference => _witnesses.Difference;

    /// <summary>Leap seconds that the count has followed though nobody had announced them: +1 for each inserted, −1 for each deleted.</summary>
    public long LeapSeconds => _count.LeapSeconds;

    /// <summary>Seconds in which no edge came between two that did.</summary>
    public long MissingPulses => _train.Missing;

    /// <summary>Edges that the source counted but did not deliver.</summary>
    public long LostEdges => _train.Lost;

    /// <summary>From an edge to the first byte of its messages: the median of at least 20 seconds, null before.</summary>
    public NtpDuration? MeasuredSerialDelay => _delay.Median;

    /// <summary>The largest distance of the delays from their median.</summary>
    public NtpDuration SerialDelaySpread => _delay.Spread;

    /// <summary>The health gate, which knows why the time is refused.</summary>
    internal TimeGate Gate => _gate;

    private bool MayLabel =>
        _count.IsAgreed && Refusal is TimeRefusal.None && !_train.IsAmbiguous && _train.Run >= _options.SecondsToAgree
        && _lastVouched is MonotonicTime vouched && _train.LastAt - vouched <= LongestSilence;

    /// <summary>Edges that got this verdict.</summary>
    public long Edges(EdgeVerdict verdict) => _train.Verdicts(verdict);

    /// <summary>Takes an edge in; edges come in their own order.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="pulse">The edge with the second it marks; null when it cannot be told, or the edge is none.</param>
    public EdgeVerdict OnEdge(in PulseEdge edge, out LabelledPulse? pulse)
    {
        pulse = null;
        EdgeVerdict verdict = _train.Add(edge);
        if (verdict is EdgeVerdict.Restarted)
        {
            Restart();
        }

        if (verdict is EdgeVerdict.Restarted or EdgeVerdict.Accepted)
        {
            NtpDuration? correction = TakeNextPulse(edge.At);
            if (correction is NtpDuration quantization && MayLabel && _count.SecondOf(_train.Count) is long second)
            {
                PosixTime corrected = PosixTime.FromSeconds(second) + _options.CableDelay + quantization;
                pulse = new LabelledPulse(edge, corrected, StandardDeviation(edge.Uncertainty));
                _witnesses.OnLabel(second, edge.At);
            }
        }

        UpdateState(edge.At);
        return verdict;
    }

    /// <summary>Takes a statement of the time in.</summary>
    /// <param name="stated">The statement.</param>
    /// <param name="localAtBurst">What the disciplined clock, as it is set now, read when the first byte of the burst arrived.</param>
    /// <returns>The clock's offset by this message alone, once for each burst that tells the time of a whole second.</returns>
    public CoarseObservation? OnTime(in TimeReport stated, PosixTime localAtBurst)
    {
        TimeReport report = stated;
        if (_gate.Judge(ref report, LocalAtEpoch(report.BurstStart, localAtBurst)) is not TimeRefusal.None || !TimeGate.IsWholeSecond(report))
        {
            UpdateState(report.BurstStart);
            return null;
        }

        long second = report.Utc.RoundToSecond().WholeSeconds;
        Take(second, report.BurstStart);
        UpdateState(report.BurstStart);
        return Coarse(report, second, localAtBurst);
    }

    /// <summary>Takes a statement about the next pulse in.</summary>
    public void OnPulseReport(in PulseReport report)
    {
        _gate.OnPulseReport(report);
        _nextPulse = report;
        if (_train.LastAt is MonotonicTime at)
        {
            // The pulse may have overtaken the message about it; then it is labelled already, and only the second is checked.
            _ = TakeNextPulse(at);
        }

        UpdateState(report.MessageStart);
    }

    /// <summary>Takes a statement about leap seconds in.</summary>
    public void OnLeap(in LeapReport report)
    {
        _leapSeconds = report.CurrentLeapSeconds;
        _gate.OnLeap(report);
        UpdateState(report.MessageStart);
    }

    /// <summary>Takes in when the next leap second is, and until when there is no other. As often as one likes.</summary>
    public void OnSchedule(in LeapSchedule schedule)
    {
        if (schedule != _count.Schedule && !_count.Follow(schedule, _train.Count))
        {
            ForgetDelays();
        }
    }

    /// <summary>Takes the state of the fix in.</summary>
    public void OnFix(in FixReport report) => _gate.OnFix(report.Fix);

    /// <summary>Takes the state of the radio in.</summary>
    public void OnRadio(in RadioReport report) => _gate.OnRadio(report);

    /// <summary>Takes in that the receiver is gone: what comes next may be another one.</summary>
    public void OnReceiverGone() => _gate.Forget();

    /// <summary>Takes in that nothing happened up to now, so that <see cref="State"/> shows what is overdue.</summary>
    public void OnSilence(MonotonicTime now) => UpdateState(now);

    /// <summary>Of an error that lies anywhere within bounds.</summary>
    private static NtpDuration StandardDeviation(NtpDuration bound) => bound * (1 / Math.Sqrt(3));

    private static bool IsNearEdge(NtpDuration delay) => delay < ShortestDelay || delay > LongestDelay;

    private void Restart()
    {
        _count.Restart();
        _witnesses.OnRestart();
        _obstacle = null;
        ForgetDelays();
    }

    private void ForgetDelays()
    {
        _margin.Restart();
        _delay.Clear();
    }

    /// <summary>Takes what TIM-TP said of the last edge. Returns the correction of the second at which it fell; null when it is not to be used.</summary>
    /// <remarks>
    /// The sign of qErr: counters that measure the pulse against a reference (start on the reference, stop on the pulse) get the smooth
    /// curve by adding it, so the pulse falls at the second minus qErr.
    /// </remarks>
    private NtpDuration? TakeNextPulse(MonotonicTime at)
    {
        if (_nextPulse is not PulseReport report || at < report.MessageStart)
        {
            return NtpDuration.Zero;
        }

        _nextPulse = null;
        NtpDuration lead = at - report.MessageStart;
        bool isNext = lead < OneSecond && !IsNearEdge(OneSecond - lead) && !IsLineBusy;
        long? second = SecondOf(report);
        if (isNext && second is long said && Refusal is TimeRefusal.None && !_count.IsNearEvent(said, LeapTrouble) && !_count.MayBeLeapSecond(said))
        {
            LearnFromPulse(said, at);
        }

        bool isAboutThisEdge = _count.IsCounting && second is not null ? second == _count.UtcOf(_train.Count) : isNext;
        return !isAboutThisEdge ? NtpDuration.Zero
            : report.IsUnlocked ? null
            : NtpDuration.FromSeconds(-(report.QuantizationErrorPicoseconds ?? 0) * 1e-12);
    }

    private void LearnFromPulse(long second, MonotonicTime at)
    {
        WitnessVerdict verdict = _count.IsCounting ? WitnessVerdict.Silent : Judge(_train.Count, second);
        if (verdict is not WitnessVerdict.Contradicts && _count.Vote(_train.Count, second, _options.SecondsToAgree))
        {
            _lastVouched = at;
            _lastPulseVote = at;
        }
    }

    private long? SecondOf(in PulseReport report)
    {
        int? ahead = report.IsUtc ? 0 : _leapSeconds;
        if (!report.UtcAvailable || ahead is not int seconds)
        {
            return null;
        }

        PosixTime time = _gate.Mend(PosixTime.FromSeconds(GpsEpoch + (report.Week * SecondsPerWeek) - seconds) + report.TimeOfWeek);
        return (time - time.RoundToSecond()).Magnitude <= StampError ? time.RoundToSecond().WholeSeconds : null;
    }

    private CoarseObservation? Coarse(in TimeReport report, long second, PosixTime localAtBurst)
    {
        if (report.BurstStart == _lastCoarse || second == _lastCoarseSecond
            || State is PairingState.Disagreement or PairingState.WitnessContradicts)
        {
            return null;
        }

        _lastCoarse = report.BurstStart;
        _lastCoarseSecond = second;
        NtpDuration delay = IsLineBusy ? OneSecond : _delay.Median ?? OneSecond.Half();
        NtpDuration uncertainty = IsLineBusy ? OneSecond
            : _delay.Median is null ? OneSecond.Half()
            : _delay.Spread + NtpDuration.FromMilliseconds(10);
        return new CoarseObservation(ClockOffset.Between(report.Utc + delay, localAtBurst), uncertainty, report.BurstStart);
    }

    private void UpdateState(MonotonicTime now)
    {
        bool pulse = _train.LastAt is MonotonicTime edge && now - edge <= LongestSilence;
        bool time = Refusal is TimeRefusal.None && _lastTime is MonotonicTime told && now - told <= LongestSilence;
        State = !pulse ? PairingState.NoPulse
            : _train.IsAmbiguous ? PairingState.TwoPulsesASecond
            : !time ? PairingState.NoTime
            : MayLabel ? PairingState.Paired
            : _count.IsCounting ? PairingState.Disagreement
            : _obstacle ?? PairingState.Agreeing;
    }
}
