using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Recordings;

public sealed class CaptureImportTests
{
    [Fact]
    public void Import_TwoEpochs_GoOutAfterTheirPulses()
    {
        string capture = Sentence("GPGSV,1,1,00") + Rmc("120000.00") + Sentence("GPZDA,120000.00,22,08,2026,00,00") + Rmc("120001.00");
        Recording recording = CaptureImport.Import(Encoding.ASCII.GetBytes("# a comment\n" + capture), new CaptureOptions { BaudRate = 9600 });

        Assert.Equal([1.0, 2.0], Times(recording, RecordedKind.Edge));
        RecordedEvent[] bytes = [.. recording.Events.Where(e => e.Kind is RecordedKind.Bytes)];
        Assert.Equal(1.12, Seconds(bytes[0]), 6);
        Assert.Equal(1.12 + (16 * 10 / 9600.0), Seconds(bytes[1]), 6);
        Assert.StartsWith("$GPGSV", bytes[0].Text, System.StringComparison.Ordinal);
        RecordedEvent second = bytes.First(e => Seconds(e) > 2);
        Assert.Equal(2.12, Seconds(second), 6);
        Assert.StartsWith("$GPRMC,120001", second.Text, System.StringComparison.Ordinal);
        Assert.Equal(capture, string.Concat(bytes.Select(e => e.Text)));
    }

    [Fact]
    public void Import_EpochsWithinASecond_GetOnePulse()
    {
        string capture = string.Concat(Enumerable.Range(0, 11).Select(i => Rmc($"1200{i / 5:00}.{i % 5 * 2}00")));
        Recording recording = CaptureImport.Import(Encoding.ASCII.GetBytes(capture), new CaptureOptions());

        Assert.Equal([1.0, 2.0, 3.0], Times(recording, RecordedKind.Edge));
        RecordedEvent half = recording.Events.First(e => e.Text.StartsWith("$GPRMC,120000.4", System.StringComparison.Ordinal));
        Assert.Equal(1.52, Seconds(half), 6);
    }

    [Fact]
    public void Import_TimeThatJumps_GoesOnWithTheNextSecond()
    {
        string capture = Rmc("120000.000") + Rmc("120001.000") + Rmc("184510.020") + Rmc("184511.020");
        Recording recording = CaptureImport.Import(Encoding.ASCII.GetBytes(capture), new CaptureOptions());

        Assert.Equal([1.0, 2.0, 3.0, 4.0], Times(recording, RecordedKind.Edge));
        Assert.Equal(3.14, Seconds(recording.Events.First(e => e.Text.StartsWith("$GPRMC,184510", System.StringComparison.Ordinal))), 6);
    }

    [Fact]
    public void Import_NoTimeAtAll_FollowsTheBaudRateWithoutPulses()
    {
        Recording recording = CaptureImport.Import(new byte[960], new CaptureOptions { BaudRate = 9600 });

        Assert.Empty(Times(recording, RecordedKind.Edge));
        Assert.Equal(1.12 + 1 - (16 * 10 / 9600.0), Seconds(recording.Events[^1]), 6);
    }

    // TIM-TP is sent first in its burst and tells of the next pulse: on the UTC base, 18 s behind the GPS time beside it.
    [SkippableFact]
    public void Import_CaptureOfATimingReceiver_PutsTimTpIntoTheRightSecond()
    {
        Recording recording = CaptureImport.Import(new Capture("u-blox-m8t-time.log", 137).Bytes(), new CaptureOptions());
        ReportRecorder reports = new();
        GnssDecoder decoder = new(reports, GnssDecoderTests.BuiltAt);
        foreach (RecordedEvent e in recording.Events.Where(e => e.Kind is RecordedKind.Bytes))
        {
            decoder.Feed(e.Bytes.Span, e.At);
        }

        // The first piece of the capture may be a part of an epoch.
        PosixTime start = reports.Times[2].Utc.RoundToSecond() - NtpDuration.FromNanoseconds(reports.Times[2].BurstStart.Nanoseconds);
        const long GpsEpoch = 315_964_800;
        Assert.True(reports.Pulses.Count > 150);
        Assert.All(reports.Pulses.Skip(1), pulse =>
        {
            PosixTime told = PosixTime.FromSeconds(GpsEpoch + (pulse.Week * 604_800L)) + pulse.TimeOfWeek;
            PosixTime next = start + NtpDuration.FromNanoseconds(pulse.MessageStart.Nanoseconds) + NtpDuration.FromSeconds(1);
            Assert.InRange((next - told).TotalSeconds, -0.3, 0.3);
        });
    }

    private static string Rmc(string time) => Sentence($"GPRMC,{time},V,,,,,,,220826,,,N");

    private static string Sentence(string body) => $"${body}*{GnssChecksum.ExclusiveOr(Encoding.ASCII.GetBytes(body)):X2}\r\n";

    private static double Seconds(RecordedEvent e) => e.At.Nanoseconds / 1e9;

    private static IEnumerable<double> Times(Recording recording, RecordedKind kind) => recording.Events.Where(e => e.Kind == kind).Select(Seconds);
}
