using System;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Decides which leap second is to come: by the table and the receiver together, or by the one that knows.</summary>
/// <remarks>
/// The table counts until it expires, the receiver when it has its word from the satellites. What they agree on, or one alone knows, is
/// scheduled. Where they contradict each other nothing is known: clients are not warned, and no pulse at that midnight is labelled.
/// </remarks>
internal sealed class LeapForecast
{
    private static readonly NtpDuration Day = NtpDuration.FromSeconds(86_400);

    /// <summary>Satellites learn of a leap second months before it. That they do not know of one is taken for a no so long before it.</summary>
    private static readonly NtpDuration Week = Day * 7;

    private LeapReport? _report;
    private (int Change, PosixTime At)? _announced;

    /// <summary>What is known.</summary>
    public LeapSchedule Schedule { get; private set; }

    /// <summary>Where table and receiver contradict each other; null when they do not.</summary>
    public LeapConflict? Conflict { get; private set; }

    /// <summary>Takes a statement about leap seconds in.</summary>
    public void Take(in LeapReport report)
    {
        if (report is { IsChangeFromSatellites: true, CurrentLeapSeconds: not null, TimeToEvent: not null })
        {
            _report = report;
        }
    }

    /// <summary>Decides anew.</summary>
    /// <param name="utc">The present time.</param>
    /// <param name="now">The same moment.</param>
    /// <param name="table">The leap-second table.</param>
    public void Decide(PosixTime utc, MonotonicTime now, LeapSecondTable table)
    {
        bool isFresh = _report is LeapReport report && now - report.MessageStart <= Day;
        Follow(utc, now, isFresh);
        LeapSchedule known = table.ScheduleAt(utc);
        Conflict = null;
        if (_announced is (int change, PosixTime at))
        {
            Schedule = known.ChangeAt(at) switch
            {
                int byTable when byTable != change => Contradict(known, at, byTable, change),
                null when known.Change == 0 || known.At > at => new LeapSchedule(change, at, Later(known.KnownUntil, at)),
                _ => known,
            };
        }
        else if (isFresh && known.Change != 0 && known.At > utc && known.At - utc <= Week)
        {
            Schedule = Contradict(known, known.At, known.Change, 0);
        }
        else
        {
            // The satellites announce nothing: not for the next day, whatever the table knows.
            Schedule = isFresh ? known with { KnownUntil = Later(known.KnownUntil, utc + Day) } : known;
        }
    }

    private static PosixTime Later(PosixTime one, PosixTime other) => one > other ? one : other;

    /// <summary>The month's first midnight that a moment means, which some seconds of delay have blurred; null when it means none.</summary>
    private static PosixTime? Midnight(PosixTime moment)
    {
        const int Blur = 5;
        DateTime late = DateTime.UnixEpoch.AddSeconds(moment.RoundToSecond().WholeSeconds + Blur);
        return late.Day == 1 && late.TimeOfDay.TotalSeconds <= 2 * Blur
            ? PosixTime.FromSeconds((long)(late.Date - DateTime.UnixEpoch).TotalSeconds)
            : null;
    }

    /// <summary>Keeps what the receiver announced until a day after it has come.</summary>
    private void Follow(PosixTime utc, MonotonicTime now, bool isFresh)
    {
        if (isFresh && _report is { TimeToEvent: NtpDuration left } report)
        {
            bool isToCome = _announced is not (_, PosixTime last) || utc < last;
            if (report.NextChange != 0 && isToCome)
            {
                _announced = Midnight(utc + (left - (now - report.MessageStart))) is PosixTime at ? (report.NextChange, at) : null;
            }
            else if (isToCome)
            {
                _announced = null;
            }
        }

        if (_announced is (_, PosixTime past) && utc - past > Day)
        {
            _announced = null;
        }
    }

    private LeapSchedule Contradict(in LeapSchedule known, PosixTime at, int byTable, int byReceiver)
    {
        Conflict = new LeapConflict(at, byTable, byReceiver);
        return new LeapSchedule(0, default, known.KnownUntil < at ? known.KnownUntil : at) { IsDisputed = true };
    }
}
