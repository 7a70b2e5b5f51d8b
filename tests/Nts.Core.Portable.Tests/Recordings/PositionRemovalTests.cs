using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Recordings;

public sealed class PositionRemovalTests
{
    [Theory]
    [InlineData("$GNRMC,120000.00,A,4807.03800,S,01131.00000,W,022.4,084.4,230394,003.1,W,A*", "$GNRMC,120000.00,A,0000.00000,N,00000.00000,E,000.0,000.0,230394,000.0,E,A*")]
    [InlineData("$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,-545.4,M,46.9,M,,*", "$GPGGA,123519,0000.000,N,00000.000,E,1,08,0.9,0000.0,M,00.0,M,,*")]
    [InlineData("$GPGSV,1,1,02,02,28,259,33,05,77,012,*", "$GPGSV,1,1,02,02,00,000,33,05,00,000,*")]
    [InlineData("$GPZDA,201530.00,04,07,2026,00,00*", "$GPZDA,201530.00,04,07,2026,00,00*")]
    public void Apply_KnownSentence_LosesThePositionAlone(string sentence, string expected) =>
        Assert.Equal(WithChecksum(expected), Encoding.ASCII.GetString(Applied(Encoding.ASCII.GetBytes(WithChecksum(sentence)))));

    [Theory]
    [InlineData("$GPGLL,4807.038,N,01131.000,E,123519,A*")]
    [InlineData("$PUBX,00,123519,4807.03800,N,01131.00000,E,545.4,G3,2.1,2.0,0,0,0,,1,1,1,8,0,0*")]
    [InlineData("$GPTXT,01,01,02,at 4807.038N*")]
    public void Apply_OtherSentence_BecomesLineEnds(string sentence)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(WithChecksum(sentence));
        Assert.Equal(Enumerable.Repeat((byte)'\n', bytes.Length - 1), Applied(bytes)[..^1]);
    }

    [Fact]
    public void Apply_BrokenSentence_BecomesLineEnds() =>
        Assert.All(Applied("$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*00\r\n4807.038"u8.ToArray()), b => Assert.True(b is (byte)'\n' or (byte)'\r'));

    [Theory]
    [InlineData(0x01, 0x07, 92, new[] { 24, 39, 48, 67, 84, 91 })]
    [InlineData(0x01, 0x35, 8 + 24, new[] { 11, 15, 23, 27 })]
    [InlineData(0x0d, 0x04, 28, new[] { 4, 15 })]
    [InlineData(0x01, 0x3b, 40, new[] { 12, 26 })]
    [InlineData(0x01, 0x06, 52, new[] { 12, 23, 28, 39 })]
    [InlineData(0x01, 0x21, 20, new int[0])]
    public void Apply_KnownFrame_LosesThePositionAloneAndStaysWhole(byte group, byte number, int length, int[] gone)
    {
        byte[] payload = [.. Enumerable.Repeat((byte)0x55, length)];
        byte[] bytes = Applied(Frames.Ubx(group, number, payload));

        Assert.Equal(GnssVerdict.Ubx, FrameCutter.Cut(bytes).Verdict);
        for (int i = 0; i < length; i++)
        {
            bool isGone = gone.Chunk(2).Any(pair => i >= pair[0] && i <= pair[1]);
            Assert.True(bytes[6 + i] == (isGone ? 0 : 0x55), $"byte {i}");
        }
    }

    [Fact]
    public void Apply_OtherFrame_BecomesLineEnds() => // NAV-POSLLH
        Assert.All(Applied(Frames.Ubx(0x01, 0x02, new byte[28])), b => Assert.Equal((byte)'\n', b));

    [SkippableTheory]
    [InlineData("u-blox-m8t-time.log", 137)]
    [InlineData("ublox-zed-f9t-ubx_nmea_l5.log", 777)]
    [InlineData("mt3339.log", 0)]
    public void Apply_Capture_KeepsEveryReportOfTimeLeapAndFix(string name, int start)
    {
        Recording recording = CaptureImport.Import(new Capture(name, start).Bytes(), new CaptureOptions());
        Recording without = PositionRemoval.Apply(recording);

        ReportRecorder before = Decode(recording);
        ReportRecorder after = Decode(without);
        Assert.NotEmpty(before.Times);
        Assert.Equal(before.Times, after.Times);
        Assert.Equal(before.Pulses, after.Pulses);
        Assert.Equal(before.Leaps, after.Leaps);
        Assert.Equal(before.Fixes, after.Fixes);
        Assert.Equal(recording.Events.Select(e => (e.Kind, e.At, e.Bytes.Length)), without.Events.Skip(1).Select(e => (e.Kind, e.At, e.Bytes.Length)));
    }

    private static ReportRecorder Decode(Recording recording)
    {
        ReportRecorder reports = new();
        GnssDecoder decoder = new(reports, GnssDecoderTests.BuiltAt);
        foreach (RecordedEvent e in recording.Events.Where(e => e.Kind is RecordedKind.Bytes))
        {
            decoder.Feed(e.Bytes.Span, e.At);
        }

        return reports;
    }

    private static string WithChecksum(string sentence) =>
        $"{sentence}{GnssChecksum.ExclusiveOr(Encoding.ASCII.GetBytes(sentence[1..^1])):X2}\r";

    /// <summary>In two events, cut in the middle of the message.</summary>
    private static byte[] Applied(byte[] bytes)
    {
        List<RecordedEvent> events =
        [
            new(RecordedKind.Bytes, MonotonicTime.FromNanoseconds(1)) { Bytes = bytes.AsMemory(0, bytes.Length / 2) },
            new(RecordedKind.Bytes, MonotonicTime.FromNanoseconds(2)) { Bytes = bytes.AsMemory(bytes.Length / 2) },
        ];
        return [.. PositionRemoval.Apply(new Recording(events)).Events.Skip(1).SelectMany(e => e.Bytes.ToArray())];
    }
}
