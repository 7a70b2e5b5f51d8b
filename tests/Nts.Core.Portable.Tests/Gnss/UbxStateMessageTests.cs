using System.Linq;
using Nts.Time;

namespace Nts.Gnss;

/// <summary>UBX messages on the receiver's state. Bytes marked with a receiver are as it sent them; the others follow the interface descriptions.</summary>
public sealed class UbxStateMessageTests
{
    private readonly ReportRecorder _reports = new();
    private readonly GnssDecoder _decoder;

    public UbxStateMessageTests() => _decoder = new(_reports, GnssDecoderTests.BuiltAt);

    [Theory]
    [InlineData(0x03, 0xdd, FixKind.ThreeDimensional)]
    [InlineData(0x05, 0xdf, FixKind.TimeOnly)]
    [InlineData(0x03, 0xdc, FixKind.None)]
    [InlineData(0x01, 0xdd, FixKind.DeadReckoning)]
    [InlineData(0x00, 0xdd, FixKind.None)]
    public void NavSol_Any_TellsFixAndSatellites(byte type, byte flags, FixKind fix)
    {
        // u-blox 8, but for the two bytes.
        Feed(0x01, 0x06, $"00b27104 8be70300 0309 {type:x2} {flags:x2} a59c11f4bec99ae8face651b520b0000fdfffffff9ffffff0600000049000000df000206e04a0300");

        Assert.Equal([new FixReport(MessageKind.NavSol, fix, 6)], _reports.All);
    }

    [Fact]
    public void NavStatus_FromAnM8T_TellsFixAndNoSpoofing()
    {
        Feed(0x01, 0x03, "18de2d0e05dd0008fc3a0000cee20100");

        Assert.Equal(
            [
                new FixReport(MessageKind.NavStatus, FixKind.TimeOnly, null),
                new RadioReport(MessageKind.NavStatus, null, null, SpoofingState.None, null),
            ],
            _reports.All);
    }

    [Theory]
    [InlineData(0x10, SpoofingState.Indicated)]
    [InlineData(0x18, SpoofingState.Affirmed)]
    [InlineData(0xe7, null)]
    public void NavStatus_SpoofDetState_IsTwoBits(byte flags2, SpoofingState? spoofing)
    {
        Feed(0x01, 0x03, $"18de2d0e 05dd00{flags2:x2} fc3a0000cee20100");

        Assert.Equal(spoofing, _reports.Radios.SingleOrDefault().Spoofing);
    }

    [Fact]
    public void NavSvInfo_Any_ListsSatellitesByConstellation()
    {
        Feed(0x01, 0x30, """
            00000000 0a 04 0000
            06 01 0d 07 2b 16 3100 93010000  00 00 00 00 00 00 0000 00000000  12 78 10 01 00 0c 1800 00000000  01 21 01 07 20 a5 1000 00000000
            02 43 04 04 16 02 6701 00000000  03 9f 05 07 20 20 6801 00000000  04 c1 04 07 20 20 ffff 00000000  05 d3 05 07 20 fb 0100 00000000
            16 ff 00 07 31 a5 0000 00000000  ff c0 00 01 00 00 0000 00000000
            """);

        Assert.Equal(
            [
                (new SatelliteReport(Constellation.Gps, 1, 22, 49, 43) { IsUsed = true }, true),
                (new SatelliteReport(Constellation.Sbas, 120, 12, 24, null) { IsUsed = false }, true),
                (new SatelliteReport(Constellation.BeiDou, 6, null, null, 32) { IsUsed = true }, true),
                (new SatelliteReport(Constellation.Glonass, 3, 2, 359, 22) { IsUsed = false }, true),
                (new SatelliteReport(Constellation.BeiDou, 1, 32, 0, 32) { IsUsed = true }, false),
                (new SatelliteReport(Constellation.Qzss, 1, null, null, 32) { IsUsed = false }, true),
                (new SatelliteReport(Constellation.Galileo, 1, -5, 1, 32) { IsUsed = true }, true),
                (new SatelliteReport(Constellation.Glonass, 255, null, null, 49) { IsUsed = false }, false),
                (new SatelliteReport(Constellation.Unknown, 192, 0, 0, null) { IsUsed = false }, true),
            ],
            _reports.Satellites);
    }

