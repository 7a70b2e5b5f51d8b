using System;
using System.Globalization;
using System.Linq;

namespace Nts.Drivers.GpsPps.Captures;

/// <summary>Real receivers on bad lines: whatever becomes of their bytes, no label is wrong. NTS_DAMAGES=N does it N times to each.</summary>
public sealed class DamagedCaptureTests
{
    private const int UsualDamages = 8;

    /// <summary>The captures, and whether they hold enough good seconds for a label.</summary>
    public static TheoryData<string, bool> Captures => new()
    {
        { "april6_2019.log", false },
        { "firefly-II.log", true },
        { "garmin25lp.log", true },
        { "gp-320fw-2019-04-06-overflow.log", true },
        { "isync.log", true },
        { "meinberg-gps164.log", true },
        { "mt3339.log", true },
        { "mtk-3301.log", false },
        { "navisys-gr701w.log", true },
        { "oncore-binary-no-utc-offset.log", false },
        { "quectel-l76k-nmea.log", true },
        { "sirfstarv.log", false },
        { "trimble-res720.log", false },
        { "u-blox-m8t-time.log", true },
        { "ublox-8.log", true },
        { "ublox-glo.log", false },
        { "ublox-lea-4h.log", false },
        { "ublox-lea-m8f.log", true },
        { "ublox-neo-m8t-s.log", true },
        { "ublox-neo-m9n-nmea.log", true },
        { "ublox-zed-f9p-hp.log", true },
        { "ublox-zed-f9t-rtcm3.log", true },
        { "ublox-zed-f9t-ubx_nmea_l5.log", true },
        { "ublox8-uniqid-monhw.log", true },
        { "unicore-um621.log", true },
    };

    [SkippableTheory]
    [MemberData(nameof(Captures))]
    public void OnBytes_WholeCapture_LabelsRight(string name, bool hasLabels)
    {
        byte[] bytes = new CaptureFile(name).Bytes();
        foreach (double delay in (double[])[0.03, 0.07, 0.25, 0.51])
        {
            CaptureRun run = CaptureRun.Of(CaptureTiming.Of(bytes, delay, CaptureRun.NotBefore));
            Assert.Empty(run.Wrong);
            Assert.Equal(hasLabels, run.Labels > 0);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Captures))]
    public void OnBytes_DamagedCapture_NeverLabelsWrong(string name, bool hasLabels)
    {
        byte[] bytes = new CaptureFile(name).Bytes();
        int damages = int.TryParse(Environment.GetEnvironmentVariable("NTS_DAMAGES"), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : UsualDamages;
        int labels = 0;
        for (int seed = 1; seed <= damages; seed++)
        {
            Random random = new(seed);
            TimedByte[] timed = CaptureTiming.Of(bytes, 0.02 + (0.6 * random.NextDouble()), CaptureRun.NotBefore);
            CaptureRun run = CaptureRun.Of(Damage.Do(timed, random));
            labels += run.Labels;
            Assert.True(run.Wrong.Count == 0, $"seed {seed}: {run.Wrong.Count} of {run.Labels} labels wrong, the first by {run.Wrong.FirstOrDefault()} s");
        }

        Assert.True(hasLabels || labels == 0, $"{labels} labels");
    }
}
