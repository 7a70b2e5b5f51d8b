using System;
using System.Linq;
using System.Text;
using Nts.Drivers.GpsPps.Setup;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>The simulator's bytes against our decoder. Against decoders of others: <see cref="ForeignDecoderTests"/>.</summary>
public sealed class SimulatedBurstTests
{
    private const long Second = 1_795_000_000;

    [Fact]
    public void Compose_WithFix_DecodesWithoutAnUnexplainedByte()
    {
        (RecordingGnssListener heard, GnssCounters counters) = Decode(Burst(hasFix: true));

        long explained = counters.Bytes(GnssVerdict.Nmea) + counters.Bytes(GnssVerdict.Ubx) + counters.Bytes(GnssVerdict.LineEnd);
        Assert.Equal(counters.FedBytes, explained);
        Assert.Equal([MessageKind.NavPvt, MessageKind.NavTimeUtc, MessageKind.Rmc, MessageKind.Zda], heard.Times.Select(t => t.Kind));
        Assert.All(heard.Times, t => Assert.True(t.Valid && t.Utc.RoundToSecond() == PosixTime.FromSeconds(Second)));
        Assert.All(heard.Fixes, f => Assert.NotEqual(FixKind.None, f.Fix));
        Assert.Equal(8, heard.Satellites.Count);
        LeapReport leap = Assert.Single(heard.Leaps);
        Assert.Equal((18, LeapSource.Gps, 0), (leap.CurrentLeapSeconds, leap.Source, leap.NextChange));
        PulseReport pulse = Assert.Single(heard.Pulses);
        Assert.Equal(PosixTime.FromSeconds(Second + 1), PosixTime.FromSeconds(315_964_800 + (pulse.Week * 604_800L)) + pulse.TimeOfWeek);
        Assert.Equal(-4321, pulse.QuantizationErrorPicoseconds);
    }

    [Fact]
    public void Compose_WithoutFix_NoMessageClaimsOne()
    {
        (RecordingGnssListener heard, _) = Decode(Burst(hasFix: false));

        Assert.Equal(3, heard.Fixes.Count);
        Assert.All(heard.Fixes, f => Assert.Equal(FixKind.None, f.Fix));
        Assert.All(heard.Times.Where(t => t.Kind is MessageKind.Rmc or MessageKind.Zda), t => Assert.False(t.Valid));
    }

    [Fact]
    public void Compose_FiveSeconds_AnnouncesTheSimulationInBothProtocols()
    {
        string sent = string.Concat(Enumerable.Range(0, 5).Select(i => Encoding.Latin1.GetString(Burst(hasFix: true, Second + i))));

        Assert.Contains("$GPTXT,01,01,02,SIMULATED RECEIVER*", sent, StringComparison.Ordinal);
        Assert.Contains("\u00b5\u0062\u000a\u0004\u0082\u0000SIMULATED RECEIVER\0", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Compose_LeapSecondToCome_AnnouncesIt(int change)
    {
        LeapSchedule leap = new(change, PosixTime.FromSeconds(Second + 600), default);
        SimulatedSecond now = new(PosixTime.FromSeconds(Second), default(NtpDuration), 0, default(NtpDuration), HasFix: true);
        (RecordingGnssListener heard, _) = Decode(SimulatedBurst.Compose(now, now, new SimulatedUblox(new SimulatorOptions { Leap = leap })));
        LeapReport report = Assert.Single(heard.Leaps);
        Assert.Equal((18, change, NtpDuration.FromSeconds(600)), (report.CurrentLeapSeconds, report.NextChange, report.TimeToEvent));
    }

    [Theory]
    [InlineData(9, AntennaState.Ok, true)]
    [InlineData(10, AntennaState.Open, false)]
    [InlineData(19, AntennaState.Open, false)]
    [InlineData(20, AntennaState.Ok, true)]
    public void Compose_AntennaIsCutForATime_SaysSoWithoutFixAndPulse(int after, AntennaState antenna, bool isWell)
    {
        SimulatorOptions options = new() { Outages = [new(SimulatedOutageKind.NoAntenna, NtpDuration.FromSeconds(10), NtpDuration.FromSeconds(10))] };
        SimulatedScript script = new(options, PosixTime.FromSeconds(Second));
        SimulatedUblox settings = new(options);
        settings.Answer(UbxFrame.Build(0x06, 0x01, [0x0a, 0x38, 1]));
        SimulatedSecond now = script.At(Second + after);
        (RecordingGnssListener heard, _) = Decode(SimulatedBurst.Compose(now, script.At(Second + after + 1), settings));
        Assert.Equal(isWell, now.EdgeLateness is not null);
        Assert.All(heard.Fixes, fix => Assert.Equal(isWell, fix.Fix is not FixKind.None));
        Assert.Equal(antenna, Assert.Single(heard.Radios).Antenna);
    }

    internal static byte[] Burst(bool hasFix, long second = Second)
    {
        SimulatedSecond now = new(PosixTime.FromSeconds(second), default(NtpDuration), 1234, default(NtpDuration), hasFix);
        return SimulatedBurst.Compose(now, now with { Second = PosixTime.FromSeconds(second + 1), QuantizationError = -4321 });
    }

    private static (RecordingGnssListener Heard, GnssCounters Counters) Decode(byte[] bytes)
    {
        RecordingGnssListener heard = new();
        GnssDecoder decoder = new(heard, PosixTime.FromSeconds(Second));
        decoder.Feed(bytes, MonotonicTime.FromNanoseconds(1));
        decoder.Finish();
        return (heard, decoder.Counters);
    }
}
