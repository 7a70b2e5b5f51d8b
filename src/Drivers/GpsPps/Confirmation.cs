using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>A second source for the time of a receiver that cannot say whether it knows UTC, as is all NMEA.</summary>
/// <remarks>
/// After a cold start such a receiver counts leap seconds by a constant until the satellites have told it, and nothing in its sentences
/// shows that. So its time is held back until this machine's clock agrees, which the network, a battery-backed clock or an earlier confirmed
/// time has set; or until it has had a fix for as long as the satellites take to tell everything.
/// </remarks>
/// <param name="notBefore">A clock that reads less was set by nobody.</param>
/// <param name="secondsToAgree">Consecutive agreeing seconds after which the clock is no longer asked.</param>
internal sealed class Confirmation(PosixTime notBefore, int secondsToAgree)
{
    private static readonly NtpDuration Agreement = NtpDuration.FromMilliseconds(500);
    private static readonly NtpDuration LongestSilence = NtpDuration.FromSeconds(5);
    private static readonly NtpDuration Jump = NtpDuration.FromMilliseconds(900);

    private (PosixTime Utc, MonotonicTime At)? _last;
    private MonotonicTime _since;
    private PosixTime _lastCounted;
    private int _agreed;

    /// <summary>For so long the receiver must have had its fix without a break: in 12.5 minutes a GPS satellite tells everything once.</summary>
    public static NtpDuration TrackingToBelieve { get; } = NtpDuration.FromSeconds(750);

    /// <summary>For so long it has.</summary>
    public NtpDuration Tracked { get; private set; }

    /// <summary>The receiver's time minus this machine's clock at the last message; null while nobody has set the clock.</summary>
    public NtpDuration? AheadOfClock { get; private set; }

    /// <summary>Believed for good, until <see cref="Clear"/>.</summary>
    public bool IsLasting => _agreed >= secondsToAgree || Tracked >= TrackingToBelieve;

    /// <summary>Starts anew: the receiver lost its fix, its word, or is another one.</summary>
    public void Clear()
    {
        _last = null;
        _agreed = 0;
        Tracked = NtpDuration.Zero;
    }

    /// <summary>Judges a statement of a receiver that has a fix and no fault.</summary>
    /// <param name="report">The statement, its date mended.</param>
    /// <param name="local">What this machine's clock read at the moment that it states.</param>
    /// <param name="table">How far GPS time is ahead of UTC.</param>
    public TimeRefusal Judge(in TimeReport report, in LocalReading local, LeapSecondTable table)
    {
        Track(report);
        AheadOfClock = local.Time >= notBefore ? report.Utc - local.Time : null;
        bool agrees = AheadOfClock is NtpDuration ahead && ahead.Magnitude <= Agreement + local.Uncertainty;
        if (!IsLasting && local.IsByPulse && report.Utc.RoundToSecond() != _lastCounted)
        {
            _lastCounted = report.Utc.RoundToSecond();
            _agreed = agrees ? _agreed + 1 : 0;
        }

        // Waiting does not help here: the satellites told long ago, and the clock says that it was not heeded.
        return _agreed < secondsToAgree && LooksLikeGpsTime(report.Utc, table) ? TimeRefusal.GpsTimeForUtc
            : IsLasting || agrees ? TimeRefusal.None
            : TimeRefusal.Unconfirmed;
    }

    private bool LooksLikeGpsTime(PosixTime utc, LeapSecondTable table) =>
        AheadOfClock is NtpDuration ahead && table.GpsMinusUtcAt(utc) is int leapSeconds
        && (ahead - NtpDuration.FromSeconds(leapSeconds)).Magnitude <= Agreement;

    /// <summary>Counts for how long time has run on without a break or a jump.</summary>
    private void Track(in TimeReport report)
    {
        (PosixTime utc, MonotonicTime at) = _last ?? (report.Utc, report.BurstStart);
        bool isSilent = _last is null || report.BurstStart - at > LongestSilence;
        bool hasJumped = (report.Utc - utc - (report.BurstStart - at)).Magnitude > Jump;
        if (isSilent || (hasJumped && !IsLasting))
        {
            // A leap second is a jump, too, but one of a receiver that is believed already.
            Clear();
            _since = report.BurstStart;
        }

        _last = (report.Utc, report.BurstStart);
        Tracked = report.BurstStart - _since;
    }
}
