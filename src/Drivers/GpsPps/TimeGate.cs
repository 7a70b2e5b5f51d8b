using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Decides whether the receiver's time is fit for use.</summary>
/// <remarks>
/// <para>What one message does not tell stays as the last message that told it: an RMC must not open what NAV-TIMEUTC closed.</para>
/// <para>It closes at once. Once it has been open it opens again only after <see cref="SecondsToReopen"/> consecutive good seconds, so that a
/// receiver at the edge of its reception gives no time rather than a time now and then.</para>
/// <para>An antenna that is measured as open or shorted closes nothing: it explains why there is no fix.</para>
/// </remarks>
internal sealed class TimeGate(PairingOptions options)
{
    /// <summary>Consecutive good seconds before it opens again.</summary>
    public const int SecondsToReopen = 5;

    private static readonly NtpDuration WholeSecondTolerance = NtpDuration.FromMilliseconds(100);

    private readonly WeekRollover _rollover = new(options.NotBefore);
    private readonly LeapEvidence _leap = new();
    private readonly Confirmation _confirmation = new(options.NotBefore, options.SecondsToAgree);
    private bool _noFix;
    private bool _isSpoofed;
    private bool _isJammed;
    private bool _isPulseUnlocked;
    private bool _notValid;
    private MonotonicTime _notValidBurst;
    private bool _hasClosed;
    private long _lastGoodSecond;

    /// <summary>The last decision.</summary>
    public TimeRefusal Refusal { get; private set; } = TimeRefusal.NothingYet;

    /// <summary>The last time that was used, mended, and when its message came; null before the first.</summary>
    public (PosixTime Utc, MonotonicTime At)? LastGood { get; private set; }

    /// <summary>Consecutive good seconds up to now, of <see cref="SecondsToReopen"/>; while <see cref="TimeRefusal.Settling"/>.</summary>
    public int GoodSeconds { get; private set; }

    /// <summary>The leap-second table.</summary>
    public LeapSecondTable LeapSeconds { get; set; } = options.LeapSeconds;

    /// <summary>The receiver's own count of leap seconds, GPS time minus UTC; null when it never stated one.</summary>
    public int? StatedLeapSeconds => _leap.Count;

    /// <summary>Of the 12.5 minutes after which a time without a witness is believed, those that have passed.</summary>
    public NtpDuration Tracked => _confirmation.Tracked;

    /// <summary>The receiver's time minus this machine's clock; null when it was not asked for, or nobody has set the clock.</summary>
    public NtpDuration? AheadOfClock => _confirmation.AheadOfClock;

    /// <summary>Weeks that are added to the receiver's date because its week number rolled over: 0, or a multiple of 1024.</summary>
    public int MendedWeeks => _rollover.MendedWeeks;

    /// <summary>What the last date before this program's release means if its week number rolled over; null when there was none.</summary>
    public PosixTime? LikelyTime => _rollover.Likely;

    private TimeRefusal Fault =>
        _isSpoofed ? TimeRefusal.Spoofed
        : _noFix ? TimeRefusal.NoFix
        : _isJammed ? TimeRefusal.Jammed
        : TimeRefusal.None;

    /// <summary>Takes the state of the fix in.</summary>
    public void OnFix(FixKind fix)
    {
        _noFix = fix is FixKind.None or FixKind.DeadReckoning;
        CloseOn(Fault);
    }

    /// <summary>Takes the state of the radio in.</summary>
    public void OnRadio(in RadioReport report)
    {
        _isSpoofed = report.Spoofing is SpoofingState spoofing ? spoofing is SpoofingState.Indicated or SpoofingState.Affirmed : _isSpoofed;
        _isJammed = report.Jamming is JammingState jamming ? jamming is JammingState.Critical : _isJammed;
        CloseOn(Fault);
    }

    /// <summary>Takes in what is said of the next pulse.</summary>
    public void OnPulseReport(in PulseReport report)
    {
        _isPulseUnlocked = report.IsUnlocked;
        CloseOn(_isPulseUnlocked ? TimeRefusal.PulseNotLocked : TimeRefusal.None);
    }

