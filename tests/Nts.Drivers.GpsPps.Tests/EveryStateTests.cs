using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Drivers.Linux;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Every answer to "why is it not locked?", produced on purpose by a receiver's bytes and edges in virtual time.</summary>
public sealed class EveryStateTests
{
    private const int NoEntry = 2;
    private const int NoPermission = 13;
    private const int Busy = 16;
    private const int InputOutput = 5;

    private static readonly Dictionary<ReceiverState, Func<ReceiverBench>> Ways = new()
    {
        [ReceiverState.Stopped] = () => After(new ReceiverBench(new()).Run(2), logic => logic.OnStopped()),
        [ReceiverState.NoSuchPort] = () => PortFails(NoEntry),
        [ReceiverState.PortForbidden] = () => PortFails(NoPermission),
        [ReceiverState.PortHeld] = () => PortFails(Busy),
        [ReceiverState.PortUnavailable] = () => PortFails(InputOutput),
        [ReceiverState.Silent] = () => new ReceiverBench(Without(SimulatedOutageKind.NoMessages)).Run(10),
        [ReceiverState.Searching] = () => new ReceiverBench(new(), isFound: false) { Line = Garbled }.Run(3),
        [ReceiverState.ForeignProtocol] = () => Line(_ => SirfFrame(41, 4)).Run(10),
        [ReceiverState.Unintelligible] = () => Line(Garbled).Run(10),
        [ReceiverState.SettingUp] = () => new ReceiverBench(new(), isFound: false).Run(2),
        [ReceiverState.Spoofed] = () => Line(bytes => [.. bytes, .. SecSig(2)]).Run(10),
        [ReceiverState.AntennaShort] = () => NoFix(antenna: 3, jamming: 1),
        [ReceiverState.AntennaOpen] = () => NoFix(antenna: 4, jamming: 1),
        [ReceiverState.Jammed] = () => NoFix(antenna: 2, jamming: 3),
        [ReceiverState.NoFix] = () => new ReceiverBench(Without(SimulatedOutageKind.NoFix)).Run(10),
        [ReceiverState.NoTime] = () => Line(_ => Nmea("GPTXT,01,01,02,READY")).Run(10),
        [ReceiverState.TimeNotValid] = () => Line(_ => Nmea("GPGGA,041000.00,0000.00000,N,00000.00000,E,1,05,1.00,0.0,M,0.0,M,,", "GPRMC,041000.00,V,,,,,,,221126,,,N,V")).Run(10),
        [ReceiverState.UtcUnknown] = () => Line(bytes => UbxPatch.Change(bytes, 0x01, 0x21, payload => payload[19] = 0x03)).Run(10),
        [ReceiverState.LeapSecondsUnknown] = () => Line(bytes => UbxPatch.Change(bytes, 0x01, 0x26, payload => payload[8] = 0)).Run(10),
        [ReceiverState.DateBeforeRelease] = () => new ReceiverBench(new(), pairing: new() { NotBefore = PosixTime.FromSeconds(1_900_000_000) }).Run(10),
        [ReceiverState.LeapSecondsContradict] = () => Line(bytes => UbxPatch.Change(bytes, 0x01, 0x26, payload => payload[9] = 17)).Run(10),
        [ReceiverState.GpsTimeForUtc] = () => new ReceiverBench(new()) { Line = NmeaAlone, SecondsAhead = 18 }.Run(10),
        [ReceiverState.TimeUnconfirmed] = () => new ReceiverBench(new()) { Line = NmeaAlone, SecondsAhead = 100 }.Run(70),
        [ReceiverState.TimeSettling] = () => new ReceiverBench(new() { Outages = [new(SimulatedOutageKind.NoFix, NtpDuration.FromSeconds(10), NtpDuration.FromSeconds(5))] }).Run(18),
        [ReceiverState.PulseNotLocked] = () => Line(bytes => UbxPatch.Change(bytes, 0x0d, 0x01, payload => payload[14] |= 0x20)).Run(10),
        [ReceiverState.NoPulseInput] = () => new ReceiverBench(Without(SimulatedOutageKind.NoPulse), hasPulseInput: false).Run(10),
        [ReceiverState.NoSuchPulseInput] = () => PulseFails(NoEntry),
        [ReceiverState.PulseForbidden] = () => PulseFails(NoPermission),
        [ReceiverState.PulseHeld] = () => PulseFails(Busy),
        [ReceiverState.PulseUnavailable] = () => PulseFails(InputOutput),
        [ReceiverState.NoPulse] = () => new ReceiverBench(Without(SimulatedOutageKind.NoPulse)).Run(10),
        [ReceiverState.FloatingPulse] = () => After(new ReceiverBench(new()).Run(10), logic => logic.OnNoEdge(new PulseSourceHealth { EdgesLastSecond = 100 })),
        [ReceiverState.TwoPulsesASecond] = () => new ReceiverBench(new()) { OtherEdgeAfter = NtpDuration.FromMilliseconds(100) }.Run(20),
        [ReceiverState.AmbiguousDelay] = () => new ReceiverBench(new() { SerialDelay = NtpDuration.FromMilliseconds(4), SerialJitter = default }) { Line = WithoutTimTp }.Run(10),
        [ReceiverState.BusyLine] = () => new ReceiverBench(new() { BaudRate = 9_600 }) { Line = bytes => [.. bytes, .. new byte[945 - bytes.Length]] }.Run(10),
        [ReceiverState.WitnessContradicts] = () => Witness(NtpDuration.FromSeconds(1)),
        [ReceiverState.PulseBesideSecond] = () => Witness(NtpDuration.FromMilliseconds(100)),
        [ReceiverState.Pairing] = () => Line(WithoutTimTp).Run(3),
        [ReceiverState.Disagreement] = Disagreement,
        [ReceiverState.Paired] = () => new ReceiverBench(new()).Run(60),
    };

