using System.Linq;

namespace Nts.Gnss;

/// <summary>What a capture holds, counted by a scanner that shares no code with the decoder.</summary>
/// <param name="Capture">The file.</param>
/// <param name="Frames">Frames with a good checksum: NMEA, UBX, RTCM 3, SiRF, TSIP, Oncore.</param>
/// <param name="Messages">Messages: RMC, ZDA, GGA, GSA, GSV, NAV-PVT, NAV-TIMEUTC, NAV-TIMELS, TIM-TP, NAV-SAT.</param>
public sealed record CaptureExpectation(Capture Capture, int[] Frames, int[] Messages)
{
    public static GnssVerdict[] FrameColumns { get; } =
        [GnssVerdict.Nmea, GnssVerdict.Ubx, GnssVerdict.Rtcm3, GnssVerdict.Sirf, GnssVerdict.Tsip, GnssVerdict.Oncore];

    public static MessageKind[] MessageColumns { get; } =
    [
        MessageKind.Rmc, MessageKind.Zda, MessageKind.Gga, MessageKind.Gsa, MessageKind.Gsv,
        MessageKind.NavPvt, MessageKind.NavTimeUtc, MessageKind.NavTimeLs, MessageKind.TimTp, MessageKind.NavSat,
    ];

    // From the captures' README, with three differences. april6_2019: one RMC has a good checksum but the date 2208-1. isync: the sentence that was
    // injected into another one is whole, and counts. Oncore frames, which that scanner did not know, were counted by their starts and lengths.
    public static CaptureExpectation[] All { get; } =
    [
        Row("u-blox-m8t-time.log", 137, "0 1511 0 0 0 0", "0 0 0 0 0 0 151 151 152 151"),
        Row("ublox-zed-f9t-ubx_nmea_l5.log", 777, "252 83 0 0 0 0", "9 9 9 45 153 9 0 0 0 9"),
        Row("ublox-zed-f9t-rtcm3.log", 327, "0 136 182 0 0 0", "0 0 0 0 0 26 0 0 0 3"),
        Row("ublox-glo.log", 694, "0 2982 0 0 0 0", "0 0 0 0 0 299 0 1 0 300"),
        Row("ublox-zed-f9p-hp.log", 520, "0 293 0 0 0 0", "0 0 0 0 0 29 29 29 0 3"),
        Row("ublox-lea-m8f.log", 495, "1 193 0 0 0 0", "0 0 0 0 0 28 0 0 0 23"),
        Row("ublox8-uniqid-monhw.log", 378, "52 100 0 0 0 0", "6 0 4 10 15 7 0 1 0 7"),
        Row("navisys-gr701w.log", 649, "0 423 0 0 0 0", "0 0 0 0 0 0 0 0 0 0"),
        Row("ublox-neo-m8t-s.log", 348, "0 153 0 0 0 0", "0 0 0 0 0 0 0 0 0 0"),
        Row("ublox-neo-m9n-nmea.log", 356, "1403 0 0 0 0 0", "61 61 61 244 732 0 0 0 0 0"),
        Row("ublox-8.log", 334, "1008 0 0 0 0 0", "72 72 72 144 504 0 0 0 0 0"),
        Row("ublox-lea-4h.log", 352, "108 0 0 0 0 0", "14 14 14 14 24 0 0 0 0 0"),
        Row("mt3339.log", 197, "138 0 0 0 0 0", "30 30 30 30 18 0 0 0 0 0"),
        Row("mtk-3301.log", 528, "56 0 0 0 0 0", "11 0 11 3 8 0 0 0 0 0"),
        Row("gp-320fw-2019-04-06-overflow.log", 435, "141 0 0 0 0 0", "20 2 20 20 50 0 0 0 0 0"),
        Row("april6_2019.log", 521, "2 0 0 0 0 0", "2 0 0 0 0 0 0 0 0 0"),
        Row("firefly-II.log", 153, "46 0 0 0 0 0", "23 23 0 0 0 0 0 0 0 0"),
        Row("isync.log", 419, "134 0 0 0 0 0", "12 11 12 12 41 0 0 0 0 0"),
        Row("meinberg-gps164.log", 512, "90 0 0 0 0 0", "90 0 0 0 0 0 0 0 0 0"),
        Row("unicore-um621.log", 784, "882 0 0 0 0 0", "20 0 20 100 480 0 0 0 0 0"),
        Row("sirfstarv.log", 327, "0 0 0 495 0 0", "0 0 0 0 0 0 0 0 0 0"),
        Row("garmin25lp.log", 279, "106 0 0 0 0 0", "20 0 19 19 48 0 0 0 0 0"),
        Row("trimble-res720.log", 407, "0 0 0 0 842 0", "0 0 0 0 0 0 0 0 0 0"),
        Row("oncore-binary-no-utc-offset.log", 843, "0 0 0 0 0 95", "0 0 0 0 0 0 0 0 0 0"),
        Row("quectel-l76k-nmea.log", 970, "2280 0 0 0 0 0", "150 150 150 450 1050 0 0 0 0 0"),
    ];

    private static CaptureExpectation Row(string name, int start, string frames, string messages) =>
        new(new(name, start), Numbers(frames), Numbers(messages));

    private static int[] Numbers(string text) => [.. text.Split(' ', System.StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
