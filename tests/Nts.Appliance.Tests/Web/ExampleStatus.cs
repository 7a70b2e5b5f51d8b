using System;
using System.Globalization;
using System.Linq;
using Nts.Appliance.Status;
using Nts.Time;

namespace Nts.Appliance.Web;

/// <summary>A made-up timekeeper: its documents, and a page's watch that has seen an hour of them.</summary>
internal static class ExampleStatus
{
    public const int HourOfSeconds = 3600;

    /// <summary>When the last document was published.</summary>
    public static readonly MonotonicTime Now = MonotonicTime.FromNanoseconds(100_000 * 1_000_000_000L);

    private static readonly DateTimeOffset Time = new(2026, 11, 22, 20, 15, 0, TimeSpan.Zero);
    private static readonly (string System, int Number, int Elevation, int Azimuth, int? Signal)[] Sky =
    [
        ("GPS", 3, 71, 248, 49), ("GPS", 6, 34, 61, 43), ("GPS", 14, 52, 301, 46), ("GPS", 17, 44, 142, 44), ("GPS", 19, 15, 170, 36), ("GPS", 22, 25, 284, 41),
        ("GPS", 30, 8, 32, null), ("Galileo", 5, 63, 98, 48), ("Galileo", 9, 38, 215, 44), ("Galileo", 15, 21, 322, 39), ("Galileo", 34, 12, 118, null),
        ("GLONASS", 2, 47, 20, 45), ("GLONASS", 12, 29, 188, 40), ("GLONASS", 23, 56, 338, 45), ("SBAS", 136, 31, 171, 42),
    ];

    /// <summary>A watch whose clock stands still, so that nothing gets old while a test looks.</summary>
    /// <param name="last">What the last second said.</param>
    /// <param name="problem">Why no timekeeper stands behind it.</param>
    /// <param name="before">Seconds of history before it.</param>
    /// <param name="change">What the seconds before it said, by how long ago they are.</param>
    public static StatusWatch Watch(StatusDocument? last, string? problem = null, int before = HourOfSeconds, Action<StatusDocument, int>? change = null)
    {
        StatusWatch watch = new("/none", () => Now);
        Random random = new(7);
        double noise = 0;
        for (int ago = before; ago > 0; ago--)
        {
            noise = (0.98 * noise) + (random.NextDouble() - 0.5);
            StatusDocument document = Locked(ago, noise);
            change?.Invoke(document, ago);
            watch.Look(new(default, document, null), Now);
        }

        watch.Look(new(last is null ? default : System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(last, StatusJson.Default.StatusDocument), last, problem) { Authority = last is null ? null : ExampleAuthority.Pem }, Now);
        return watch;
    }