    [Theory]
    [InlineData("00000000 00000000 00000000 00000000 00000000 00000000 00 00 0000", false, false, 0, 0, null)] // M8T in fixed mode
    [InlineData("3c000000 00000000 00000000 00000000 40420f00 3b000000 00 01 0000", true, false, 60, 59, 1.0)]
    [InlineData("10270000 00000000 00000000 00000000 90d00300 ffffffff 01 00 0000", false, true, 10_000, 4_294_967_295, 0.5)]
    public void TimSvin_Any_TellsTheSurvey(string payload, bool active, bool valid, int seconds, long observations, double? accuracy)
    {
        Feed(0x0d, 0x04, payload);

        Assert.Equal(new SurveyReport(active, valid, NtpDuration.FromSeconds(seconds), observations, accuracy), Assert.Single(_reports.Surveys));
    }

    [Fact]
    public void NavSvin_Any_TellsTheSurvey()
    {
        Feed(0x01, 0x3b, "00000000 00000000 3c000000 00000000 00000000 00000000 00000000 88130000 3b000000 00 01 0000");

        Assert.Equal(new SurveyReport(true, false, NtpDuration.FromSeconds(60), 59, 0.5), Assert.Single(_reports.Surveys));
    }

    [Theory]
    [InlineData("00020000 0000020100000000000000004100 3213 1b0ca9fe9c000000 0100020100000000000000002f00 7410 0d0f990b96000000", AntennaState.Ok, null, 27)] // ZED-F9T
    [InlineData("00020000 0001020100000000000000004100 3213 1b0ca9fe9c000000 0103040100000000000000002f00 7410 2d0f990b96000000", AntennaState.Open, JammingState.Critical, 45)]
    [InlineData("00020000 0002030100000000000000004100 3213 1b0ca9fe9c000000 0101020100000000000000002f00 7410 0d0f990b96000000", AntennaState.Short, JammingState.Warning, 27)]
    [InlineData("00010000 0001000100000000000000004100 3213 000ca9fe9c000000", AntennaState.Unknown, JammingState.None, 0)]
    [InlineData("00010000 00 04 01 63 00000000 00000000 4100 3213 0ca9fe9c", AntennaState.Open, null, 99)] // the layout of ZED-F9R, as gpsd reads it
    public void MonRf_Any_TellsTheWorstOfAllInputs(string payload, AntennaState antenna, JammingState? jamming, int indicator)
    {
        Feed(0x0a, 0x38, payload);

        Assert.Equal(new RadioReport(MessageKind.MonRf, antenna, jamming, null, indicator), Assert.Single(_reports.Radios));
    }

    [Fact]
    public void MonHw_FromAU7_TellsAntennaAndInterference()
    {
        Feed(0x0a, 0x09, "3ff401000c00000000000100cbf700006e008d0a02010183c08b0100ffffffffffff01000203ff10ffffff363505000d00000000bff7000000000000");

        Assert.Equal(new RadioReport(MessageKind.MonHw, AntennaState.Ok, null, null, 5), Assert.Single(_reports.Radios));
    }

    [Theory]
    [InlineData(68, 53, 7)]
    [InlineData(60, 45, 7)]
    [InlineData(56, 45, null)]
    public void MonHw_OfAnyGeneration_HasTheIndicatorInItsPlace(int length, int place, int? indicator)
    {
        byte[] payload = new byte[length];
        payload[20] = 3;
        payload[22] = 0x0b;
        payload[place] = 7;
        _decoder.Feed(Frames.Ubx(0x0a, 0x09, payload), default);

        Assert.Equal(new RadioReport(MessageKind.MonHw, AntennaState.Short, JammingState.Warning, null, indicator), Assert.Single(_reports.Radios));
    }

    [Theory]
    [InlineData("01 000000 03 000000 03 000000", JammingState.None, SpoofingState.None)]
    [InlineData("01 000000 07 000000 05 000000", JammingState.Critical, SpoofingState.Indicated)]
    [InlineData("01 000000 06 000000 06 000000", null, null)]
    [InlineData("02 1b 00 00", JammingState.None, SpoofingState.None)]
    [InlineData("02 3d 00 01 fc080180", JammingState.Warning, SpoofingState.Affirmed)]
    [InlineData("03 2b 00 02 00000000 00000000", JammingState.None, SpoofingState.Indicated)]
    [InlineData("02 36 00 00", null, null)]
    [InlineData("02 48 00 00", null, null)]
    public void SecSig_OfAnyVersion_TellsWhatIsWatched(string payload, JammingState? jamming, SpoofingState? spoofing)
    {
        Feed(0x27, 0x09, payload);

        Assert.Equal(new RadioReport(MessageKind.SecSig, null, jamming, spoofing, null), Assert.Single(_reports.Radios));
    }

