using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Decides whether the receiver's time is fit for use.</summary>
/// <remarks>What one message does not tell stays as the last message that told it: an RMC must not open what NAV-TIMEUTC closed.</remarks>
internal sealed class TimeGate(PosixTime notBefore)
{
    private bool _utcUnknown;
    private bool _firmwareLeapSeconds;
    private bool _noFix;
    private bool _notValid;
    private MonotonicTime _notValidBurst;

    /// <summary>The last decision.</summary>
    public TimeRefusal Refusal { get; private set; } = TimeRefusal.NothingYet;

    /// <summary>Takes the state of the fix in.</summary>
    public void OnFix(FixKind fix)
    {
        _noFix = fix is FixKind.None or FixKind.DeadReckoning;
        if (_noFix && Refusal is TimeRefusal.None)
        {
            Refusal = TimeRefusal.NoFix;
        }
    }

    /// <summary>Takes the source of the leap seconds in.</summary>
    public void OnLeap(in LeapReport report)
    {
        _firmwareLeapSeconds = report.Source is LeapSource.FirmwareDefault || report.CurrentLeapSeconds is null;
        if (_firmwareLeapSeconds && Refusal is TimeRefusal.None)
        {
            Refusal = TimeRefusal.FirmwareLeapSeconds;
        }
    }

    /// <summary>Judges a statement of the time.</summary>
    public TimeRefusal Judge(in TimeReport report)
    {
        _utcUnknown = report.UtcKnown is bool known ? !known : _utcUnknown;
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

        Refusal = _noFix ? TimeRefusal.NoFix
            : _utcUnknown ? TimeRefusal.UtcUnknown
            : _notValid ? TimeRefusal.NotValid
            : _firmwareLeapSeconds ? TimeRefusal.FirmwareLeapSeconds
            : report.Utc < notBefore ? TimeRefusal.BeforeRelease
            : TimeRefusal.None;
        return Refusal;
    }
}
