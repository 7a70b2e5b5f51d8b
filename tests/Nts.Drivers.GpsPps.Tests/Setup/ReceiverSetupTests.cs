using System;
using System.Buffers.Binary;
using System.Linq;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Gnss;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>Finding a receiver and setting it up, in virtual time on a line that garbles what is sent at another rate.</summary>
public sealed class ReceiverSetupTests
{
    private static readonly int[] Rates = [4_800, 9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];

    private static SimulatorOptions Lost => new() { IsUnconfigured = true };

    public static TheoryData<int, string> RatesAndProtocols
    {
        get
        {
            TheoryData<int, string> data = [];
            foreach ((int rate, string protocol) in Rates.SelectMany(rate => (string[])["8.00", "18.00", "26.99", "27.00", "34.10"], (rate, protocol) => (rate, protocol)))
            {
                data.Add(rate, protocol);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(RatesAndProtocols))]
    public void OnBytes_WrongRateAndNoSettings_IsFoundAndSetUp(int rate, string protocol)
    {
        UbloxTalker ublox = new(Lost with { BaudRate = rate, Protocol = decimal.Parse(protocol, System.Globalization.CultureInfo.InvariantCulture) });
        SetupBench bench = new SetupBench(ublox).Until(b => b.Health.Setup is not null);

        Assert.InRange(bench.Elapsed, 0, 60);
        Assert.Equal(new ReceiverPlace("/dev/ttyTEST", Math.Max(rate, 115_200)), bench.Health.Place);
        Assert.Equal(bench.Health.Place!.BaudRate, ublox.BaudRate);
        Assert.Empty(bench.Health.Setup!.Unanswered);
        Assert.All((ushort[])[0x0107, 0x0120, 0x0121, 0x0126, 0x0d01], message => Assert.True(ublox.Settings.Sends(message, 1)));
        Assert.Contains(ReceiverState.Searching, bench.Listener.States);
        Assert.Contains(ReceiverState.SettingUp, bench.Listener.States);
    }

    [Fact]
    public void OnBytes_EighthGeneration_PulseIsAlignedToUtcAndSilentWhileUnlocked()
    {
        UbloxTalker ublox = SetUp(Lost with { Protocol = 18 });
        ReadOnlySpan<byte> pulse = ublox.Settings.Part(0x31);

        // 4 cable delay is theirs, 8 and 12 the periods, 16 and 20 the lengths, 28 flags.
        Assert.Equal(50, BinaryPrimitives.ReadInt16LittleEndian(pulse[4..]));
        Assert.Equal((1_000_000, 1_000_000), (BinaryPrimitives.ReadInt32LittleEndian(pulse[8..]), BinaryPrimitives.ReadInt32LittleEndian(pulse[12..])));
        Assert.Equal((0, 100_000), (BinaryPrimitives.ReadInt32LittleEndian(pulse[16..]), BinaryPrimitives.ReadInt32LittleEndian(pulse[20..])));
        Assert.Equal(0x77, BinaryPrimitives.ReadInt32LittleEndian(pulse[28..]));
        Assert.Equal(2, ublox.Settings.Part(0x24)[2]);
        Assert.Equal(1, ublox.Settings.Part(0x3d)[0]);
    }

    [Fact]
    public void OnBytes_NinthGeneration_PulseIsAlignedToUtcAndSilentWhileUnlocked()
    {
        SimulatedUblox settings = SetUp(Lost with { Protocol = 29.20m }).Settings;

        Assert.Equal((1_000_000u, 1_000_000u, 0u, 100_000u), (settings.Value(0x40050002), settings.Value(0x40050003), settings.Value(0x40050004), settings.Value(0x40050005)));
        Assert.All((uint[])[0x10050007, 0x10050008, 0x10050009, 0x1005000a, 0x1005000b], key => Assert.Equal(1u, settings.Value(key)));
        Assert.Equal((0u, 1u, 0u), (settings.Value(0x20050023), settings.Value(0x20050030), settings.Value(0x2005000c)));
        Assert.Equal((2u, 1_000u), (settings.Value(0x20110021), settings.Value(0x30210001)));
        Assert.Equal((1u, 3_600u, 30_000u), (settings.Value(0x20030001), settings.Value(0x40030010), settings.Value(0x40030011)));
    }

    [Theory]
    [InlineData(18)]
    [InlineData(29)]
    public void OnBytes_HoldsAPosition_NoSurveyIsBegun(int protocol)
    {
        UbloxTalker ublox = new(Lost with { Protocol = protocol });
        ublox.Settings.Answer(UbxFrame.Build(0x06, 0x3d, [2, .. new byte[27]]));
        ublox.Settings.Answer(UbxFrame.Build(0x06, 0x8a, [0, 1, 0, 0, 0x01, 0x00, 0x03, 0x20, 2]));
        new SetupBench(ublox).Until(b => b.Health.Setup is not null);

        Assert.Equal(2, protocol < 27 ? ublox.Settings.Part(0x3d)[0] : (int)ublox.Settings.Value(0x20030001));
    }

    [Fact]
    public void OnBytes_AllIsAsItShouldBe_PulseIsNotTouchedAgain()
    {
        UbloxTalker ublox = SetUp(Lost with { Protocol = 18 });
        SetupBench again = new SetupBench(ublox).Until(b => b.Health.Setup is not null);

        Assert.DoesNotContain(again.Written, w => w is [0xb5, 0x62, 0x06, 0x31, 32, ..]);
        Assert.DoesNotContain(again.Written, w => w is [0xb5, 0x62, 0x06, 0x3d, 28, ..]);
    }

    [Fact]
    public void OnBytes_MessageThatItDoesNotHave_IsReportedAsRefused() =>
        Assert.Equal(["SEC-SIG"], Bench(Lost).Health.Setup!.Refused);

    [Fact]
    public void OnBytes_ConfigurationIsForbidden_NotAByteIsWritten()
    {
        SetupBench bench = new SetupBench(new UbloxTalker(Lost with { BaudRate = 57_600 }), new ReceiverOptions("/dev/ttyTEST", null)).Run(30);

        Assert.Empty(bench.Written);
        Assert.Equal(new ReceiverPlace("/dev/ttyTEST", 57_600), bench.Health.Place);
        Assert.Null(bench.Health.Setup);
    }

    [Fact]
    public void OnBytes_FixedRate_IsNeitherSearchedNorRaised()
    {
        UbloxTalker ublox = new(Lost with { BaudRate = 9_600 });
        SetupBench bench = new SetupBench(ublox, new ReceiverOptions("/dev/ttyTEST", 9_600) { IsConfigured = true }).Until(b => b.Health.Setup is not null);

        Assert.Empty(bench.Rates);
        Assert.Equal(9_600, ublox.BaudRate);
        Assert.True(ublox.Settings.Sends(0x0107, 1));
    }

    [Fact]
    public void OnBytes_UsbReceiver_IsNotToldARate()
    {
        UbloxTalker ublox = new(Lost with { BaudRate = 9_600 });
        SetupBench bench = new SetupBench(ublox, isUsb: true).Until(b => b.Health.Setup is not null);
        Assert.Equal(9_600, ublox.BaudRate);
        Assert.Empty(bench.Rates);
    }

    [Fact]
    public void OnBytes_RateIsNotRaisedAfterAll_GoesBackAndSaysSo()
    {
        UbloxTalker ublox = new(Lost with { BaudRate = 9_600 }) { KeepsRate = true };
        SetupBench bench = new SetupBench(ublox).Until(b => b.Health.Setup is not null);

        Assert.Equal([115_200, 9_600, 115_200, 9_600], bench.Rates);
        Assert.Contains("UART baud rate", bench.Health.Setup!.Refused);
        Assert.Equal(9_600, bench.Health.Place!.BaudRate);
        Assert.True(ublox.Settings.Sends(0x0107, 1));
    }

    [Fact]
    public void OnBytes_ReceiverDoesNotHearUs_IsLeftAsItIs()
    {
        SetupBench bench = new(new UbloxTalker(Lost)) { IsCut = true };
        bench.Until(b => b.Health.Setup is not null);

        Assert.True(bench.Health.Setup!.IsLeftAsItIs);
        Assert.Equal(38_400, bench.Health.Place!.BaudRate);
        Assert.InRange(bench.Elapsed, 5, 30);
    }

    [Fact]
    public void OnBytes_ReceiverLosesPower_IsFoundAndSetUpAgain()
    {
        UbloxTalker ublox = new(Lost);
        SetupBench bench = new SetupBench(ublox).Until(b => b.Health.Setup is not null).Run(20);
        ublox.Settings.Reset();
        double lost = bench.Elapsed;
        bench.Until(b => b.Health.Place is null).Until(b => b.Health.Setup is not null);

        Assert.Equal(115_200, ublox.BaudRate);
        Assert.True(ublox.Settings.Sends(0x0d01, 1));
        Assert.InRange(bench.Elapsed - lost, 5, 60);
    }

    [Fact]
    public void OnBytes_ReceiverForgetsAtTheSameRate_IsSetUpAgain()
    {
        UbloxTalker ublox = new(Lost with { BaudRate = 115_200, FactoryBaudRate = 115_200 });
        SetupBench bench = new SetupBench(ublox).Until(b => b.Health.Setup is not null).Run(60);
        ublox.Settings.Reset();
        Assert.False(ublox.Settings.Sends(0x0107, 1));

        bench.Run(40);
        Assert.True(ublox.Settings.Sends(0x0107, 1));
    }

    [Fact]
    public void OnBytes_ReceiverNeverSendsWhatItAccepted_IsNotToldForEver()
    {
        UbloxTalker ublox = new(Lost);
        SetupBench bench = new SetupBench(ublox).Until(b => b.Health.Setup is not null);
        bench.Talker = new Deaf(ublox);
        int before = bench.Written.Count;
        bench.Run(3_600);

        // It rests 30 s at first, and twice as long each time.
        Assert.InRange((bench.Written.Count - before) / before, 4, 8);
    }

    [Fact]
    public void OnBytes_OnlyNoise_SaysSoAfterARoundAndAsksNothing()
    {
        Noise noise = new();
        SetupBench bench = new SetupBench(noise).Run(30);

        Assert.Equal(ReceiverState.Unintelligible, bench.Health.State);
        Assert.Contains("at any of 9 baud rates", bench.Health.Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Written);
    }

    [Fact]
    public void OnPortIdle_ReceiverSpeaksOnlyWhenAsked_IsFound()
    {
        UbloxTalker ublox = new(Lost with { BaudRate = 38_400 });
        SetupBench bench = new SetupBench(new Mute(ublox)).Until(b => b.Health.Place is not null, 120);

        Assert.Equal(38_400, bench.Health.Place!.BaudRate);
    }

    [Fact]
    public void OnPortIdle_AnyPortAndNobodySpeaks_LeavesSoon()
    {
        SetupBench bench = new SetupBench(new Mute(new UbloxTalker(Lost)), new ReceiverOptions(null, null)).Until(b => b.HasLeft);
        Assert.InRange(bench.Elapsed, 3, 6);
    }

    [Fact]
    public void FirstBaudRate_FoundBefore_IsTheOneOfThatPort()
    {
        ReceiverOptions options = new(null, null) { FoundBefore = new ReceiverPlace("/dev/ttyAMA0", 460_800) };
        ReceiverSetup setup = new(options, new GnssCounters());

        Assert.Equal((460_800, 9_600), (setup.FirstBaudRate("/dev/ttyAMA0"), setup.FirstBaudRate("/dev/ttyUSB0")));
    }

    [Fact]
    public void OnBytes_MediaTek_IsSetUpByItsOwnSentences()
    {
        SentenceTalker mediaTek = new(9_600)
        {
            Sends = { [""] = ["RMC", "GGA"], ["PMTK314"] = ["ZDA", "GSV"] },
            Answers =
            {
                ["PMTK605"] = ["PMTK705,AXN_2.31_3339_13101700,5632,PA6H,1.0"], ["PMTK314"] = ["PMTK001,314,3"], ["PMTK220"] = ["PMTK001,220,3"], ["PMTK285"] = ["PMTK001,285,1"],
            },
            Rates = { ["PMTK251,115200"] = 115_200 },
        };
        SetupBench bench = new SetupBench(mediaTek).Until(b => b.Health.Setup is not null);

        Assert.Equal(115_200, bench.Health.Place!.BaudRate);
        Assert.Equal(3, bench.Health.Setup!.Accepted);
        Assert.Equal(["PMTK285"], bench.Health.Setup.Refused);
        Assert.Equal(["PMTK255"], bench.Health.Setup.Unanswered);
        Assert.Contains("PMTK314,0,1,0,1,1,1,0,0,0,0,0,0,0,0,0,0,0,1,0", mediaTek.Commands);
        Assert.Equal(ReceiverMaker.MediaTek, bench.Health.Identity!.Maker);
    }

    [Fact]
    public void OnBytes_Casic_IsSetUpByItsOwnSentencesAndProvedByItsZda()
    {
        SentenceTalker casic = new(9_600)
        {
            Sends = { [""] = ["RMC", "GGA"], ["PCAS03"] = ["ZDA", "GSV"] },
            Answers = { ["PCAS06,0"] = ["GPTXT,01,01,02,SW=URANUS5,V5.3.0.0"] },
            Rates = { ["PCAS01,5"] = 115_200 },
        };
        SetupBench bench = new SetupBench(casic).Until(b => b.Health.Setup is not null);

        Assert.Equal(ReceiverMaker.Casic, bench.Health.Identity!.Maker);
        Assert.Equal(3, bench.Health.Setup!.Accepted);
        Assert.Equal(115_200, bench.Health.Place!.BaudRate);
        Assert.Contains("PCAS03,1,0,1,1,1,0,1,1", casic.Commands);
    }

    private static SetupBench Bench(SimulatorOptions options) => new SetupBench(new UbloxTalker(options)).Until(b => b.Health.Setup is not null);

    private static UbloxTalker SetUp(SimulatorOptions options)
    {
        UbloxTalker ublox = new(options);
        new SetupBench(ublox).Until(b => b.Health.Setup is not null);
        return ublox;
    }

    /// <summary>Obeys in words, and sends what it sent at the start.</summary>
    private sealed class Deaf(UbloxTalker ublox) : ITalker
    {
        private readonly UbloxTalker _unchanged = new(Lost);

        public int BaudRate => ublox.BaudRate;

        public byte[] Burst(long second) => _unchanged.Burst(second);

        public (byte[] Reply, int NextBaudRate) Answer(ReadOnlySpan<byte> bytes) => ublox.Answer(bytes);

        public void ChangeRate(int rate) => ublox.ChangeRate(rate);
    }

    /// <summary>Answers, and says nothing by itself.</summary>
    private sealed class Mute(UbloxTalker ublox) : ITalker
    {
        public int BaudRate => ublox.BaudRate;

        public byte[] Burst(long second) => [];

        public (byte[] Reply, int NextBaudRate) Answer(ReadOnlySpan<byte> bytes) => ublox.Answer(bytes);

        public void ChangeRate(int rate) => ublox.ChangeRate(rate);
    }

    /// <summary>No receiver at all.</summary>
    private sealed class Noise : ITalker
    {
        private readonly Random _random = new(1);

        public int BaudRate => 9_600;

        public byte[] Burst(long second)
        {
            byte[] bytes = new byte[300];
            _random.NextBytes(bytes);
            return bytes;
        }

        public (byte[] Reply, int NextBaudRate) Answer(ReadOnlySpan<byte> bytes) => ([], BaudRate);

        public void ChangeRate(int rate) => throw new NotSupportedException();
    }
}
