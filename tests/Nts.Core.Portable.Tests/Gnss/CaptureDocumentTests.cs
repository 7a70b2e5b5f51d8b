using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Nts.Time;

namespace Nts.Gnss;

/// <summary>The tables of docs/receivers-captures.md against what the decoder and gpsd make of the captures.</summary>
public sealed class CaptureDocumentTests
{
    private const string Nothing = "–";

    public static TheoryData<string> Names => [.. CaptureExpectation.All.Select(row => row.Capture.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Document_BytesOfCapture_AreWhatTheDecoderCounts(string name)
    {
        Capture capture = CaptureExpectation.All.Single(row => row.Capture.Name == name).Capture;
        GnssCounters counters = capture.Decode().Counters;
        bool refuses = Enum.GetValues<GnssVerdict>().Any(verdict => IsRefusal(verdict) && counters.Frames(verdict) > 0);

        string[] row = RowOf(name, "Bytes");

        string[] expected =
        [
            counters.FedBytes.ToString(CultureInfo.InvariantCulture),
            Counted(counters, verdict => !IsRefusal(verdict) && verdict != GnssVerdict.LineEnd),
            Counted(counters, IsRefusal),
        ];
        Assert.Equal(expected, row[..3]);
        Assert.Equal(refuses, row[3] != Nothing);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Document_TimesOfCapture_AreOursAndThoseOfGpsd(string name)
    {
        Capture capture = CaptureExpectation.All.Single(row => row.Capture.Name == name).Capture;
        List<string> ours = [.. capture.Decode().Reports.Times.Where(report => report.Valid).Select(report => Milliseconds(report.Utc))];
        List<string> gpsd = capture.TimesOfGpsd();

        string[] row = RowOf(name, "Times");

        string[] expected = [ours.FirstOrDefault(Nothing), ours.LastOrDefault(Nothing), gpsd.FirstOrDefault(Nothing), gpsd.LastOrDefault(Nothing)];
        Assert.Equal(expected, row[..4]);
        Assert.Equal(expected[0] == expected[2] && expected[1] == expected[3], row[4] == Nothing);
    }

    private static bool IsRefusal(GnssVerdict verdict) => verdict >= GnssVerdict.BadChecksum;

    private static string Counted(GnssCounters counters, Func<GnssVerdict, bool> choice)
    {
        string text = string.Join(", ", Enum.GetValues<GnssVerdict>().Where(verdict => choice(verdict) && counters.Frames(verdict) > 0)
            .Select(verdict => $"{verdict} {counters.Frames(verdict)} ({counters.Bytes(verdict)} B)"));
        return text.Length == 0 ? Nothing : text;
    }

    // gpsd gives milliseconds.
    private static string Milliseconds(PosixTime time) =>
        (time + NtpDuration.FromNanoseconds(500_000)).ToString()[.."2026-01-01T00:00:00.000".Length] + "Z";

    private static string[] RowOf(string name, string section)
    {
        string document = Path.Combine(Capture.RepositoryRoot, "docs", "receivers-captures.md");
        IEnumerable<string> lines = File.ReadLines(document).SkipWhile(line => line != $"## {section}");
        string row = lines.First(line => line.StartsWith($"| {name} |", StringComparison.Ordinal));
        return [.. row.Split('|')[2..^1].Select(cell => cell.Trim())];
    }
}