    public static TheoryData<ReceiverState> States => [.. Enum.GetValues<ReceiverState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void Health_AfterWhatLeadsToAState_IsThatState(ReceiverState state) => Assert.Equal(state, Produce(state).State);

    [Theory]
    [MemberData(nameof(States))]
    public void NextStep_EveryState_IsGivenButWhenAllIsWell(ReceiverState state) =>
        Assert.Equal(state is ReceiverState.Stopped or ReceiverState.Paired, Produce(state).NextStep is null);

    [Fact]
    public void Page_OfAllStates_HasTheSentencesThatTheUserReads()
    {
        string[] table =
        [
            "| state | what the status says | the next thing to try |",
            "| --- | --- | --- |",
            .. Enum.GetValues<ReceiverState>().Select(Produce).Select(health => $"| `{Name(health.State)}` | {health.Reason} | {health.NextStep ?? ""} |"),
        ];
        Assert.Equal(table, TroubleshootingPage.Table("receiver states", table));
    }

    [Fact]
    public void Refused_EveryRefusal_HasItsState()
    {
        ReceiverState[] states = [.. Enum.GetValues<TimeRefusal>().Where(r => r is not (TimeRefusal.None or TimeRefusal.NotValid)).Select(Diagnosis.Refused)];
        Assert.DoesNotContain(ReceiverState.TimeNotValid, states);
    }

    [Fact]
    public void OnBytes_SilentPortOfALoginShell_NamesIt()
    {
        ReceiverBench bench = new(Without(SimulatedOutageKind.NoMessages), findHolder: port => port == "/dev/ttyTEST" ? "a login shell (agetty, process 512)" : null);
        ReceiverHealth health = bench.Run(10).Logic.Health;
        Assert.Equal(ReceiverState.PortHeld, health.State);
        Assert.Equal("/dev/ttyTEST is also used by a login shell (agetty, process 512)", health.Reason);
    }

    [Fact]
    public void OnBytes_PortThatWorks_IsNotAskedForItsHolder() =>
        new ReceiverBench(new(), findHolder: _ => throw new InvalidOperationException("asked")).Run(20);

    [Theory]
    [InlineData("", "check the antenna's plug")]
    [InlineData("21", "weak as indoors")]
    [InlineData("44", "wait: the signals are good")]
    public void NoFix_BySignal_HasAnotherNextStep(string signal, string step)
    {
        byte[] bytes = Nmea("GPGGA,,,,,,0,00,99.99,,,,,,", $"GPGSV,1,1,01,05,40,120,{signal},1");
        Assert.Contains(step, Line(_ => bytes).Run(3).Logic.Health.NextStep, StringComparison.Ordinal);
    }

    private static ReceiverHealth Produce(ReceiverState state) => Ways[state]().Logic.Health;

    private static ReceiverBench Line(Func<byte[], byte[]> line) => new(new()) { Line = line };

    private static byte[] Garbled(byte[] bytes) => [.. bytes.Select(b => unchecked((byte)(b * 37)))];

    private static byte[] WithoutTimTp(byte[] bytes) => UbxPatch.Without(bytes, 0x0d, 0x01);

    private static SimulatorOptions Without(SimulatedOutageKind kind) => new() { Outages = [new(kind, NtpDuration.Zero, NtpDuration.FromSeconds(1_000))] };

    private static ReceiverBench After(ReceiverBench bench, Action<ReceiverLogic> what)
    {
        what(bench.Logic);
        return bench;
    }

    private static ReceiverBench PortFails(int errno) =>
        After(new(new()), logic => logic.OnPortProblem(DeviceProblem.From(new LinuxException("open /dev/ttyTEST", errno))));

    private static ReceiverBench PulseFails(int errno) => After(
        new ReceiverBench(Without(SimulatedOutageKind.NoPulse)).Run(2),
        logic => logic.OnPulseInput(DeviceProblem.From(new LinuxException("open test pulse", errno))));

    private static ReceiverBench NoFix(byte antenna, byte jamming) =>
        new ReceiverBench(Without(SimulatedOutageKind.NoFix)) { Line = bytes => [.. bytes, .. MonRf(antenna, jamming)] }.Run(10);

    /// <summary>UBX-MON-RF with one block: 5 jamming state (0 unknown, 1 none, 3 critical), 6 antenna (2 good, 3 short, 4 open).</summary>
    private static byte[] MonRf(byte antenna, byte jamming)
    {
        byte[] payload = new byte[28];
        (payload[1], payload[5], payload[6]) = (1, jamming, antenna);
        return UbxPatch.Frame(0x0a, 0x38, payload);
    }

    /// <summary>UBX-SEC-SIG, version 1: 8 spoofing (bit 0 watched, bits 1 to 3 state: 1 none, 2 indicated).</summary>
    private static byte[] SecSig(int spoofing)
    {
        byte[] payload = new byte[12];
        (payload[0], payload[8]) = (1, (byte)(1 | (spoofing << 1)));
        return UbxPatch.Frame(0x27, 0x09, payload);
    }

    private static byte[] NmeaAlone(byte[] bytes) => bytes[bytes.AsSpan().IndexOf("$GP"u8)..];

    private static ReceiverBench Disagreement()
    {
        ReceiverBench bench = new ReceiverBench(new()).Run(10);
        bench.SecondsAhead = 1;
        return bench.Run(2);
    }

    private static ReceiverBench Witness(NtpDuration ahead)
    {
        TimeWitness witness = new(ReceiverBench.Start + ahead, ReceiverBench.ToMonotonic(ReceiverBench.Start), NtpDuration.FromMilliseconds(20));
        return new ReceiverBench(new(), pairing: new() { Witness = witness }).Run(10);
    }

    private static byte[] Nmea(params string[] sentences) => Encoding.ASCII.GetBytes(
        string.Concat(sentences.Select(s => $"${s}*{s.Aggregate(0, (sum, c) => sum ^ c):X2}\r\n")));

    private static byte[] SirfFrame(params byte[] payload) =>
        [0xa0, 0xa2, 0, (byte)payload.Length, .. payload, (byte)(payload.Sum(b => b) >> 8), (byte)payload.Sum(b => b), 0xb0, 0xb3];

    private static string Name(ReceiverState state) =>
        string.Concat(state.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
