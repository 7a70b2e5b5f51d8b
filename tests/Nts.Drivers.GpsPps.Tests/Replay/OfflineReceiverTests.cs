using System;
using System.Buffers;
using System.IO;
using System.Linq;
using Nts.Discipline;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Recordings;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Replay;

public sealed class OfflineReceiverTests
{
    [Theory]
    [InlineData(70)]
    [InlineData(510)]
    [InlineData(900)]
    public void Run_RecordingOfAReceiver_GivesTheSameLabels(int delay)
    {
        RecordingTap tap = new(ReceiverBench.StartMonotonic);
        SimulatorOptions options = new() { SerialDelay = NtpDuration.FromMilliseconds(delay), MissingPulses = 0.1 };
        ReceiverBench bench = new ReceiverBench(options, tap: tap).Run(60);
        Recording recording = RecordingReader.Read(tap.File());
        RecordingListener listener = Replay(recording);

        Assert.Null(recording.Damage);
        Assert.True(bench.Listener.Pulses.Count > 40);
        Assert.Equal(
            bench.Listener.Pulses.Select(p => (p.Second, p.Edge.Sequence, p.Edge.At - ReceiverBench.StartMonotonic)),
            listener.Pulses.Select(p => (p.Second, p.Edge.Sequence, p.Edge.At - default(MonotonicTime))));
        Assert.Equal(bench.Listener.States, listener.States);
    }

    // The first and the last time in gpsd's decode of the same bytes, and the second after it.
    [SkippableTheory]
    [InlineData("u-blox-m8t-time.log", "2021-02-23T18:04:30Z", "2021-02-23T18:07:00Z", 120)]
    [InlineData("meinberg-gps164.log", "2023-12-18T22:09:52Z", "2023-12-18T22:11:21Z", 55)]
    [InlineData("quectel-l76k-nmea.log", "2026-08-05T05:52:34Z", "2026-08-05T05:53:04Z", 20)]
    [InlineData("ublox-neo-m9n-nmea.log", "2020-07-11T22:37:45Z", "2020-07-11T22:38:46Z", 40)]
    [InlineData("mt3339.log", "2015-04-13T20:26:40Z", "2015-04-13T20:27:10Z", 15)]
    [InlineData("ublox-8.log", "2017-01-10T00:09:41Z", "2017-01-10T00:10:53Z", 5)]
    [InlineData("isync.log", "2016-02-03T13:15:19Z", "2016-02-03T13:15:31Z", 4)]
    [InlineData("firefly-II.log", "2010-07-08T00:59:47Z", "2010-07-08T01:00:10Z", 15)]
    public void Run_Capture_LabelsPulsesWithItsTimes(string name, string first, string last, int pulses)
    {
        Recording recording = CaptureImport.Import(Capture(name), new CaptureOptions());
        RecordingListener listener = Replay(recording);

        Assert.True(listener.Pulses.Count >= pulses, $"{listener.Pulses.Count} pulses: {string.Join("; ", listener.Health.Select(h => h.Reason))}");
        PosixTime start = RecordedDate.Of(recording)!.Value;
        Assert.All(listener.Pulses, p =>
        {
            Assert.Equal(start + (p.Edge.At - default(MonotonicTime)), p.Second.RoundToSecond());
            Assert.InRange(p.Second.RoundToSecond().WholeSeconds, Seconds(first), Seconds(last));
        });
    }

    [Fact]
    public void Run_AnyRecording_IsMarkedAsAReplay()
    {
        RecordingListener listener = Replay(new Recording([new(RecordedKind.Bytes, default) { Bytes = new byte[1] }, new(RecordedKind.Note, MonotonicTime.FromNanoseconds(20_000_000_000))]));

        Assert.NotEmpty(listener.Health);
        Assert.All(listener.Health, h => Assert.StartsWith("replay of a recording", h.Simulation, StringComparison.Ordinal));
    }

    private static RecordingListener Replay(Recording recording)
    {
        RecordingListener listener = new();
        ReplayTime time = new();
        new OfflineReceiver(recording, time, new ReplayClock(time, RecordedDate.ClockAtStart(recording)), listener).Run(() => { });
        return listener;
    }

    private static long Seconds(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();

    private static byte[] Capture(string name)
    {
        const string Folder = "shared/data/gps";
        string? folder = Environment.GetEnvironmentVariable("NTS_GPS_CAPTURES");
        for (DirectoryInfo? ancestor = new(AppContext.BaseDirectory); folder is null && ancestor is not null; ancestor = ancestor.Parent)
        {
            string candidate = Path.Combine(ancestor.FullName, Folder);
            folder = Directory.Exists(candidate) ? candidate : null;
        }

        Skip.If(folder is null, $"no receiver captures: no {Folder} beside the repository and NTS_GPS_CAPTURES is not set");
        return File.ReadAllBytes(Path.Combine(folder!, name));
    }

    private sealed class RecordingTap : IReceiverTap
    {
        private readonly ArrayBufferWriter<byte> _output = new();
        private readonly RecordingWriter _writer;
        private MonotonicTime _last;

        public RecordingTap(MonotonicTime start)
        {
            _writer = new RecordingWriter(_output, start);
            _last = start;
        }

        public void OnBytes(ReadOnlySpan<byte> bytes, MonotonicTime arrivedAt) => _writer.WriteBytes(_last = arrivedAt, bytes);

        public void OnEdge(in PulseEdge edge) => _writer.WriteEdge(edge);

        public void OnNote(MonotonicTime at, string text) => _writer.WriteNote(at, text);

        public byte[] File()
        {
            _writer.WriteEnd(_last);
            return _output.WrittenSpan.ToArray();
        }
    }
}
