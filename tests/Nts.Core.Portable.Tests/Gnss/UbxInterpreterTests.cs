using Nts.TestKit;
using Nts.Time;

namespace Nts.Gnss;

/// <summary>Bytes marked with a receiver are as it sent them; NAV-PVT is proved on whole captures.</summary>
public sealed class UbxInterpreterTests
{
    private readonly ReportRecorder _reports = new();
    private readonly GnssDecoder _decoder;

    public UbxInterpreterTests() => _decoder = new(_reports, GnssDecoderTests.BuiltAt);

    [Theory]
    [InlineData(84)]
    [InlineData(92)]
    public void NavPvt_OfEitherLength_TellsFixThenTime(int length)
    {
        Feed(Frames.NavPvt(length));

        TimeReport time = new(
            MessageKind.NavPvt, PosixTime.FromSeconds(1_795_320_306), true, null, NtpDuration.FromNanoseconds(25), false, default, default);
        Assert.Equal([new FixReport(MessageKind.NavPvt, FixKind.ThreeDimensional, 12), time], _reports.All);
    }

    [Theory]
    [InlineData(0x07, true)]
    [InlineData(0xf7, true)]
    [InlineData(0xf3, false)]
    [InlineData(0xf5, false)]
    [InlineData(0xf6, false)]
    [InlineData(0x00, false)]
    public void NavPvt_ValidFlags_AreTheLowThree(byte flags, bool valid)
    {
        Feed(Frames.NavPvt(92, (11, flags)));

        Assert.Equal(valid, Assert.Single(_reports.Times).Valid);
    }

    [Theory]
    [InlineData(0, 1, FixKind.None)]
    [InlineData(1, 0, FixKind.DeadReckoning)]
    [InlineData(2, 1, FixKind.TwoDimensional)]
    [InlineData(3, 0, FixKind.None)]
    [InlineData(4, 1, FixKind.ThreeDimensional)]
    [InlineData(5, 1, FixKind.TimeOnly)]
    [InlineData(5, 0, FixKind.None)]
    [InlineData(6, 1, FixKind.None)]
    public void NavPvt_FixType_CountsWithinLimitsOnly(byte type, byte flags, FixKind fix)
    {
        Feed(Frames.NavPvt(92, (20, type), (21, flags)));

        Assert.Equal(fix, Assert.Single(_reports.Fixes).Fix);
    }

    [Fact]
    public void NavPvt_NegativeNanoseconds_AreBeforeTheSecond()
    {
        Feed(Frames.NavPvt(92, (16, 0xff), (17, 0xff), (18, 0xff), (19, 0xff)));

        Assert.Equal("2026-11-22T04:05:05.999999999Z", Assert.Single(_reports.Times).Utc.ToString());
    }

    [Fact]
    public void NavPvt_SecondSixty_IsALeapSecond()
    {
        Feed(Frames.NavPvt(92, (8, 23), (9, 59), (10, 60)));

        TimeReport report = Assert.Single(_reports.Times);
        Assert.Equal((true, "2026-11-23T00:00:00.000000000Z"), (report.LeapSecond, report.Utc.ToString()));
    }

    [Fact]
    public void NavPvt_NoDateYet_TellsTheFixAlone()
    {
        Feed(Frames.NavPvt(92, (6, 0), (11, 0xf0), (20, 0)));

        Assert.Equal([new FixReport(MessageKind.NavPvt, FixKind.None, 12)], _reports.All);
    }

    [Fact]
    public void NavPvt_AccuracyAllOnes_IsUnknown()
    {
        Feed(Frames.NavPvt(92, (12, 0xff), (13, 0xff), (14, 0xff), (15, 0xff)));

        Assert.Null(Assert.Single(_reports.Times).Accuracy);
    }

    [Fact]
    public void NavTimeUtc_FromAnM8T_TellsUtcAndThatItIsKnown()
    {
        Feed(Hex.Bytes("b5620121140018de2d0e07040000c4e80400e507021712041df75192"));

        TimeReport report = Assert.Single(_reports.Times);
        Assert.Equal((MessageKind.NavTimeUtc, "2021-02-23T18:04:29.000321732Z"), (report.Kind, report.Utc.ToString()));
        Assert.Equal((true, true), (report.Valid, report.UtcKnown));
        Assert.Equal(NtpDuration.FromNanoseconds(1031), report.Accuracy);
    }

    [Theory]
    [InlineData("f3", false)]
    [InlineData("f5", true)]
    public void NavTimeUtc_SomethingNotKnown_IsNotValid(string valid, bool utcKnown)
    {
        Feed(Frames.Ubx(0x01, 0x21, "18de2d0e07040000c4e80400e507021712041d" + valid));

        TimeReport report = Assert.Single(_reports.Times);
        Assert.Equal((false, utcKnown), (report.Valid, report.UtcKnown));
    }

