using Nts.Discipline;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Finds out which second each pulse marks, from what the receiver says before and after it.</summary>
/// <remarks>
/// <para>A message that tells the time belongs to the last edge before the first byte of its burst; UBX-TIM-TP belongs to the first edge
/// after it. Once <see cref="PairingOptions.SecondsToAgree"/> seconds in a row agree, the edges count seconds by themselves, and messages
/// only check the count: if they differ by whole seconds, no pulse is labelled until as many seconds agree again. The count never steps
/// because a receiver says so.</para>
/// <para>A pulse is labelled only while the receiver vouches for its time: a receiver without a fix runs free, and so does its
/// pulse.</para>
/// <para>Near the first midnight of a month the count follows the messages by one second, and no pulse is labelled: a leap second may fall
/// there, and receivers show it as 60, as 59 twice or as 00 twice.</para>
/// <para>Edges and messages may come in any order. Everything is decided by <see cref="MonotonicTime"/>, so a step of the disciplined clock
/// does not disturb it. But an edge that was stamped before a step carries the old reading in <see cref="PulseEdge.LocalTime"/>: whoever
/// steps the clock must ignore pulses whose <see cref="PulseEdge.At"/> lies before the step.</para>
/// <para>Pure and not safe for use by two threads at once.</para>
/// </remarks>
public sealed class PulsePairing
{
    private const long GpsEpoch = 315_964_800;
    private const long SecondsPerWeek = 604_800;
    private static readonly NtpDuration OneSecond = NtpDuration.FromSeconds(1);

    /// <summary>A delay nearer to a whole second than these could as well belong to the neighbouring edge.</summary>
    private static readonly NtpDuration ShortestDelay = NtpDuration.FromMilliseconds(15);
    private static readonly NtpDuration LongestDelay = NtpDuration.FromMilliseconds(965);

    /// <summary>Receivers with several epochs a second: only those this near to a whole second say which second it is.</summary>
    private static readonly NtpDuration WholeSecondTolerance = NtpDuration.FromMilliseconds(100);

    /// <summary>For so long after the last good message the edges may count alone.</summary>
    private static readonly NtpDuration LongestSilence = NtpDuration.FromSeconds(5);

    private readonly PairingOptions _options;
    private readonly PulseTrain _train = new();
    private readonly SerialDelay _delay = new();
    private readonly SecondCount _count;
    private readonly TimeGate _gate;
    private TimeReport? _early;
    private PulseReport? _nextPulse;
    private int? _leapSeconds;
    private MonotonicTime? _lastVouched;
    private MonotonicTime _lastBurst;
    private bool _isDelayAmbiguous;

    /// <summary>A pairing that has seen nothing yet.</summary>
    public PulsePairing(PairingOptions options)
    {
        _options = options;
        _count = new SecondCount(options.SecondsToAgree);
        _gate = new TimeGate(options.NotBefore);
    }

    /// <summary>How far the pairing has come, as of the last call.</summary>
    public PairingState State { get; private set; }

    /// <summary>Why the receiver's time is not used.</summary>
    public TimeRefusal Refusal => _gate.Refusal;

    /// <summary>Consecutive seconds in which time and edges agreed.</summary>
    public int AgreeingSeconds => _count.AgreeingSeconds;

    /// <summary>The receiver's time minus the count of the edges at the last disagreement, in whole seconds.</summary>
    public long DisagreementSeconds => _count.DisagreementSeconds;

    /// <summary>Messages that disagreed with the count of the edges.</summary>
    public long Disagreements => _count.Disagreements;

    /// <summary>Leap seconds that the count has followed: +1 for each inserted, −1 for each deleted.</summary>
    public long LeapSeconds => _count.LeapSeconds;

    /// <summary>Seconds in which no edge came between two that did.</summary>
    public long MissingPulses => _train.Missing;

    /// <summary>From an edge to the first byte of its messages: the median of at least 20 seconds, null before.</summary>
    public NtpDuration? MeasuredSerialDelay => _delay.Median;

    /// <summary>The largest distance of the delays from their median.</summary>
    public NtpDuration SerialDelaySpread => _delay.Spread;

