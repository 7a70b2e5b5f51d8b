using Nts.Time;

namespace Nts.Gnss;

/// <summary>NAV-TIMEGPS: GPS time, made UTC by its own leap seconds.</summary>
public sealed class UbxTimeGpsTests
{
    // As an M8T sent it: week 2146, 237,870.000321732 s, 18 leap seconds, accuracy 31 ns.
    private const string FromAnM8T = "18de2d0e c4e80400 6208 12 07 1f000000";

    private static byte[] Fix { get; } = Frames.NavPvt();

    private readonly ReportRecorder _reports = new();
    private readonly GnssDecoder _decoder;

    public UbxTimeGpsTests() => _decoder = new(_reports, GnssDecoderTests.BuiltAt);

    [Fact]
    public void NavTimeGps_WithAFix_IsUtcByItsLeapSeconds()
    {
        Feed(Fix, TimeGps(FromAnM8T));

        TimeReport report = _reports.Times[^1];
        Assert.Equal((MessageKind.NavTimeGps, "2021-02-23T18:04:29.000321732Z"), (report.Kind, report.Utc.ToString()));
        Assert.Equal((true, true, 18), (report.Valid, report.UtcKnown, report.LeapSeconds));
        Assert.Equal(NtpDuration.FromNanoseconds(31), report.Accuracy);
    }

    [Fact]
    public void NavTimeGps_NegativeFraction_IsBeforeTheMillisecond()
    {
        Feed(Fix, TimeGps("0025cc18 552efeff 4909 12 07 08000000")); // ZED-F9T

        Assert.Equal("2025-07-31T19:33:33.999880789Z", _reports.Times[^1].Utc.ToString());
    }

    [Theory]
    [InlineData(0x06, true)]
    [InlineData(0x05, true)]
    [InlineData(0x03, false)]
    [InlineData(0x00, false)]
    public void NavTimeGps_SomethingNotKnown_IsNotValid(byte valid, bool utcKnown)
    {
        Feed(Fix, TimeGps($"18de2d0e c4e80400 6208 12 {valid:x2} 1f000000"));

        TimeReport report = _reports.Times[^1];
        Assert.Equal((false, utcKnown, utcKnown ? 18 : null), (report.Valid, report.UtcKnown, report.LeapSeconds));
    }

    [Fact]
    public void NavTimeGps_AccuracyUnknown_IsNull()
    {
        Feed(Fix, TimeGps("c82ba412 9d0f0000 dc08 12 03 ffffffff")); // M10

        Assert.Null(_reports.Times[^1].Accuracy);
    }

    [Fact]
    public void NavTimeGps_NoWordOfAFix_IsNotValid()
    {
        Feed(TimeGps(FromAnM8T));

        Assert.False(Assert.Single(_reports.Times).Valid);
    }

    [Theory]
    [InlineData(0x01, 0x06, "00000000 00000000 6208 00 00 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000", false)]
    [InlineData(0x01, 0x06, "00000000 00000000 6208 03 dd 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000", true)]
    [InlineData(0x01, 0x03, "00000000 00 dc 00 08 00000000 00000000", false)]
    [InlineData(0x01, 0x03, "00000000 05 dd 00 08 00000000 00000000", true)]
    public void NavTimeGps_AfterNavSolOrNavStatus_IsVouchedForByTheirFix(byte messageClass, byte id, string payload, bool valid)
    {
        Feed(Fix, Frames.Ubx(messageClass, id, payload), TimeGps(FromAnM8T));

        Assert.Equal(valid, _reports.Times[^1].Valid);
    }

    [Fact]
    public void NavTimeGps_LongAfterTheFix_IsNotValid()
    {
        Feed(Fix);
        _decoder.Feed(TimeGps(FromAnM8T), MonotonicTime.FromNanoseconds(1_500_000_000));

        Assert.False(_reports.Times[^1].Valid);
    }

    [Theory]
    [InlineData(0x05, true)]
    [InlineData(0x00, false)]
    public void NavTimeGps_AfterNavTimeUtc_IsVouchedForUnlessThereIsNoFix(byte fixType, bool valid)
    {
        Feed(Frames.NavPvt(92, (20, fixType)), Frames.Ubx(0x01, 0x21, "18de2d0e07040000c4e80400e507021712041df7"), TimeGps(FromAnM8T));

        Assert.Equal(valid, _reports.Times[^1].Valid);
    }

    [Fact]
    public void NavTimeGps_AfterNavTimeUtcAlone_IsVouchedFor()
    {
        Feed(Frames.Ubx(0x01, 0x21, "18de2d0e07040000c4e80400e507021712041df7"), TimeGps(FromAnM8T));

        Assert.True(_reports.Times[^1].Valid);
    }

    [Theory]
    [InlineData("00840c24 00000000 6208 12 03 00000000")]
    [InlineData("18de2d0e 01ca9a3b 6208 12 03 00000000")]
    [InlineData("18de2d0e 00000000 ffff 12 03 00000000")]
    [InlineData("18de2d0e 00000000 ff7f 12 03 00000000")]
    public void NavTimeGps_UnreadableAndNotValid_SaysNothing(string payload)
    {
        Feed(TimeGps(payload));

        Assert.Empty(_reports.All);
        Assert.Equal(1, _decoder.Counters.Messages(MessageKind.NavTimeGps));
    }

    private static byte[] TimeGps(string payload) => Frames.Ubx(0x01, 0x20, payload);

    private void Feed(params byte[][] frames)
    {
        foreach (byte[] frame in frames)
        {
            _decoder.Feed(frame, default);
        }
    }
}
