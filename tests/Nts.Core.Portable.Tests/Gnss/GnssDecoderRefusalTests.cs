using System;
using System.Linq;
using Nts.TestKit;

namespace Nts.Gnss;

public sealed class GnssDecoderRefusalTests
{
    private static GnssVerdict[] Reasons { get; } =
        [.. Enum.GetValues<GnssVerdict>().Where(verdict => verdict is >= GnssVerdict.BadChecksum and not GnssVerdict.Junk)];

    [Theory]
    [InlineData("date 31 February", "GPRMC,120000,A,,,,,,,310226,,,A")]
    [InlineData("date 29 February of no leap year", "GPRMC,120000,A,,,,,,,290226,,,A")]
    [InlineData("day 0", "GPRMC,120000,A,,,,,,,000126,,,A")]
    [InlineData("month 13", "GPRMC,120000,V,,,,,,,011326,,,N")]
    [InlineData("date with a sign", "GPRMC,000231.099,A,,,,,,,2208-1,,,A")]
    [InlineData("date of five digits", "GPRMC,120000,A,,,,,,,10126,,,A")]
    [InlineData("date of eight digits", "GPRMC,120000,A,,,,,,,01012026,,,A")]
    [InlineData("hour 24", "GPRMC,240000,A,,,,,,,010126,,,A")]
    [InlineData("minute 60", "GPRMC,126000,A,,,,,,,010126,,,A")]
    [InlineData("second 61", "GPRMC,235961,A,,,,,,,010126,,,A")]
    [InlineData("second 60 at noon", "GPRMC,120060,A,,,,,,,010126,,,A")]
    [InlineData("time of five digits", "GPRMC,12000,A,,,,,,,010126,,,A")]
    [InlineData("time of seven digits", "GPRMC,1200000,A,,,,,,,010126,,,A")]
    [InlineData("time with ten decimals", "GPRMC,120000.0000000000,A,,,,,,,010126,,,A")]
    [InlineData("time with a comma of its own", "GPRMC,120000:5,A,,,,,,,010126,,,A")]
    [InlineData("time with white space", "GPRMC, 120000,A,,,,,,,010126,,,A")]
    [InlineData("negative time", "GPRMC,-12000,A,,,,,,,010126,,,A")]
    [InlineData("status neither A nor V", "GPRMC,120000,X,,,,,,,010126,,,A")]
    [InlineData("status missing", "GPRMC,120000,,,,,,,,010126,,,A")]
    [InlineData("RMC that ends before its date", "GPRMC,120000,A,,,,,,")]
    [InlineData("ZDA that ends before its year", "GPZDA,120000,01,01")]
    [InlineData("ZDA with a month too many", "GPZDA,120000,01,13,2026,00,00")]
    [InlineData("ZDA without a day", "GPZDA,120000,,01,2026,00,00")]
    [InlineData("ZDA in year 0", "GPZDA,120000,01,01,0000,00,00")]
    [InlineData("ZDA beyond what time can hold", "GPZDA,120000,01,01,9999,00,00")]
    [InlineData("ZDA with a year of ten digits", "GPZDA,120000,01,01,0000002026,00,00")]
    [InlineData("ZDA with an unreadable time", "GPZDA,noon,01,01,2026,00,00")]
    [InlineData("GGA without quality", "GPGGA,120000,,,,,,08,,,M,,M,,")]
    [InlineData("GGA with quality 10", "GPGGA,120000,,,,,10,08,,,M,,M,,")]
    [InlineData("GGA with negative satellites", "GPGGA,120000,,,,,1,-8,,,M,,M,,")]
    [InlineData("GGA with an unreadable time", "GPGGA,25x000,,,,,1,08,,,M,,M,,")]
    [InlineData("GGA that ends early", "GPGGA,120000")]
    [InlineData("GSA with dimension 4", "GPGSA,A,4,,,,,,,,,,,,,,,")]
    [InlineData("GSA without a dimension", "GPGSA,A")]
    [InlineData("GSA with a word for a satellite", "GPGSA,A,3,01,two,,,,,,,,,,,,,")]
    [InlineData("GSA with a negative satellite", "GPGSA,A,3,-1,,,,,,,,,,,,,,")]
    [InlineData("PMTK001 without a result", "PMTK001,220")]
    [InlineData("PMTK001 without a command", "PMTK001,,3")]
    [InlineData("PMTK001 with result 4", "PMTK001,220,4")]
    [InlineData("PMTK705 that ends early", "PMTK705,AXN")]
    [InlineData("PGTOP with antenna 0", "PGTOP,11,0")]
    [InlineData("PCD with antenna 4", "PCD,11,4")]
    [InlineData("PCD without an antenna", "PCD,11")]
    [InlineData("GSV with half a satellite", "GPGSV,1,1,01,05,40")]
    [InlineData("GSV without a number", "GPGSV,1,,01,05,40,007,44")]
    [InlineData("GSV with elevation 91", "GPGSV,1,1,01,05,91,007,44")]
    [InlineData("GSV with azimuth 361", "GPGSV,1,1,01,05,40,361,44")]
    [InlineData("GSV with a word for a number", "GPGSV,1,1,01,05,40,007,good")]
    [InlineData("GSV with a negative satellite", "GPGSV,1,1,01,-5,40,007,44")]
    [InlineData("GSV whose second satellite is bad", "GPGSV,1,1,02,05,40,007,44,06,40,361,44")]
    [InlineData("GSV with signal id G", "GPGSV,1,1,01,05,40,007,44,G")]
    [InlineData("GSV that ends early", "GPGSV,1,1")]
    public void Nmea_FieldOutOfRange_IsMalformed(string why, string body) => AssertRefused(why, GnssVerdict.MalformedField, Frames.Nmea(body));

