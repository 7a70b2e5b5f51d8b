using System;
using System.Collections.Generic;
using System.Linq;

namespace Nts.Gnss;

/// <summary>The tables of docs/receivers-captures.md against what the decoder, an independent scanner and gpsd make of the captures.</summary>
public sealed class CaptureDocumentTests
{
    private const int LongestHistory = 6;

    public static TheoryData<string> Names => [.. CaptureExpectation.All.Select(row => row.Capture.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Document_Bytes_AreWhatTheDecoderCounts(string name)
    {
        GnssCounters counters = CaptureOf(name).Decode().Counters;

        string refused = Counted(counters, IsRefusal);
        string[] row = [$"{counters.FedBytes}", Counted(counters, verdict => !IsRefusal(verdict) && verdict != GnssVerdict.LineEnd), refused];
        CaptureDocument.AssertRow("Bytes", name, row, refused is CaptureDocument.Nothing);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Document_Messages_AreThoseOfTheIndependentScanner(string name)
    {
        Dictionary<string, int> ours = CaptureCounts.Of(CaptureOf(name).Decode().Counters);
        Dictionary<string, int> theirs = CaptureCounts.Of(Capture.Readme(), name);

        string different = Listed(ours.Keys.Union(theirs.Keys).Where(kind => ours.GetValueOrDefault(kind) != theirs.GetValueOrDefault(kind)), theirs);
        string[] row = [Listed(ours.Keys.Where(IsUnderstood), ours), Listed(ours.Keys.Where(kind => !IsUnderstood(kind)), ours), different];
        CaptureDocument.AssertRow("Messages", name, row, different is CaptureDocument.Nothing);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Document_Times_AreOursAndThoseOfGpsd(string name)
    {
        List<string> ours = Summary(name).Times;
        List<string> gpsd = CaptureOf(name).Gpsd().Times;

        int common = ours.Intersect(gpsd).Count();
        string[] row =
        [
            ours.FirstOrDefault(CaptureDocument.Nothing), ours.LastOrDefault(CaptureDocument.Nothing),
            gpsd.FirstOrDefault(CaptureDocument.Nothing), gpsd.LastOrDefault(CaptureDocument.Nothing),
            $"{ours.Count}", $"{gpsd.Count}", $"{common}",
        ];
        CaptureDocument.AssertRow("Times", name, row, ours.Count == common && gpsd.Count == common);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Document_LeapSeconds_AreOursAndThoseOfGpsd(string name)
    {
        string ours = Joined(Summary(name).LeapSeconds.Select(count => $"{count}"));
        string gpsd = Joined(CaptureOf(name).Gpsd().LeapSeconds.Select(count => $"{count}"));

        CaptureDocument.AssertRow("Leap seconds", name, [ours, gpsd], ours == gpsd);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Document_Satellites_AreOursAndThoseOfGpsd(string name)
    {
        ReportSummary ours = Summary(name);
        GpsdDecode gpsd = CaptureOf(name).Gpsd();

        string[] row = [$"{ours.MostSeen}", $"{ours.MostUsed}", $"{gpsd.MostSeen}", $"{gpsd.MostUsed}"];
        CaptureDocument.AssertRow("Satellites", name, row, row[0] == row[2] && row[1] == row[3]);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Document_Fix_IsOursAndThatOfGpsd(string name)
    {
        string ours = History(Summary(name).Fixes);
        string gpsd = History(CaptureOf(name).Gpsd().Fixes);

        CaptureDocument.AssertRow("Fix", name, [ours, gpsd], ours == gpsd);
    }

    private static Capture CaptureOf(string name) => CaptureExpectation.All.Single(row => row.Capture.Name == name).Capture;

    private static ReportSummary Summary(string name) => new(CaptureOf(name).Decode().Reports);

    private static bool IsRefusal(GnssVerdict verdict) => verdict >= GnssVerdict.BadChecksum;

    private static bool IsUnderstood(string kind) => Enum.TryParse(kind, out MessageKind known) && known is not MessageKind.Other;

    private static string Counted(GnssCounters counters, Func<GnssVerdict, bool> choice) =>
        Joined(Enum.GetValues<GnssVerdict>().Where(verdict => choice(verdict) && counters.Frames(verdict) > 0)
            .Select(verdict => $"{verdict} {counters.Frames(verdict)} ({counters.Bytes(verdict)} B)"));

    private static string Listed(IEnumerable<string> kinds, Dictionary<string, int> counts) =>
        Joined(kinds.Select(kind => $"{kind} {counts.GetValueOrDefault(kind)}"));

    private static string Joined(IEnumerable<string> parts) => string.Join(", ", parts) is { Length: > 0 } text ? text : CaptureDocument.Nothing;

    // How it changed; where it changes often, in how many of the reports it was what.
    private static string History(List<string> states)
    {
        string[] changes = [.. states.Where((state, index) => index == 0 || states[index - 1] != state)];
        return changes.Length <= LongestHistory
            ? Joined(changes)
            : Joined(states.GroupBy(state => state).OrderBy(group => group.Key).Select(group => $"{group.Count()} × {group.Key}"));
    }
}
