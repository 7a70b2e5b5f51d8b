using System;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>What the receiver's messages say of its leap seconds, each of its own subject, held against the table.</summary>
internal sealed class LeapEvidence
{
    /// <summary>Around an event one message may be a moment ahead of another.</summary>
    private static readonly NtpDuration Margin = NtpDuration.FromSeconds(60);

    private ulong _unknownBy;
    private bool _canTell;
    private LeapReport? _leap;
    private int? _gpsCount;

    /// <summary>The count of leap seconds that the receiver stated last.</summary>
    public int? Count => _leap?.CurrentLeapSeconds ?? _gpsCount;

    /// <summary>No message says that UTC is not known.</summary>
    public bool IsKnown => _unknownBy == 0;

    /// <summary>The receiver can tell whether it knows UTC, and says that it does.</summary>
    public bool IsVouched => IsKnown && (_canTell || _leap is { CurrentLeapSeconds: not null, Source: not LeapSource.FirmwareDefault });

    /// <summary>Takes in what a statement of the time says of it.</summary>
    public void Take(in TimeReport report)
    {
        // Each kind of message for itself: NAV-TIMEGPS must not open what NAV-TIMEUTC closed.
        ulong kind = 1UL << (int)report.Kind;
        if (report.UtcKnown is bool known)
        {
            _canTell = true;
            _unknownBy = known ? _unknownBy & ~kind : _unknownBy | kind;
        }

        if (report.Kind is MessageKind.NavTimeGps)
        {
            _gpsCount = report.LeapSeconds;
        }
    }

    /// <summary>Takes a statement about leap seconds in.</summary>
    public void Take(in LeapReport report) => _leap = report;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _unknownBy = 0;
        _canTell = false;
        _leap = null;
        _gpsCount = null;
    }

    /// <summary>What is wrong with the receiver's leap seconds at a moment by its own word, or nothing.</summary>
    public TimeRefusal Judge(PosixTime utc, LeapSecondTable table) =>
        _leap is { Source: LeapSource.FirmwareDefault } or { CurrentLeapSeconds: null } ? TimeRefusal.FirmwareLeapSeconds
        : ContradictsTable(utc, table) || ContradictsItself(utc) ? TimeRefusal.LeapSecondsContradict
        : TimeRefusal.None;

    private bool ContradictsTable(PosixTime utc, LeapSecondTable table)
    {
        // A receiver that does not say where it has its count from must agree even with a table that has expired.
        bool mayKnowBetter = table.HasExpiredAt(utc) && _leap?.Source is not LeapSource.Unknown;
        return !mayKnowBetter && (Differs(_leap?.CurrentLeapSeconds) || Differs(_gpsCount));

        bool Differs(int? count) => count is int c && c != table.GpsMinusUtcAt(utc - Margin) && c != table.GpsMinusUtcAt(utc + Margin);
    }

    private bool ContradictsItself(PosixTime utc) =>
        _leap?.CurrentLeapSeconds is int stated && _gpsCount is int used && stated != used && !MayBeLeapSecond(utc);

    private static bool MayBeLeapSecond(PosixTime utc) =>
        DateTime.UnixEpoch.AddSeconds((utc + Margin).WholeSeconds) is { Day: 1 } late && late.TimeOfDay < TimeSpan.FromSeconds(2 * Margin.TotalSeconds);
}
