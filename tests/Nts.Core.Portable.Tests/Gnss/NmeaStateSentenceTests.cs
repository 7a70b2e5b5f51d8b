using System.Linq;

namespace Nts.Gnss;

/// <summary>NMEA sentences on the receiver's state. Sentences marked with a receiver are as it sent them.</summary>
public sealed class NmeaStateSentenceTests
{
    private readonly ReportRecorder _reports = new();
    private readonly GnssDecoder _decoder;

    public NmeaStateSentenceTests() => _decoder = new(_reports, GnssDecoderTests.BuiltAt);

    [Theory]
    [InlineData("GNGSA,A,3,02,07,14,15,17,20,22,30,,,,,1.5,0.9,1.2,1", 8, Constellation.Gps)] // L76K
    [InlineData("GNGSA,A,3,13,27,37,,,,,,,,,,1.5,0.9,1.2,4", 3, Constellation.BeiDou)] // L76K
    [InlineData("GNGSA,A,3,,,,,,,,,,,,,0.93,0.60,0.71,5", 0, Constellation.Qzss)] // UM621
    [InlineData("GNGSA,A,3,33,04,,,,,,,,,,,1,1,1,3", 2, Constellation.Galileo)]
    [InlineData("GNGSA,A,3,84,,,,,,,,,,,,1,1,1,2", 1, Constellation.Glonass)]
    [InlineData("GNGSA,A,3,01,,,,,,,,,,,,1,1,1,6", 1, Constellation.NavIc)]
    [InlineData("GPGSA,A,3,00,05,00,,,,,,,,,,1,1,1", 1, Constellation.Gps)]
    [InlineData("GLGSA,A,3,05,,,,,,,,,,,,1,1,1", 1, Constellation.Glonass)]
    [InlineData("QZGSA,A,3,,,,,,,,,,,,,1,1,1", 0, Constellation.Qzss)]
    [InlineData("INGSA,A,3,,,,,,,,,,,,,1,1,1", 0, Constellation.NavIc)]
    [InlineData("GNGSA,A,3,05,40,,,,,,,,,,,1,1,1", 2, Constellation.Gps)]
    [InlineData("GNGSA,A,3,,70,,,,,,,,,,,1,1,1", 1, Constellation.Glonass)]
    [InlineData("GNGSA,A,3,193,,,,,,,,,,,,1,1,1", 1, Constellation.Qzss)]
    [InlineData("GNGSA,A,3,301,,,,,,,,,,,,1,1,1", 1, Constellation.Galileo)]
    [InlineData("GNGSA,A,3,,,,,,,,,,,,,1,1,1", 0, Constellation.Unknown)]
    public void Gsa_OfAnyVersion_CountsTheSatellitesUsedOfOneConstellation(string body, int used, Constellation constellation)
    {
        Feed(body);

        Assert.Equal([new FixReport(MessageKind.Gsa, FixKind.ThreeDimensional, used) { Constellation = constellation }], _reports.All);
    }

    [Theory]
    [InlineData("GLGSA,A,1,,,,,,,,,,,,,,,", FixKind.ThreeDimensional)]
    [InlineData("GLGSA,A,1,70,,,,,,,,,,,,,,", FixKind.None)]
    [InlineData("GLGSA,A,2,70,,,,,,,,,,,,,,", FixKind.TwoDimensional)]
    public void Gsa_WithoutFixNextToOneWithFix_CountsOnlyIfItHasSatellites(string body, FixKind fix)
    {
        Feed("GPGSA,A,3,02,07,14,15,,,,,,,,,,,");
        Feed(body);

        Assert.Equal(fix, _reports.Fixes[^1].Fix);
    }

    [Fact]
    public void Gsa_WithoutFixOfALaterEpoch_IsNoFix()
    {
        Feed("GPGSA,A,3,02,07,14,15,,,,,,,,,,,");
        Feed("GPGSV,1,1,00");
        Feed("GPGSA,A,1,,,,,,,,,,,,,,,");

        Assert.Equal(FixKind.None, _reports.Fixes[^1].Fix);
    }

    [Theory]
    [InlineData("GPTXT,01,01,01,ANTENNA OK", AntennaState.Ok)] // L76K
    [InlineData("GPTXT,01,01,01,ANTENNAOPEN", AntennaState.Open)]
    [InlineData("GPTXT,01,01,01,ANTENNA SHORT", AntennaState.Short)]
    [InlineData("GNTXT,01,01,02,ANTSTATUS=OK", AntennaState.Ok)]
    [InlineData("GNTXT,01,01,01,ANTSTATUS=SHORT", AntennaState.Short)]
    [InlineData("GNTXT,01,01,02,ANTSTATUS=OPEN", AntennaState.Open)]
    [InlineData("GNTXT,01,01,02,ANTSTATUS=DONTKNOW", AntennaState.Unknown)]
    [InlineData("GNTXT,01,01,02,ANTSTATUS=INIT", AntennaState.Unknown)]
    public void Txt_OnTheAntenna_TellsItsState(string body, AntennaState antenna)
    {
        Feed(body);

        Assert.Equal([new RadioReport(MessageKind.Txt, antenna, null, null, null)], _reports.All);
    }

    [Theory]
    [InlineData("PGTOP,11,1", AntennaState.Short)]
    [InlineData("PGTOP,11,2", AntennaState.Ok)]
    [InlineData("PGTOP,11,3", AntennaState.Ok)]
    [InlineData("PCD,11,1", AntennaState.Ok)]
    [InlineData("PCD,11,2", AntennaState.Ok)]
    [InlineData("PCD,11,3", AntennaState.Short)]
    public void MediaTekAntenna_OfEitherMaker_HasItsOwnNumbers(string body, AntennaState antenna)
    {
        Feed(body);

        Assert.Equal([new RadioReport(MessageKind.Pmtk, antenna, null, null, null)], _reports.All);
    }

