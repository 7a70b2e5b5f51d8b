using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Mends dates that are a multiple of 1024 weeks in the past, but only with a witness.</summary>
/// <remarks>
/// The satellites number weeks with ten bits, and a firmware's guess at the rest ends on some day of its life: then the date falls back by
/// 1024 weeks. The same past may be a default date that means nothing, so a date alone proves nothing.
/// </remarks>
/// <param name="notBefore">No date before this one can be right.</param>
internal sealed class WeekRollover(PosixTime notBefore)
{
    private const int WeeksPerEra = 1024;
    private static readonly NtpDuration Era = NtpDuration.FromSeconds(WeeksPerEra * 7 * 86_400);
    private static readonly NtpDuration Day = NtpDuration.FromSeconds(86_400);
    private static readonly NtpDuration Fresh = NtpDuration.FromSeconds(5);

    private MessageKind? _mendedKind;
    private (PosixTime Utc, MonotonicTime At)? _witness;
    private PosixTime? _lastDate;

    /// <summary>Weeks that are added to dates of this receiver: 0, or a multiple of 1024.</summary>
    public int MendedWeeks { get; private set; }

    /// <summary>What the last date before the release means if its week number rolled over; null when there was none.</summary>
    public PosixTime? Likely { get; private set; }

    /// <summary>The moment that a valid report states, mended where that is called for and somebody agrees; null when nobody does.</summary>
    /// <param name="report">The statement.</param>
    /// <param name="local">What this machine's clock read at that moment.</param>
    public PosixTime? Mend(in TimeReport report, PosixTime local)
    {
        if (report.Utc >= notBefore)
        {
            _witness = (report.Utc, report.BurstStart);
            Remember(report.Kind, 0);
            return _lastDate = report.Utc;
        }

        (PosixTime likely, int eras) = Unrolled(report.Utc);
        Likely = likely;
        bool agrees = IsSameDay(local, likely)
            || (_witness is var (utc, at) && report.BurstStart - at <= Fresh && IsSameDay(utc, likely));
        Remember(report.Kind, agrees ? eras : 0);
        return agrees ? _lastDate = likely : null;
    }

    /// <summary>The moment that TIM-TP states, mended if it is about the day that the other messages have told.</summary>
    public PosixTime MendPulse(PosixTime utc)
    {
        (PosixTime likely, int eras) = Unrolled(utc);
        if (eras == 0 || _lastDate is not PosixTime date || !IsSameDay(date, likely))
        {
            return utc;
        }

        Remember(MessageKind.TimTp, eras);
        return likely;
    }

    private static bool IsSameDay(PosixTime one, PosixTime other) => (one - other).Magnitude <= Day;

    private (PosixTime Utc, int Eras) Unrolled(PosixTime utc)
    {
        int eras = 0;
        for (; utc < notBefore; utc += Era)
        {
            eras++;
        }

        return (utc, eras);
    }

    private void Remember(MessageKind kind, int eras)
    {
        // One kind of message may be right beside another that is not.
        if (eras > 0 || kind == _mendedKind)
        {
            _mendedKind = eras > 0 ? kind : null;
            MendedWeeks = eras * WeeksPerEra;
        }
    }
}
