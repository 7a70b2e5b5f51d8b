using System;
using System.Linq;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Gnss;

public sealed class GnssDecoderTests
{
    private static byte[] Rmc { get; } = Frames.Nmea("GNRMC,040506.00,A,,,,,,,221126,,,A");
    private readonly ReportRecorder _reports = new();
    private readonly GnssDecoder _decoder;

    public GnssDecoderTests() => _decoder = new(_reports, BuiltAt);

    public static PosixTime BuiltAt { get; } = PosixTime.FromSeconds(1_790_000_000);

    [Fact]
    public void Feed_BytesOfOneBurst_StampsBurstAndMessage()
    {
        _decoder.Feed(Rmc, AtMilliseconds(1000));
        _decoder.Feed(Rmc.AsSpan()[..5], AtMilliseconds(1099));
        _decoder.Feed(Rmc.AsSpan()[5..], AtMilliseconds(1150));

        Assert.Equal([(1000L, 1000L), (1000L, 1099L)], Stamps());
    }

    [Fact]
    public void Feed_AfterSilence_StartsABurst()
    {
        _decoder.Feed(Rmc, AtMilliseconds(1000));
        _decoder.Feed(Rmc, AtMilliseconds(1100));

        Assert.Equal([(1000L, 1000L), (1100L, 1100L)], Stamps());
    }

    [Fact]
    public void Feed_LineNeverSilent_StampsTheMessageAlone()
    {
        for (int milliseconds = 0; milliseconds < 1000; milliseconds += 90)
        {
            _decoder.Feed("\n"u8, AtMilliseconds(milliseconds));
        }

        _decoder.Feed(Rmc, AtMilliseconds(999));
        _decoder.Feed(Rmc, AtMilliseconds(1000));

        Assert.Equal([(0L, 999L), (1000L, 1000L)], Stamps());
    }

    [Fact]
    public void Feed_FrameHeldUpByAFalseHeader_KeepsItsOwnStamps()
    {
        _decoder.Feed(Hex.Bytes("b562 0107 4000"), AtMilliseconds(1000));
        _decoder.Feed(Rmc, AtMilliseconds(2000));
        Assert.Empty(_reports.Times);
        _decoder.Feed(new byte[64], AtMilliseconds(3000));

        Assert.Equal([(2000L, 2000L)], Stamps());
    }

    [Fact]
    public void Feed_MessageAfterAnother_IsStampedByItsOwnFirstByte()
    {
        _decoder.Feed(Rmc.AsSpan()[..5], AtMilliseconds(1000));
        _decoder.Feed([.. Rmc[5..], .. Rmc[..5]], AtMilliseconds(1020));
        _decoder.Feed(Rmc.AsSpan()[5..], AtMilliseconds(1040));

        Assert.Equal([(1000L, 1000L), (1000L, 1020L)], Stamps());
    }

    [Fact]
    public void Feed_NothingForAWhile_IsNoBurst()
    {
        _decoder.Feed(Rmc, AtMilliseconds(1000));
        _decoder.Feed([], AtMilliseconds(1050));
        _decoder.Feed(Rmc, AtMilliseconds(1110));

        Assert.Equal(1110, Stamps()[1].Burst);
    }

    [Fact]
    public void Finish_IncompleteFrame_IsTruncatedAndWhatIsWithinIsFound()
    {
        _decoder.Feed([.. Hex.Bytes("b562 0107 4000"), .. Rmc], default);
        _decoder.Finish();

        Assert.Single(_reports.Times);
        Assert.Equal((1, 6), CountOf(GnssVerdict.Truncated));
        Assert.Equal(0, _decoder.Counters.PendingBytes);
    }

    [Fact]
    public void Feed_UbxFrameWithALostByte_LosesThatFrameOnly()
    {
        byte[] pvt = Frames.NavPvt();
        _decoder.Feed([.. pvt[..40], .. pvt[41..], .. pvt, .. Rmc], default);

        Assert.Equal([MessageKind.NavPvt, MessageKind.Rmc], _reports.Times.Select(report => report.Kind));
        Assert.Equal((1, pvt.Length - 1), CountOf(GnssVerdict.BadChecksum));
        Assert.Equal((0, 0), CountOf(GnssVerdict.Junk));
    }

    [Fact]
    public void Feed_JunkAfterABadFrame_IsNoPartOfIt()
    {
        _decoder.Feed([.. Hex.Bytes("b562 0501 0200 0601 0f39"), .. "abc"u8], default);

        Assert.Equal((1, 10), CountOf(GnssVerdict.BadChecksum));
        Assert.Equal((1, 3), CountOf(GnssVerdict.Junk));
    }

    [Fact]
    public void Feed_LineEndLost_StillTakesBothSentences()
    {
        _decoder.Feed([.. Rmc[..^2], .. Rmc], default);

        Assert.Equal(2, _decoder.Counters.Messages(MessageKind.Rmc));
    }

    [Fact]
    public void Feed_LongestFrame_IsTaken()
    {
        byte[] longest = Frames.Ubx(0x02, 0x15, new byte[GnssDecoder.MaximumFrameLength - 8]);
        _decoder.Feed([.. longest, .. Rmc], default);

        Assert.Equal(longest.Length, _decoder.Counters.Bytes(GnssVerdict.Ubx));
        Assert.Single(_reports.Times);
    }

    [Fact]
    public void Feed_EndlessSentence_IsTooLongAndTheNextIsTaken()
    {
        _decoder.Feed([.. Frames.Text("$GPTXT," + new string('x', 9000)), .. Rmc], default);

        Assert.Equal(1, _decoder.Counters.Frames(GnssVerdict.TooLong));
        Assert.Single(_reports.Times);
    }

    [Fact]
    public void Feed_JunkInPieces_IsOneRun()
    {
        _decoder.Feed("abc"u8, default);
        _decoder.Feed("def"u8, default);

        Assert.Equal((1, 6), CountOf(GnssVerdict.Junk));
    }

    [Theory]
    [InlineData(GnssVerdict.Rtcm3, "d300084ce0008a00000000a8f72a")]
    [InlineData(GnssVerdict.Sirf, "a0a200033301000034b0b3")]
    [InlineData(GnssVerdict.Tsip, "10a200001902010108421c000040c0000041d8000000000603000276e0671003")]
    [InlineData(GnssVerdict.Tsip, "10a20000040210101010a41003")]
    [InlineData(GnssVerdict.Oncore, "4040426f002d0d0a")]
    public void Feed_FrameOfAnotherProtocol_IsSteppedOver(GnssVerdict verdict, string hex)
    {
        _decoder.Feed([.. Hex.Bytes(hex), .. Rmc], default);

        Assert.Equal((1, hex.Length / 2), CountOf(verdict));
        Assert.Single(_reports.Times);
    }

    private static MonotonicTime AtMilliseconds(long milliseconds) => MonotonicTime.FromNanoseconds(milliseconds * 1_000_000);

    private (long Burst, long Message)[] Stamps() =>
        [.. _reports.Times.Select(report => (report.BurstStart.Nanoseconds / 1_000_000, report.MessageStart.Nanoseconds / 1_000_000))];

    private (int Frames, int Bytes) CountOf(GnssVerdict verdict) => ((int)_decoder.Counters.Frames(verdict), (int)_decoder.Counters.Bytes(verdict));
}
