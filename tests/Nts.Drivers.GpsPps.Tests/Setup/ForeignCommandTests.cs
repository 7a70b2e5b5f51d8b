using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Gnss;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>Our commands beside those that others build or print, and our reading of answers beside what real receivers sent.</summary>
/// <remarks>gpsd's UBX commands come from Debian's python3-gps. Without it those tests are skipped, and counted as skipped.</remarks>
public sealed class ForeignCommandTests
{
    private const string PythonModule = "/usr/lib/python3/dist-packages/gps/ubx.py";

    /// <summary>Lets the module send, and prints the frames that it would have sent.</summary>
    private const string Prelude = """
        import sys, binascii, gps.ubx
        class Serial:
            def write(self, b): sys.stdout.write(binascii.hexlify(b).decode() + "\n")
        class Handle: ser = Serial()
        u = gps.ubx.ubx(); u.io_handle = Handle(); u.read_only = False; u.verbosity = 0

        """;

    [SkippableTheory]
    [InlineData(18, "u.gps_send(0x0a, 4, [])")]
    [InlineData(18, "u.gps_send(6, 0, [])")]
    [InlineData(18, "u.send_cfg_rate(['1000', '1', '0'])")]
    [InlineData(18, "u.send_cfg_msg(1, 0x07, 1); u.send_cfg_msg(1, 0x21, 1); u.send_cfg_msg(1, 0x20, 1); u.send_cfg_msg(1, 0x26, 1); u.send_cfg_msg(1, 0x35, 5)")]
    [InlineData(18, "u.send_cfg_msg(0x0a, 0x09, 5); u.send_cfg_msg(1, 0x03, 5); u.send_cfg_msg(0x0d, 0x01, 1); u.send_cfg_msg(0x0d, 0x04, 5)")]
    [InlineData(18, "u.send_cfg_nav5_model(['2'])")]
    [InlineData(18, "u.send_cfg_tp5(['0'])")]
    [InlineData(18, "u.gps_send(6, 0x3d, []); u.send_able_tmode2(True, ['3600', '3000'])")]
    [InlineData(29, "u.send_cfg_valset(['CFG-UART1-BAUDRATE,115200,1'])")]
    [InlineData(29, "u.send_cfg_valset(['CFG-RATE-MEAS,1000,1', 'CFG-RATE-NAV,1,1', 'CFG-RATE-TIMEREF,0,1'])")]
    [InlineData(29, "u.send_cfg_valset(['CFG-MSGOUT-UBX_NAV_PVT_UART1,1,1']); u.send_cfg_valset(['CFG-MSGOUT-UBX_NAV_TIMEUTC_UART1,1,1'])")]
    [InlineData(29, "u.send_cfg_valset(['CFG-MSGOUT-UBX_NAV_TIMEGPS_UART1,1,1']); u.send_cfg_valset(['CFG-MSGOUT-UBX_NAV_TIMELS_UART1,1,1'])")]
    [InlineData(29, "u.send_cfg_valset(['CFG-MSGOUT-UBX_NAV_SAT_UART1,5,1']); u.send_cfg_valset(['CFG-MSGOUT-UBX_MON_RF_UART1,5,1'])")]
    [InlineData(29, "u.send_cfg_valset(['CFG-MSGOUT-UBX_TIM_TP_UART1,1,1']); u.send_cfg_valset(['CFG-MSGOUT-UBX_TIM_SVIN_UART1,5,1'])")]
    [InlineData(29, "u.send_cfg_valset(['CFG-NAVSPG-DYNMODEL,2,1']); u.send_cfg_valset(['CFG-ITFM-ENABLE,1,1'])")]
    [InlineData(29, "u.send_cfg_valset(['CFG-TP-PULSE_DEF,0,1', 'CFG-TP-PULSE_LENGTH_DEF,1,1', 'CFG-TP-PERIOD_TP1,1000000,1', 'CFG-TP-PERIOD_LOCK_TP1,1000000,1', 'CFG-TP-LEN_TP1,0,1', 'CFG-TP-LEN_LOCK_TP1,100000,1', 'CFG-TP-TP1_ENA,1,1', 'CFG-TP-SYNC_GNSS_TP1,1,1', 'CFG-TP-USE_LOCKED_TP1,1,1', 'CFG-TP-ALIGN_TO_TOW_TP1,1,1', 'CFG-TP-POL_TP1,1,1', 'CFG-TP-TIMEGRID_TP1,0,1'])")]
    [InlineData(29, "u.send_cfg_valget([0x20030001], 0, 0)")]
    [InlineData(29, "u.send_cfg_valset(['CFG-TMODE-SVIN_MIN_DUR,3600,1', 'CFG-TMODE-SVIN_ACC_LIMIT,30000,1', 'CFG-TMODE-MODE,1,1'])")]
    public async Task Commands_OfTheSameMeaning_AreByteForByteThoseOfGpsd(int protocol, string python)
    {
        Skip.IfNot(File.Exists(PythonModule), "the gps module is not installed (Debian package python3-gps)");
        ExternalProgram program = await ExternalProgram.RunAsync("/usr/bin/python3", ["-c", Prelude + python]);
        string[] theirs = program.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] ours = Written(new SimulatorOptions { BaudRate = 9_600, IsUnconfigured = true, Protocol = protocol });