    [Theory]
    [InlineData("wrong checksum", GnssVerdict.BadChecksum, "$GPTXT,01*00\r\n")]
    [InlineData("checksum of one digit", GnssVerdict.BadChecksum, "$GPTXT,01*6\r\n")]
    [InlineData("checksum that is no number", GnssVerdict.BadChecksum, "$GPTXT,01*zz\r\n")]
    [InlineData("checksum with a sign", GnssVerdict.BadChecksum, "$GPTXT,01*+4\r\n")]
    [InlineData("text after the checksum", GnssVerdict.BadChecksum, "$GPTXT,01*4Bx\r\n")]
    [InlineData("no checksum", GnssVerdict.MissingChecksum, "$POLYN,TIME,RESTART_OCCURRED\r\n")]
    [InlineData("no checksum, one letter", GnssVerdict.MissingChecksum, "$G\n")]
    [InlineData("cut off by a sentence", GnssVerdict.Truncated, "$GPTXT,0")]
    [InlineData("cut off by a byte that is no text", GnssVerdict.Truncated, "$GPTXT,01*4\u0080")]
    [InlineData("dollar alone", GnssVerdict.Junk, "$")]
    [InlineData("dollar before a number", GnssVerdict.Junk, "$1.50")]
    [InlineData("plain text", GnssVerdict.Junk, "{\"class\":\"VERSION\"}")]
    [InlineData("comment", GnssVerdict.Junk, "# text")]
    public void Text_NoGoodSentence_IsRefused(string why, GnssVerdict verdict, string text) => AssertRefused(why, verdict, Frames.Text(text));