    private bool MayLabel =>
        _count.IsAgreed && Refusal is TimeRefusal.None && !_train.IsAmbiguous
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
            _count.Restart();
        }

        if (verdict is EdgeVerdict.Restarted or EdgeVerdict.Accepted)
        {
            NtpDuration quantization = TakeNextPulse(_train.Count, edge.At);
            TakeEarlyReport();
            if (MayLabel && _count.SecondOf(_train.Count) is long second)
            {
                PosixTime corrected = PosixTime.FromSeconds(second) + _options.CableDelay + quantization;
                pulse = new LabelledPulse(edge, corrected, NtpDuration.Zero);
            }
        }

        UpdateState(edge.At);
        return verdict;
    }

    /// <summary>Takes a statement of the time in.</summary>
    /// <param name="report">The statement.</param>
    /// <param name="localAtBurst">What the disciplined clock, as it is set now, read when the first byte of the burst arrived.</param>
    /// <returns>The clock's offset by this message alone, once for each burst that tells the time of a whole second.</returns>
    public CoarseObservation? OnTime(in TimeReport report, PosixTime localAtBurst)
    {
        if (_gate.Judge(report) is not TimeRefusal.None || (report.Utc - report.Utc.RoundToSecond()).Magnitude > WholeSecondTolerance)
        {
            UpdateState(report.BurstStart);
            return null;
        }

        Vote(report);
        UpdateState(report.BurstStart);
        if (report.BurstStart == _lastBurst || State is PairingState.Disagreement)
        {
            return null;
        }

        _lastBurst = report.BurstStart;
        NtpDuration delay = _delay.Median ?? OneSecond.Half();
        NtpDuration uncertainty = _delay.Median is null ? OneSecond.Half() : _delay.Spread + NtpDuration.FromMilliseconds(10);
        return new CoarseObservation(ClockOffset.Between(report.Utc + delay, localAtBurst), uncertainty, report.BurstStart);
    }

    /// <summary>Takes a statement about the next pulse in.</summary>
    public void OnPulseReport(in PulseReport report)
    {
        _nextPulse = report;
        if (_train.LastAt is MonotonicTime at)
        {
            // The pulse may have overtaken the message about it; then it is labelled already, and only the second is checked.
            TakeNextPulse(_train.Count, at);
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

    /// <summary>Takes the state of the fix in.</summary>
    public void OnFix(in FixReport report) => _gate.OnFix(report.Fix);

    /// <summary>Takes in that nothing happened up to now, so that <see cref="State"/> shows what is overdue.</summary>
    public void OnSilence(MonotonicTime now) => UpdateState(now);

    private void Vote(in TimeReport report)
    {
        long second = report.Utc.RoundToSecond().WholeSeconds;
        if (FindEdge(report.BurstStart) is not (long count, NtpDuration delay))
        {
            // Its edge may still be on the way: the two come by different threads.
            _early = report;
            return;
        }

        _isDelayAmbiguous = _delay.Median is null && (delay < ShortestDelay || delay > LongestDelay);
        if (!_isDelayAmbiguous && Vote(count, second, report.BurstStart))
        {
            _delay.Add(delay);
        }
    }

    /// <summary>
    /// The edge that a burst belongs to: the one that makes its delay nearest to the usual, or else the last one within a second.
    /// </summary>
    private (long Count, NtpDuration Delay)? FindEdge(MonotonicTime burst)
    {
        for (int age = 0; _train.TryGet(age, out long count, out MonotonicTime at); age++)
        {
            NtpDuration delay = burst - at;
            if (delay >= NtpDuration.Zero
                && (_delay.Median is NtpDuration usual ? (delay - usual).Magnitude <= OneSecond.Half() : delay <= OneSecond))
            {
                return (count, delay);
            }
        }

        return null;
    }

    private void TakeEarlyReport()
    {
        if (_early is TimeReport report)
        {
            _early = null;
            if (FindEdge(report.BurstStart) is not null)
            {
                Vote(report);
            }
        }
    }

    /// <summary>Takes what TIM-TP said of an edge. Returns the correction of the second at which it fell.</summary>
    /// <remarks>
    /// The sign of qErr: counters that measure the pulse against a reference (start on the reference, stop on the pulse) get the smooth
    /// curve by adding it, so the pulse falls at the second minus qErr.
    /// </remarks>
    private NtpDuration TakeNextPulse(long count, MonotonicTime at)
    {
        if (_nextPulse is not PulseReport report || at < report.MessageStart)
        {
            return NtpDuration.Zero;
        }

        _nextPulse = null;
        if (at - report.MessageStart > OneSecond)
        {
            return NtpDuration.Zero;
        }

        if (Refusal is TimeRefusal.None && UtcOf(report) is PosixTime second)
        {
            Vote(count, second.RoundToSecond().WholeSeconds, at);
        }

        return NtpDuration.FromSeconds(-(report.QuantizationErrorPicoseconds ?? 0) * 1e-12);
    }

    private PosixTime? UtcOf(in PulseReport report)
    {
        int? ahead = report.IsUtc ? 0 : _leapSeconds;
        return report.UtcAvailable && ahead is int seconds
            ? PosixTime.FromSeconds(GpsEpoch + (report.Week * SecondsPerWeek) - seconds) + report.TimeOfWeek
            : null;
    }

    private bool Vote(long count, long second, MonotonicTime at)
    {
        _lastVouched = at;
        return _count.Vote(count, second);
    }

    private void UpdateState(MonotonicTime now)
    {
        bool pulse = _train.LastAt is MonotonicTime edge && now - edge <= LongestSilence;
        bool time = Refusal is TimeRefusal.None && _lastVouched is MonotonicTime vouched && now - vouched <= LongestSilence;
        State = !pulse ? PairingState.NoPulse
            : _train.IsAmbiguous ? PairingState.TwoPulsesASecond
            : time && MayLabel ? PairingState.Paired
            : _isDelayAmbiguous ? PairingState.AmbiguousDelay
            : !time ? PairingState.NoTime
            : _count.IsCounting ? PairingState.Disagreement
            : PairingState.Agreeing;
    }
}