    /// <summary>Locked, and well.</summary>
    public static StatusDocument Locked(int ago = 0, double noise = 0)
    {
        double wave = Math.Sin((HourOfSeconds - ago) / 410.0);
        double offset = -15e-9 + (14e-9 * noise) + (20e-9 * wave);
        return new()
        {
            Version = "1.0.0",
            ProcessId = 1,
            PublishedAtMonotonicNanoseconds = (Now - NtpDuration.FromSeconds(ago)).Nanoseconds,
            Time = Time.AddSeconds(-ago).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            Clock = new()
            {
                State = "locked",
                Reason = "phase and frequency have settled",
                StateSeconds = 93_600 - ago,
                Stratum = 1,
                ReferenceId = "GPS",
                RootDispersionSeconds = 1.24e-6 + (8e-8 * Math.Cos((HourOfSeconds - ago) / 300.0)),
                OffsetSeconds = offset,
                OffsetSigmaSeconds = 84e-9,
                FrequencyPpm = -7.4312 + (0.0032 * wave),
                FrequencySigmaPpm = 0.0004,
                WanderPpm = 2.1e-5,
                PulseJitterSeconds = 212e-9 + (2e-9 * noise),
                HoldoverLeftSeconds = 5.2 * 3600,
                Thermometer = "cpu-thermal (/sys/class/hwmon/hwmon0/temp1_input)",
                TemperatureCelsius = 41.2 + (0.9 * wave),
                TemperaturePpmPerDegree = 0.0036,
                TemperatureSigmaPpmPerDegree = 0.0002,
                Remembered = "frequency -7.4310 ppm (2026-11-22T19:30Z), serial delay 71.4 ms",
                SteersSystemClock = true,
                Pulses = { ["accepted"] = 93_598, ["late"] = 2 },
            },
            Receiver = new()
            {
                Description = "/dev/ttyAMA0, pulse on GPIO 18",
                State = "paired",
                Reason = "pulse and time are paired: 12 satellites used, serial delay 71.4 ms",
                Place = "/dev/ttyAMA0 at 115200 baud",
                Setup = "set up, 15 commands accepted",
                Identity = "u-blox NEO-M8T, TIM 1.10, protocol 22.00, a timing model",
                Antenna = "ok",
                Jamming = "none",
                Spoofing = "none",
                Survey = new() { IsValid = true, DurationSeconds = 86_400, AccuracyMetres = 1.2 },
                SatellitesUsed = Sky.Count(s => s.Signal is not null && s.System != "SBAS"),
                SatellitesInView = Sky.Length,
                StrongestSignal = 49,
                SerialDelaySeconds = 71.392e-3,
                PulseMethod = "polled",
                PolledBracketSeconds = 420e-9,
                InterruptBiasSeconds = 11.5e-6,
                InterruptBiasSigmaSeconds = 40e-9,
                Counters = { ["bytes"] = 61_234_567, ["messages"] = 842_111 },
                Satellites = [.. Sky.Select(s => new SatelliteStatus { System = s.System, Number = s.Number, Elevation = s.Elevation, Azimuth = s.Azimuth, Signal = s.Signal, IsUsed = s.Signal is not null && s.System != "SBAS" })],
            },
            Leap = new() { TaiMinusUtcSeconds = 37, TableSource = "/usr/share/zoneinfo/leap-seconds.list", TableExpires = "2027-06-28T00:00:00Z" },
            Ntp = { ["ntp"] = 48_112 + (3 * (HourOfSeconds - ago)), ["nts"] = 1_204_771 + (41 * (HourOfSeconds - ago)), ["mac"] = 0, ["rate-limited"] = 318, ["cookie-key-unknown"] = 12, ["truncated"] = 4, ["reply-interleaved"] = 90_112 },
            KeyEstablishment = { ["session-answered"] = 1_921, ["session-tls-failed"] = 6, ["session-silent"] = 31, ["request-accepted"] = 1_919, ["request-no-common-aead"] = 2 },
            KeyEstablishmentState = "serving on 0.0.0.0:4460, [::]:4460",
            Certificate = new() { Summary = "/var/lib/nts-appliance/server.pem, valid until 2028-11-22 20:15Z", NotAfter = "2028-11-22T20:15:00Z" },
            Serving = new() { NtpPort = 123, KeyEstablishmentPort = 4460 },
            Clients =
            [
                new() { Address = "192.0.2.17", Requests = 812_114, Nts = 812_002, Dropped = 9, IntervalSeconds = 16, LastSeconds = 3 },
                new() { Address = "2001:db8:17::5", Requests = 230_551, Nts = 0, Dropped = 318, IntervalSeconds = 64, LastSeconds = 41 },
            ],
            Keys = new() { Mode = "rotate", CurrentId = "5f0c11aa", AgeSeconds = 30_000, NextRotationSeconds = 56_400, PreviousIds = ["00a1b2c3", "77d8e9f0"] },
            Process = new() { ResidentBytes = 48 << 20, AllocatedBytes = 41 << 20, Generation0Collections = 3, WorstSecondPauseSeconds = 9e-4 },
        };
    }

    /// <summary>Without pulses for eleven minutes, and still served.</summary>
    public static StatusDocument Holdover()
    {
        StatusDocument document = Locked();
        Unplug(document, 660);
        return document;
    }

    /// <summary>The antenna was cut some time ago.</summary>
    public static void Unplug(StatusDocument document, double seconds)
    {
        document.WhyNotLocked = "no fix: the receiver measures no antenna (0 satellites used, 15 in view, no signal)";
        document.NextStep = "check the antenna's cable and its plug at the receiver";
        document.Clock.State = "holdover";
        document.Clock.Reason = "no usable pulse lately";
        document.Clock.StateSeconds = seconds;
        document.Clock.OffsetSigmaSeconds = 84e-9 + (2.5e-9 * seconds);
        document.Clock.RootDispersionSeconds += 8e-9 * seconds;
        document.Clock.HoldoverLeftSeconds = (5.2 * 3600) - seconds;
        document.Receiver.State = "no-fix";
        document.Receiver.Reason = document.WhyNotLocked;
        document.Receiver.Antenna = "open";
        document.Receiver.SatellitesUsed = 0;
        document.Receiver.Satellites.ForEach(s => (s.Signal, s.IsUsed) = (null, false));
    }

    /// <summary>Just started, without a sky.</summary>
    public static StatusDocument NotLocked()
    {
        StatusDocument document = Locked();
        Blind(document);
        return document;
    }

    /// <summary>Takes away what a box does not know before its first fix.</summary>
    public static void Blind(StatusDocument document)
    {
        document.WhyNotLocked = "no fix: 0 satellites used, 15 in view, strongest signal 21 dB-Hz";
        document.NextStep = "move the antenna to where it sees the sky, or outdoors; the first fix then takes a minute";
        document.Clock = new()
        {
            State = "cold",
            Reason = "the time is not known yet",
            StateSeconds = 154,
            Stratum = 16,
            Leap = 3,
            ReferenceId = "INIT",
            Thermometer = document.Clock.Thermometer,
            TemperatureCelsius = document.Clock.TemperatureCelsius,
            SteersSystemClock = true,
        };
        document.Receiver.State = "no-fix";
        document.Receiver.Reason = document.WhyNotLocked;
        document.Receiver.SatellitesUsed = 0;
        document.Receiver.StrongestSignal = 21;
        document.Receiver.SerialDelaySeconds = null;
        foreach (SatelliteStatus satellite in document.Receiver.Satellites)
        {
            satellite.Signal = satellite.Elevation > 45 ? satellite.Signal - 28 : null;
            satellite.IsUsed = false;
        }
    }
}