    [Theory]
    [InlineData("UBX: wrong first checksum byte", GnssVerdict.BadChecksum, "b562 0501 0200 0601 0e38")]
    [InlineData("UBX: wrong second checksum byte", GnssVerdict.BadChecksum, "b562 0501 0200 0601 0f39")]
    [InlineData("UBX: longer than any message", GnssVerdict.TooLong, "b562 0107 ffff 0000")]
    [InlineData("UBX: first byte alone", GnssVerdict.Junk, "b5 00")]
    [InlineData("RTCM 3: wrong CRC", GnssVerdict.BadChecksum, "d300084ce0008a00000000a8f72b")]
    [InlineData("RTCM 3: reserved bits", GnssVerdict.Junk, "d304084c")]
    [InlineData("SiRF: wrong checksum", GnssVerdict.BadChecksum, "a0a200033301000035b0b3")]
    [InlineData("SiRF: wrong end", GnssVerdict.BadChecksum, "a0a200033301000034b0b4")]
    [InlineData("SiRF: longer than any message", GnssVerdict.TooLong, "a0a27fff")]
    [InlineData("SiRF: first byte alone", GnssVerdict.Junk, "a000")]
    [InlineData("TSIP: wrong checksum", GnssVerdict.BadChecksum, "10a200001902010108421c000040c0000041d8000000000603000276e0661003")]
    [InlineData("TSIP: ends before its length", GnssVerdict.Junk, "10a20000190201011003")]
    [InlineData("TSIP: goes on after its length", GnssVerdict.Junk, "10a200000402000000aaaa1003")]
    [InlineData("TSIP: of the older kind, without a checksum", GnssVerdict.Junk, "1041000000001003")]
    [InlineData("TSIP: longer than any message", GnssVerdict.Junk, "10a200ffff0000")]
    [InlineData("Oncore: no letters", GnssVerdict.Junk, "4040000000000000")]
    [InlineData("Oncore: one at sign", GnssVerdict.Junk, "4000")]
    public void Binary_NoGoodFrame_IsRefused(string why, GnssVerdict verdict, string hex) => AssertRefused(why, verdict, Hex.Bytes(hex));