    [Theory]
    [InlineData("18de2d0e 000000 00 01 12 00 00 00000000 00000000 000000 01", 18, LeapSource.GpsGlonassDifference, 0, null, false)] // M8T
    [InlineData("10e6b909 000000 00 02 12 02 00 a916aafb 89070700 000000 03", 18, LeapSource.Gps, 0, -72739159, true)] // F9P
    [InlineData("00000000 000000 00 02 12 02 01 10270000 00000000 000000 03", 18, LeapSource.Gps, 1, 10_000, true)]
    [InlineData("00000000 000000 00 05 12 05 ff 10270000 00000000 000000 03", 18, LeapSource.Galileo, -1, 10_000, true)]
    [InlineData("00000000 000000 00 02 12 02 01 ffffffff 00000000 000000 03", 18, LeapSource.Gps, 0, -1, true)]
    [InlineData("00000000 000000 00 00 12 00 01 10270000 00000000 000000 01", 18, LeapSource.FirmwareDefault, 0, null, false)]
    [InlineData("00000000 000000 00 ff 12 06 00 10270000 00000000 000000 02", null, LeapSource.Unknown, 0, 10_000, true)]
    [InlineData("00000000 000000 00 63 12 00 00 00000000 00000000 000000 00", null, LeapSource.Unknown, 0, null, false)]
    [InlineData("00000000 000000 00 03 12 03 01 10270000 00000000 000000 03", 18, LeapSource.Sbas, 1, 10_000, false)]
    public void NavTimeLs_Any_TellsLeapSeconds(string payload, int? current, LeapSource source, int change, int? secondsToEvent, bool isFromSatellites)
    {
        Feed(Frames.Ubx(0x01, 0x26, payload));

        NtpDuration? toEvent = secondsToEvent is int seconds ? NtpDuration.FromSeconds(seconds) : null;
        Assert.Equal(new LeapReport(current, source, change, toEvent, default) { IsChangeFromSatellites = isFromSatellites }, Assert.Single(_reports.Leaps));
    }

    [Fact]
    public void TimTp_FromAnM8T_TellsTheNextPulse()
    {
        Feed(Hex.Bytes("b5620d011000b09b2d0e0000000015efffff62080b0f2a63"));

        PulseReport expected = new(NtpDuration.FromSeconds(237_870), 2146, IsUtc: true, UtcAvailable: true, -4331, default);
        Assert.Equal(expected, Assert.Single(_reports.Pulses));
    }

    [Theory]
    [InlineData("ff830c24 ffffffff 00000000 6208 00 00", 604_800L << 32, false, false, 0)]
    [InlineData("01000000 00000000 00000000 6208 01 00", 4_294_967, true, false, 0)]
    [InlineData("00000000 00000080 9cffffff 6208 02 00", 2_147_484, false, true, -100)]
    [InlineData("00000000 00000000 9cffffff 6208 10 00", 0, false, false, null)]
    public void TimTp_Flags_AreTakenApart(string payload, long units, bool isUtc, bool utcAvailable, int? error)
    {
        Feed(Frames.Ubx(0x0d, 0x01, payload));

        Assert.Equal(new PulseReport(NtpDuration.FromUnits(units), 2146, isUtc, utcAvailable, error, default), Assert.Single(_reports.Pulses));
    }

    [Fact]
    public void NavSat_Any_ListsSatellitesByConstellation()
    {
        Feed(Frames.Ubx(0x01, 0x35, """
            00000000 01 08 0000
            00 05 2c 2d 6801 0000 08000000  00 06 00 a5 0000 0000 00000000  01 78 10 0a 6400 0000 00000000  02 01 01 fb 0100 0000 00000000
            03 02 01 5b 0100 0000 00000000  05 03 01 01 ffff 0000 00000000  06 04 01 01 0200 0000 00000000  07 05 01 01 0300 0000 f7ffffff
            """));

        Assert.Equal(
            [
                (new SatelliteReport(Constellation.Gps, 5, 45, 0, 44) { IsUsed = true }, true),
                (new SatelliteReport(Constellation.Gps, 6, null, null, null) { IsUsed = false }, false),
                (new SatelliteReport(Constellation.Sbas, 120, 10, 100, 16) { IsUsed = false }, true),
                (new SatelliteReport(Constellation.Galileo, 1, -5, 1, 1) { IsUsed = false }, true),
                (new SatelliteReport(Constellation.BeiDou, 2, null, null, 1) { IsUsed = false }, true),
                (new SatelliteReport(Constellation.Qzss, 3, null, null, 1) { IsUsed = false }, true),
                (new SatelliteReport(Constellation.Glonass, 4, 1, 2, 1) { IsUsed = false }, true),
                (new SatelliteReport(Constellation.NavIc, 5, 1, 3, 1) { IsUsed = false }, true),
            ],
            _reports.Satellites);
    }

    [Theory]
    [InlineData(0x01, 0x07, "")]
    [InlineData(0x01, 0x22, "0000000000000000000000000000000000000000")]
    public void Frame_OfNoUse_IsAcceptedAndSaysNothing(byte messageClass, byte id, string payload)
    {
        Feed(Frames.Ubx(messageClass, id, payload));

        Assert.Empty(_reports.All);
        Assert.Equal(1, _decoder.Counters.Messages(MessageKind.Other));
    }

    private void Feed(byte[] bytes) => _decoder.Feed(bytes, default);
}
