using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Time;

namespace Nts.Gnss;

/// <summary>What the decoder made of a capture, in the same terms as <see cref="GpsdDecode"/>.</summary>
/// <param name="reports">All reports of it.</param>
public sealed class ReportSummary(ReportRecorder reports)
{
    // The message that tells most of the fix, if the receiver sends it.
    private static readonly MessageKind[] ByMerit = [MessageKind.NavPvt, MessageKind.NavSol, MessageKind.NavStatus, MessageKind.Gsa, MessageKind.Gga];

    /// <summary>All moments that the receiver vouches for, each once, in order, to the millisecond as gpsd gives them.</summary>
    public List<string> Times { get; } =
        [.. reports.Times.Where(report => report.Valid).Select(report => Milliseconds(report.Utc)).Distinct()];

    /// <summary>All counts of leap seconds that the receiver marks as known.</summary>
    public SortedSet<int> LeapSeconds { get; } =
        [.. reports.Times.Select(report => report.LeapSeconds).Concat(reports.Leaps.Select(report => report.CurrentLeapSeconds)).OfType<int>()];

    /// <summary>Satellites in the longest list; one that is listed once for each of its signals counts once.</summary>
    public int MostSeen => Lists().Select(list => list.DistinctBy(entry => (entry.Constellation, entry.Id)).Count()).DefaultIfEmpty().Max();

    /// <summary>The largest number of satellites used: by the lists that tell it, or else by all GSA of an epoch, or else by the fix.</summary>
    public int MostUsed => new[]
    {
        Lists().Select(list => list.Where(entry => entry.IsUsed is true).DistinctBy(entry => (entry.Constellation, entry.Id)).Count()).DefaultIfEmpty().Max(),
        Groups<FixReport>(fix => fix.Constellation is not null).Select(group => group.Sum(fix => fix.SatellitesUsed ?? 0)).DefaultIfEmpty().Max(),
        reports.Fixes.Max(fix => fix.SatellitesUsed) ?? 0,
    }.FirstOrDefault(count => count > 0);

    /// <summary>The fix of each report of the kind that tells most.</summary>
    public List<string> Fixes
    {
        get
        {
            MessageKind best = ByMerit.FirstOrDefault(kind => reports.Fixes.Any(report => report.MessageKind == kind));
            return [.. reports.Fixes.Where(report => report.MessageKind == best).Select(report => report.Fix switch
            {
                FixKind.TwoDimensional => "2D",
                FixKind.ThreeDimensional => "3D",
                FixKind.TimeOnly => "time",
                _ => "none",
            })];
        }
    }

    // gpsd gives milliseconds.
    private static string Milliseconds(PosixTime time) =>
        (time + NtpDuration.FromNanoseconds(500_000)).ToString()[.."2026-01-01T00:00:00.000".Length] + "Z";

    // UBX lists tell whether a satellite is used, GSV do not: the two number satellites differently and are not to be mixed.
    private IEnumerable<List<SatelliteReport>> Lists() =>
        Groups<(SatelliteReport Satellite, bool First)>(entry => entry.Satellite.IsUsed is null)
            .Concat(Groups<(SatelliteReport Satellite, bool First)>(entry => entry.Satellite.IsUsed is not null))
            .Select(group => group.Select(entry => entry.Satellite).ToList());

    // Reports of one kind that nothing else interrupted, which is one epoch's.
    private IEnumerable<List<T>> Groups<T>(Func<T, bool> choice)
    {
        List<T> group = [];
        foreach (object report in reports.All)
        {
            if (report is T one && choice(one))
            {
                group.Add(one);
            }
            else if (group.Count > 0)
            {
                yield return group;
                group = [];
            }
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }
}