    [Theory]
    [InlineData("NAV-PVT of 91 bytes", GnssVerdict.WrongLength, 0x01, 0x07, 91, "")]
    [InlineData("NAV-TIMEUTC of 19 bytes", GnssVerdict.WrongLength, 0x01, 0x21, 19, "")]
    [InlineData("NAV-TIMELS of 25 bytes", GnssVerdict.WrongLength, 0x01, 0x26, 25, "")]
    [InlineData("TIM-TP of 15 bytes", GnssVerdict.WrongLength, 0x0d, 0x01, 15, "")]
    [InlineData("NAV-SAT with half a satellite", GnssVerdict.WrongLength, 0x01, 0x35, 14, "")]
    [InlineData("NAV-SAT shorter than its header", GnssVerdict.WrongLength, 0x01, 0x35, 4, "")]
    [InlineData("NAV-SAT with fewer than it says", GnssVerdict.MalformedField, 0x01, 0x35, 8, "00000000 01 01")]
    [InlineData("NAV-SVINFO with fewer than it says", GnssVerdict.MalformedField, 0x01, 0x30, 8, "00000000 01 01")]
    [InlineData("NAV-SVINFO with half a satellite", GnssVerdict.WrongLength, 0x01, 0x30, 14, "")]
    [InlineData("NAV-TIMEGPS of 15 bytes", GnssVerdict.WrongLength, 0x01, 0x20, 15, "")]
    [InlineData("NAV-TIMEGPS with a valid time beyond the week", GnssVerdict.MalformedField, 0x01, 0x20, 16, "00840c24 00000000 6208 12 07")]
    [InlineData("NAV-TIMEGPS with a valid fraction beyond a second", GnssVerdict.MalformedField, 0x01, 0x20, 16, "00000000 01ca9a3b 6208 12 07")]
    [InlineData("NAV-TIMEGPS with a valid negative week", GnssVerdict.MalformedField, 0x01, 0x20, 16, "00000000 00000000 ffff 12 07")]
    [InlineData("NAV-TIMEGPS with a valid week beyond what time can hold", GnssVerdict.MalformedField, 0x01, 0x20, 16, "00000000 00000000 ff7f 12 07")]
    [InlineData("NAV-SOL of 51 bytes", GnssVerdict.WrongLength, 0x01, 0x06, 51, "")]
    [InlineData("NAV-STATUS of 15 bytes", GnssVerdict.WrongLength, 0x01, 0x03, 15, "")]
    [InlineData("TIM-SVIN of 27 bytes", GnssVerdict.WrongLength, 0x0d, 0x04, 27, "")]
    [InlineData("NAV-SVIN of 28 bytes", GnssVerdict.WrongLength, 0x01, 0x3b, 28, "")]
    [InlineData("MON-RF without an input", GnssVerdict.WrongLength, 0x0a, 0x38, 4, "")]
    [InlineData("MON-RF with half an input", GnssVerdict.WrongLength, 0x0a, 0x38, 16, "00 01")]
    [InlineData("MON-RF with an input that it does not count", GnssVerdict.MalformedField, 0x0a, 0x38, 28, "")]
    [InlineData("MON-RF with fewer inputs than it says", GnssVerdict.MalformedField, 0x0a, 0x38, 28, "00 02")]
    [InlineData("MON-HW of 61 bytes", GnssVerdict.WrongLength, 0x0a, 0x09, 61, "")]
    [InlineData("SEC-SIG of 5 bytes", GnssVerdict.WrongLength, 0x27, 0x09, 5, "01")]
    [InlineData("SEC-SIG version 1 of 8 bytes", GnssVerdict.MalformedField, 0x27, 0x09, 8, "01")]
    [InlineData("SEC-SIG version 2 with fewer frequencies than it says", GnssVerdict.MalformedField, 0x27, 0x09, 8, "02 00 00 02")]
    [InlineData("MON-VER shorter than its versions", GnssVerdict.WrongLength, 0x0a, 0x04, 30, "")]
    [InlineData("MON-VER with half an extension", GnssVerdict.WrongLength, 0x0a, 0x04, 55, "")]
    [InlineData("ACK-ACK of one byte", GnssVerdict.WrongLength, 0x05, 0x01, 1, "06")]
    [InlineData("NAV-PVT with a valid month 13", GnssVerdict.MalformedField, 0x01, 0x07, 92, "00000000 ea07 0d16 040506 07")]
    [InlineData("NAV-PVT with a valid year 0", GnssVerdict.MalformedField, 0x01, 0x07, 92, "00000000 0000 0b16 040506 07")]
    [InlineData("NAV-PVT with a leap second at four", GnssVerdict.MalformedField, 0x01, 0x07, 92, "00000000 ea07 0b16 04053c 07")]
    [InlineData("NAV-PVT with nanoseconds beyond a second", GnssVerdict.MalformedField, 0x01, 0x07, 92, "00000000 ea07 0b16 040506 07 00000000 01ca9a3b")]
    [InlineData("NAV-TIMEUTC with a valid hour 24", GnssVerdict.MalformedField, 0x01, 0x21, 20, "00000000 00000000 00000000 ea07 0b16 180506 07")]
    [InlineData("NAV-TIMELS with a change by two", GnssVerdict.MalformedField, 0x01, 0x26, 24, "00000000 00000000 02120202 00000000 00000000 00000003")]
    [InlineData("TIM-TP beyond the end of the week", GnssVerdict.MalformedField, 0x0d, 0x01, 16, "00840c24")]
    public void Ubx_GoodChecksum_MayStillBeWrong(string why, GnssVerdict verdict, byte messageClass, byte id, int length, string start)
    {
        byte[] payload = new byte[length];
        Hex.Bytes(start).CopyTo(payload, 0);
        AssertRefused(why, verdict, Frames.Ubx(messageClass, id, payload));
    }

    // Refused once and as a whole, nothing reported, and the sentence after it is taken.
    private static void AssertRefused(string why, GnssVerdict verdict, byte[] bytes)
    {
        ReportRecorder reports = new();
        GnssDecoder decoder = new(reports, GnssDecoderTests.BuiltAt);
        decoder.Feed([.. bytes, .. Frames.Nmea("GPRMC,040506,V,,,,,,,221126,,,N"), .. new byte[4096]], default);
        decoder.Finish();

        Assert.True(decoder.Counters.Frames(verdict) >= 1, why);
        Assert.Equal(verdict == GnssVerdict.Junk ? 0 : 1, Reasons.Sum(decoder.Counters.Frames));
        Assert.Equal(decoder.Counters.FedBytes, Enum.GetValues<GnssVerdict>().Sum(decoder.Counters.Bytes));
        Assert.Equal("2026-11-22T04:05:06.000000000Z", Assert.IsType<TimeReport>(Assert.Single(reports.All)).Utc.ToString());
    }
}