    /// <summary>Takes a statement about leap seconds in.</summary>
    public void OnLeap(in LeapReport report)
    {
        _leap.Take(report);
        if (report.Source is LeapSource.FirmwareDefault || report.CurrentLeapSeconds is null)
        {
            CloseOn(TimeRefusal.FirmwareLeapSeconds);
        }
    }

    /// <summary>Forgets all: what comes next may be another receiver.</summary>
    public void Forget()
    {
        _leap.Clear();
        _confirmation.Clear();
        _noFix = _isSpoofed = _isJammed = _isPulseUnlocked = _notValid = false;
        Decide(TimeRefusal.NothingYet, default);
    }

    /// <summary>Judges a statement of the time.</summary>
    /// <param name="report">The statement. If it is used, its date is mended where the week number rolled over.</param>
    /// <param name="local">What this machine's clock read at the moment that it states.</param>
    public TimeRefusal Judge(ref TimeReport report, in LocalReading local)
    {
        _leap.Take(report);
        if (!report.Valid)
        {
            _notValid = true;
            _notValidBurst = report.BurstStart;
        }
        else if (report.BurstStart != _notValidBurst)
        {
            // Not within the same burst: a ZDA that counts on does not outvote the RMC that gave up.
            _notValid = false;
        }

        if (!IsWholeSecond(report))
        {
            CloseOn(Fault is TimeRefusal.None && _notValid ? TimeRefusal.NotValid : Fault);
            return Refusal;
        }

        TimeRefusal refusal = Find(ref report, local);
        if (refusal is not (TimeRefusal.None or TimeRefusal.Unconfirmed or TimeRefusal.GpsTimeForUtc))
        {
            _confirmation.Clear();
        }

        Decide(refusal, report.Utc);
        LastGood = Refusal is TimeRefusal.None ? (report.Utc, report.BurstStart) : LastGood;
        return Refusal;
    }

    /// <summary>Whether a statement says which second it is: receivers may have several epochs a second.</summary>
    public static bool IsWholeSecond(in TimeReport report) => (report.Utc - report.Utc.RoundToSecond()).Magnitude <= WholeSecondTolerance;

    /// <summary>The moment of the next pulse as TIM-TP has it, mended like the date of the other messages.</summary>
    public PosixTime Mend(PosixTime utc) => _rollover.MendPulse(utc);

    private TimeRefusal Find(ref TimeReport report, in LocalReading local)
    {
        if (Fault is not TimeRefusal.None and TimeRefusal fault)
        {
            return fault;
        }

        if (!_leap.IsKnown)
        {
            return TimeRefusal.UtcUnknown;
        }

        if (_notValid)
        {
            return TimeRefusal.NotValid;
        }

        if (_isPulseUnlocked)
        {
            return TimeRefusal.PulseNotLocked;
        }

        if (_rollover.Mend(report, local.Time) is not PosixTime utc)
        {
            return TimeRefusal.BeforeRelease;
        }

        report = report with { Utc = utc };
        TimeRefusal leap = _leap.Judge(utc, LeapSeconds);
        return leap is not TimeRefusal.None || _leap.IsVouched ? leap : _confirmation.Judge(report, local, LeapSeconds);
    }

    private void CloseOn(TimeRefusal fault)
    {
        if (fault is not TimeRefusal.None && Refusal is TimeRefusal.None or TimeRefusal.Settling)
        {
            Decide(fault, default);
        }
    }

    private void Decide(TimeRefusal refusal, PosixTime utc)
    {
        if (refusal is not TimeRefusal.None)
        {
            _hasClosed |= Refusal is TimeRefusal.None;
            GoodSeconds = 0;
            Refusal = refusal;
            return;
        }

        long second = utc.RoundToSecond().WholeSeconds;
        if (second != _lastGoodSecond || GoodSeconds == 0)
        {
            GoodSeconds = second == _lastGoodSecond + 1 ? GoodSeconds + 1 : 1;
            _lastGoodSecond = second;
        }

        _hasClosed &= GoodSeconds < SecondsToReopen;
        Refusal = _hasClosed ? TimeRefusal.Settling : TimeRefusal.None;
    }
}
