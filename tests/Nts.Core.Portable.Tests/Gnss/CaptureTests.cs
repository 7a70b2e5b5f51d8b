using System;
using System.Linq;

namespace Nts.Gnss;

public sealed class CaptureTests
{
    public static TheoryData<string> Names => [.. CaptureExpectation.All.Select(row => row.Capture.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Decode_WholeCapture_ExplainsEveryByte(string name)
    {
        GnssCounters counters = Row(name).Capture.Decode().Counters;

        Assert.Equal(Row(name).Capture.Bytes().Length, counters.FedBytes);
        Assert.Equal(counters.FedBytes, Enum.GetValues<GnssVerdict>().Sum(counters.Bytes));
        Assert.Equal(0, counters.PendingBytes);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Decode_WholeCapture_FindsTheFramesThatAnIndependentScannerFinds(string name)
    {
        CaptureExpectation row = Row(name);
        GnssCounters counters = row.Capture.Decode().Counters;

        Assert.Equal(row.Frames, CaptureExpectation.FrameColumns.Select(verdict => (int)counters.Frames(verdict)));
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Feed_ByteByByte_IsTheSameAsAllAtOnce(string name)
    {
        (ReportRecorder expected, GnssCounters whole) = Row(name).Capture.Decode();
        ReportRecorder reports = new();
        GnssDecoder decoder = new(reports, GnssDecoderTests.BuiltAt);

        foreach (byte value in Row(name).Capture.Bytes())
        {
            decoder.Feed([value], default);
        }

        decoder.Finish();
        Assert.Equal(expected.All, reports.All);
        foreach (GnssVerdict verdict in Enum.GetValues<GnssVerdict>())
        {
            Assert.Equal((verdict, whole.Bytes(verdict)), (verdict, decoder.Counters.Bytes(verdict)));
            Assert.Equal((verdict, whole.Frames(verdict)), (verdict, decoder.Counters.Frames(verdict)));
        }
    }

    private static CaptureExpectation Row(string name) => CaptureExpectation.All.Single(row => row.Capture.Name == name);
}