    [Fact]
    public void SecSig_OfAnUnknownVersion_SaysNothing()
    {
        Feed(0x27, 0x09, "04 ff 00 00");

        Assert.Empty(_reports.All);
    }

    [Theory]
    [InlineData(0x01, true)]
    [InlineData(0x00, false)]
    public void Ack_Any_TellsWhichCommand(byte id, bool accepted)
    {
        Feed(0x05, id, "068a");

        Assert.Equal(new CommandReport(ReceiverMaker.Ublox, 0x068a, accepted), Assert.Single(_reports.Commands));
    }

    [Theory]
    [InlineData("", "2.20 (81289)", "LEA-M8F-0", "FTS 1.01", "16.00", true, "2.01 (75331)", "PROTVER 16.00", "FIS 0xEF4015 (79189)", "MOD LEA-M8F-0", "FTS 1.01", "GPS;SBAS")] // as sent
    [InlineData("", "ROM CORE 3.01 (107888)", "", "SPG 3.01", "18.00", false, "FWVER=SPG 3.01", "PROTVER=18.00", "GPS;GLO;GAL;BDS", "SBAS;IMES;QZSS")] // as sent
    [InlineData("", "EXT CORE 1.00 (71b20c)", "ZED-F9T", "TIM 2.25", "29.25", true, "ROM BASE 0x118B2060", "FWVER=TIM 2.25", "PROTVER=29.25", "MOD=ZED-F9T")]
    [InlineData("", "EXT CORE 1.00 (94e56e)", "ZED-F9P", "HPG 1.11", "27.10", false, "FWVER=HPG 1.11", "PROTVER=27.10", "MOD=ZED-F9P")]
    [InlineData("no firmware version, but a timing model", "EXT CORE 3.01 (111141)", "NEO-M8T-0", "EXT CORE 3.01 (111141)", "22.00", true, "PROTVER=22.00", "MOD=NEO-M8T-0")]
    [InlineData("a T that is no timing model", "1.00", "MAX-M10ST", "1.00", null, false, "MOD=MAX-M10ST")]
    [InlineData("the oldest", "7.03 (45969)", "", "7.03 (45969)", null, false)]
    [InlineData("what cannot be read", "7\u0007 <\u00fc>", "", "7? <?>", null, false, "PROTVER=1,8", "PROTVER=", "PROTVER", "=", "")]
    public void MonVer_OfAnyGeneration_TellsWhatTheReceiverIs(
        string why, string software, string model, string firmware, string? protocol, bool timing, params string[] extensions)
    {
        _decoder.Feed(MonVer(software, extensions), default);

        decimal? version = protocol is null ? null : decimal.Parse(protocol, System.Globalization.CultureInfo.InvariantCulture);
        ReceiverIdentity expected = new(ReceiverMaker.Ublox, model, firmware, version) { IsTiming = timing };
        Assert.True(expected == Assert.Single(_reports.Identities), why + _reports.Identities[0]);
    }

    [Fact]
    public void MonVer_SameAgain_IsTheSameObject()
    {
        _decoder.Feed(MonVer("2.20", []), default);
        _decoder.Feed(MonVer("2.20", []), default);
        _decoder.Feed(MonVer("2.21", []), default);

        Assert.Same(_reports.Identities[0], _reports.Identities[1]);
        Assert.Equal("2.21", _reports.Identities[2].Firmware);
    }

    [Fact]
    public void TimTp_NotLocked_SaysSo()
    {
        Feed(0x0d, 0x01, "00000000 00000000 9cffffff 6208 2b 00");

        Assert.True(Assert.Single(_reports.Pulses).IsUnlocked);
    }

    private static byte[] MonVer(string software, string[] extensions) =>
        Frames.Ubx(0x0a, 0x04, Frames.Text(software.PadRight(30, '\0') + "00080000\0\0" + string.Concat(extensions.Select(text => text.PadRight(30, '\0')))));

    private void Feed(byte messageClass, byte id, string payload) => _decoder.Feed(Frames.Ubx(messageClass, id, payload), default);
}