    [Theory]
    [InlineData("GNTXT,01,01,02,ANTSUPERV=AC SD PDoS SR")]
    [InlineData("GNTXT,01,01,02,HW UBX-M8030 00080000")]
    [InlineData("GNTXT,01,01,01,PMTK inv format")] // u-blox 8
    [InlineData("GNTXT,01,01,01,0,500482,0000,80A0,80A0,-38.304,0")] // UM621
    [InlineData("GNTXT,01,01,00,PDTINFO")]
    [InlineData("GNTXT,01,01,02,=")]
    [InlineData("GNTXT,01")]
    [InlineData("PGTOP,12,1")]
    [InlineData("PMTK010,001")] // MTK-3301
    public void Text_OfNoUse_SaysNothing(string body)
    {
        Feed(body);

        Assert.Empty(_reports.All);
        Assert.Equal(1, _decoder.Counters.Frames(GnssVerdict.Nmea));
    }

    [Fact]
    public void Txt_StartOfAnM8T_TellsWhatItIs()
    {
        Feed("GNTXT,01,01,02,u-blox AG - www.u-blox.com");
        Feed("GNTXT,01,01,02,HW UBX-M8030 00080000");
        Feed("GNTXT,01,01,02,EXT CORE 3.01 (111141)");
        Feed("GNTXT,01,01,02,FWVER=TIM 1.10");
        Feed("GNTXT,01,01,02,PROTVER=22.00");
        Feed("GNTXT,01,01,02,MOD=NEO-M8T-0");

        Assert.Equal(
            [
                new(ReceiverMaker.Ublox, "", "", null),
                new(ReceiverMaker.Ublox, "", "TIM 1.10", null) { IsTiming = true },
                new(ReceiverMaker.Ublox, "", "TIM 1.10", 22.00m) { IsTiming = true },
                new(ReceiverMaker.Ublox, "NEO-M8T-0", "TIM 1.10", 22.00m) { IsTiming = true },
            ],
            _reports.Identities);
    }

    [Fact]
    public void Txt_StartOfAnAtgm336h_TellsWhatItIsWithoutItsSerialNumber()
    {
        Feed("GPTXT,01,01,02,MA=CASIC");
        Feed("GPTXT,01,01,02,IC=AT6558-5N-31-0C510800,BM05CKJ-F2-015708");
        Feed("GPTXT,01,01,02,HW=ATGM336H,0001170603610");
        Feed("GPTXT,01,01,02,SW=URANUS5,V5.3.0.0");
        Feed("GPTXT,01,01,02,TB=2020-04-28,13:43:10");

        Assert.Equal(
            [
                new(ReceiverMaker.Casic, "", "", null),
                new(ReceiverMaker.Casic, "AT6558-5N-31-0C510800", "", null),
                new(ReceiverMaker.Casic, "ATGM336H", "", null),
                new(ReceiverMaker.Casic, "ATGM336H", "URANUS5,V5.3.0.0", null),
            ],
            _reports.Identities);
    }

    [Fact]
    public void Txt_AnotherMaker_ForgetsTheFirst()
    {
        Feed("GNTXT,01,01,02,MOD=NEO-M8T-0");
        Feed("GPTXT,01,01,02,MA=OTHER");
        Feed("GPTXT,01,01,02,SW=URANUS5,V5.3.0.0");
        Feed("GNTXT,01,01,02,FWVER=SPG 3.01");

        Assert.Equal(
            [ReceiverMaker.Ublox, ReceiverMaker.Unknown, ReceiverMaker.Casic, ReceiverMaker.Ublox],
            _reports.Identities.Select(identity => identity.Maker));
        Assert.Equal("", _reports.Identities[^1].Model);
    }

    [Theory]
    [InlineData("PMTK705,AXN_2.31_3339_13101700,5632,PA6H,1.0", "PA6H", "AXN_2.31_3339_13101700")]
    [InlineData("PMTK705,AXN_5.1.6_3333_18060500,0001,Quectel-L76B,1.0", "Quectel-L76B", "AXN_5.1.6_3333_18060500")]
    [InlineData("PMTK705,AXN_1.30,0000,,", "", "AXN_1.30")]
    [InlineData("PMTK705,AXN_1.30,0000", "", "AXN_1.30")]
    public void Pmtk705_Any_TellsWhatTheReceiverIs(string body, string model, string firmware)
    {
        Feed(body);

        Assert.Equal(new ReceiverIdentity(ReceiverMaker.MediaTek, model, firmware, null), Assert.Single(_reports.Identities));
    }

    [Theory]
    [InlineData("PMTK705,AXN_2.31,5632,PA6H,1.0")]
    [InlineData("GNTXT,01,01,02,FWVER=SPG 3.01")]
    public void Identity_SameAgain_IsTheSameObject(string body)
    {
        Feed(body);
        Feed(body);

        Assert.Same(_reports.Identities[0], _reports.Identities[1]);
    }

    [Theory]
    [InlineData("PMTK001,220,3", 220, true)]
    [InlineData("PMTK001,314,3,1000", 314, true)]
    [InlineData("PMTK001,604,2", 604, false)]
    [InlineData("PMTK001,0,0", 0, false)]
    [InlineData("PMTK001,1,1", 1, false)]
    public void Pmtk001_Any_TellsWhetherTheCommandWasObeyed(string body, int command, bool accepted)
    {
        Feed(body);

        Assert.Equal([new CommandReport(ReceiverMaker.MediaTek, command, accepted)], _reports.All);
    }

    private void Feed(string body) => _decoder.Feed(Frames.Nmea(body), default);
}