        Assert.NotEmpty(theirs);
        Assert.All(theirs, frame => Assert.Contains(frame, ours));
    }

    [SkippableFact]
    public async Task Commands_TimePulseAndPort_MeanToGpsdWhatTheyShould()
    {
        Skip.IfNot(File.Exists(PythonModule), "the gps module is not installed (Debian package python3-gps)");
        string[] ours = Written(new SimulatorOptions { BaudRate = 9_600, IsUnconfigured = true, Protocol = 18 });
        string frames = string.Concat(ours.Where(frame => frame.StartsWith("b56206312000", StringComparison.Ordinal) || frame.StartsWith("b56206001400", StringComparison.Ordinal)));
        const string Program = """
            import sys, binascii, gps.ubx
            u = gps.ubx.ubx(); u.verbosity = 2; u.timestamp = 0
            data = binascii.unhexlify(sys.stdin.read())
            while data:
                data = data[u.decode_msg(data):]
            """;
        string text = (await ExternalProgram.RunAsync("/usr/bin/python3", ["-c", Program], System.Text.Encoding.ASCII.GetBytes(frames))).Text;

        Assert.Contains("antCableDelay 50 rfGroupDelay 0 freqPeriod 1000000 freqPeriodLock 1000000", text, StringComparison.Ordinal);
        Assert.Contains("pulseLenRatio 0 pulseLenRatioLock 100000 userConfigDelay 0", text, StringComparison.Ordinal);
        Assert.Contains("flags x77", text, StringComparison.Ordinal);
        Assert.Contains("115200", text, StringComparison.Ordinal);
    }

    // As other projects print them with their checksums.
    [Theory]
    [InlineData("PMTK605", "$PMTK605*31\r\n")]
    [InlineData("PMTK220,1000", "$PMTK220,1000*1F\r\n")]
    [InlineData("PMTK251,115200", "$PMTK251,115200*1F\r\n")]
    [InlineData("PMTK285,3,100", "$PMTK285,3,100*3F\r\n")]
    [InlineData("PCAS01,5", "$PCAS01,5*19\r\n")]
    [InlineData("PCAS02,1000", "$PCAS02,1000*2E\r\n")]
    [InlineData("PCAS06,0", "$PCAS06,0*1B\r\n")]
    public void Build_Sentence_HasTheChecksumThatOthersPrint(string body, string sentence) =>
        Assert.Equal(sentence, System.Text.Encoding.ASCII.GetString(NmeaCommand.Build(body)));

    // What receivers answered: a LEA-M8F on USB, a NEO-M8T that holds its position fixed.
    [Theory]
    [InlineData("b56206001400030000000000000000000000070003000000000027ce", 0x00, 20, 3)]
    [InlineData("b562063d1c0002000000f424c7f1c4369fe8c6c74f1ada0300002c01000050c30000c57c", 0x3d, 28, 2)]
    public void Feed_AnswerOfARealReceiver_IsItsConfiguration(string frame, int message, int length, int first)
    {
        Configurations heard = new();
        new GnssDecoder(heard, PosixTime.FromSeconds(0)).Feed(Convert.FromHexString(frame), default);
        Assert.Equal((message, length, first), heard.Last);
    }

    [Theory]
    [InlineData("b5620501020006000e37", 0x0600, true)]
    [InlineData("b5620500020006010e33", 0x0601, false)]
    [InlineData("b56205010200063d4b74", 0x063d, true)]
    public void Feed_AcknowledgementOfARealReceiver_IsItsAnswer(string frame, int command, bool isAccepted)
    {
        Configurations heard = new();
        new GnssDecoder(heard, PosixTime.FromSeconds(0)).Feed(Convert.FromHexString(frame), default);
        Assert.Equal(new CommandReport(ReceiverMaker.Ublox, command, isAccepted), heard.Command);
    }

    private static string[] Written(SimulatorOptions options) =>
        [.. new SetupBench(new UbloxTalker(options)).Until(b => b.Health.Setup is not null).Written.Select(Convert.ToHexStringLower)];

    private sealed class Configurations : IGnssListener
    {
        public (int Message, int Length, int First) Last { get; private set; }

        public CommandReport Command { get; private set; }

        public void OnConfiguration(byte message, ReadOnlySpan<byte> payload) => Last = (message, payload.Length, payload[0]);

        public void OnCommand(in CommandReport report) => Command = report;

        public void OnTime(in TimeReport report) { }

        public void OnPulseReport(in PulseReport report) { }

        public void OnLeap(in LeapReport report) { }

        public void OnFix(in FixReport report) { }

        public void OnSatellite(in SatelliteReport report, bool first) { }

        public void OnRadio(in RadioReport report) { }

        public void OnSurvey(in SurveyReport report) { }

        public void OnIdentity(ReceiverIdentity identity) { }
    }
}
