using System.Linq;

namespace Nts.Gnss;

/// <summary>What a capture holds, counted by a scanner that shares no code with the decoder.</summary>
/// <param name="Capture">The file.</param>
/// <param name="Frames">Frames with a good checksum: NMEA, UBX, RTCM 3, SiRF, TSIP, Oncore.</param>
public sealed record CaptureExpectation(Capture Capture, int[] Frames)
{
    public static GnssVerdict[] FrameColumns { get; } =
        [GnssVerdict.Nmea, GnssVerdict.Ubx, GnssVerdict.Rtcm3, GnssVerdict.Sirf, GnssVerdict.Tsip, GnssVerdict.Oncore];

    // From the captures' README, with three differences. april6_2019: one RMC has a good checksum but the date 2208-1. isync: the sentence that was
    // injected into another one is whole, and counts. Oncore frames, which that scanner did not know, were counted by their starts and lengths.
    public static CaptureExpectation[] All { get; } =
    [
        Row("u-blox-m8t-time.log", 137, "0 1511 0 0 0 0"),
        Row("ublox-zed-f9t-ubx_nmea_l5.log", 777, "252 83 0 0 0 0"),
        Row("ublox-zed-f9t-rtcm3.log", 327, "0 136 182 0 0 0"),
        Row("ublox-glo.log", 694, "0 2982 0 0 0 0"),
        Row("ublox-zed-f9p-hp.log", 520, "0 293 0 0 0 0"),
        Row("ublox-lea-m8f.log", 495, "1 193 0 0 0 0"),
        Row("ublox8-uniqid-monhw.log", 378, "52 100 0 0 0 0"),
        Row("navisys-gr701w.log", 649, "0 423 0 0 0 0"),
        Row("ublox-neo-m8t-s.log", 348, "0 153 0 0 0 0"),
        Row("ublox-neo-m9n-nmea.log", 356, "1403 0 0 0 0 0"),
        Row("ublox-8.log", 334, "1008 0 0 0 0 0"),
        Row("ublox-lea-4h.log", 352, "108 0 0 0 0 0"),
        Row("mt3339.log", 197, "138 0 0 0 0 0"),
        Row("mtk-3301.log", 528, "56 0 0 0 0 0"),
        Row("gp-320fw-2019-04-06-overflow.log", 435, "141 0 0 0 0 0"),
        Row("april6_2019.log", 521, "2 0 0 0 0 0"),
        Row("firefly-II.log", 153, "46 0 0 0 0 0"),
        Row("isync.log", 419, "134 0 0 0 0 0"),
        Row("meinberg-gps164.log", 512, "90 0 0 0 0 0"),
        Row("unicore-um621.log", 784, "882 0 0 0 0 0"),
        Row("sirfstarv.log", 327, "0 0 0 495 0 0"),
        Row("garmin25lp.log", 279, "106 0 0 0 0 0"),
        Row("trimble-res720.log", 407, "0 0 0 0 842 0"),
        Row("oncore-binary-no-utc-offset.log", 843, "0 0 0 0 0 95"),
        Row("quectel-l76k-nmea.log", 970, "2280 0 0 0 0 0"),
    ];

    private static CaptureExpectation Row(string name, int start, string frames) =>
        new(new(name, start), Numbers(frames));

    private static int[] Numbers(string text) => [.. text.Split(' ', System.StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
