using System.Collections.Generic;
using System.Linq;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Captures;

/// <summary>When the gate opens for real receivers, and why not.</summary>
public sealed class CaptureGateTests
{
    /// <summary>Each run of the same decision with the number of its messages.</summary>
    [SkippableTheory]
    [InlineData("april6_2019.log", "its only epoch with a date lies 0.42 s beside the second, so it tells of none", 2019, false, "NothingYet 1")]
    [InlineData("gp-320fw-2019-04-06-overflow.log", "NMEA and a right clock", 2019, true, "None 22")]
    [InlineData("gp-320fw-2019-04-06-overflow.log", "NMEA alone: 20 s are no 12.5 minutes", 2019, false, "Unconfirmed 22")]
    [InlineData("garmin25lp.log", "ten seconds without a fix, then a fix, which GGA tells after RMC, and a right clock", 2005, true, "NotValid 2, NoFix 9, None 9")]
    [InlineData("garmin25lp.log", "the same and no clock", 2005, false, "NotValid 2, NoFix 9, Unconfirmed 9")]
    [InlineData("garmin25lp.log", "the same read today: its date is of the past", 2026, true, "NotValid 2, NoFix 9, BeforeRelease 9")]
    [InlineData("ublox-glo.log", "GLONASS alone: leap seconds never known, fixes doubtful; not even a right clock helps", 2023, true, "UtcUnknown 1, NoFix 502, UtcUnknown 16, NoFix 50, UtcUnknown 6, NoFix 14, UtcUnknown 10")]
    [InlineData("navisys-gr701w.log", "NAV-TIMEGPS counts on without a fix for 29 s; then five good seconds", 2024, false, "None 29, NoFix 29, Settling 4, None 18")]
    public void Judge_Capture_OpensWhenItShould(string name, string what, int releaseYear, bool isClockRight, string expected)
    {
        Listener listener = new(PairingBench.Utc(releaseYear, 1, 1, 0, 0, 0), isClockRight);
        GnssDecoder decoder = new(listener, PairingBench.Utc(releaseYear, 1, 1, 0, 0, 0));
        decoder.Feed(new CaptureFile(name).Bytes(), default);
        decoder.Finish();
        string decisions = string.Join(", ", listener.Decisions.Select(d => $"{d.Refusal} {d.Messages}"));
        Assert.True(decisions == expected, $"{name}: {what}: {decisions}");
    }

    /// <summary>Shows a gate what a decoder finds, each epoch as a burst of its own.</summary>
    private sealed class Listener(PosixTime notBefore, bool isClockRight) : IGnssListener
    {
        private PosixTime? _first;

        public TimeGate Gate { get; } = new(new PairingOptions { NotBefore = notBefore });

        public List<(TimeRefusal Refusal, int Messages)> Decisions { get; } = [];

        public void OnTime(in TimeReport report)
        {
            _first ??= report.Utc;
            MonotonicTime at = PairingBench.At((report.Utc.RoundToSecond() - _first.Value).TotalSeconds);
            PosixTime local = isClockRight ? report.Utc : PosixTime.FromSeconds(0);
            TimeReport judged = report with { BurstStart = at, MessageStart = at };
            TimeRefusal refusal = Gate.Judge(ref judged, new LocalReading(local, NtpDuration.Zero));
            if (Decisions.Count > 0 && Decisions[^1].Refusal == refusal)
            {
                Decisions[^1] = (refusal, Decisions[^1].Messages + 1);
            }
            else
            {
                Decisions.Add((refusal, 1));
            }
        }

        public void OnPulseReport(in PulseReport report) => Gate.OnPulseReport(report);

        public void OnLeap(in LeapReport report) => Gate.OnLeap(report);

        public void OnFix(in FixReport report) => Gate.OnFix(report.Fix);

        public void OnRadio(in RadioReport report) => Gate.OnRadio(report);

        public void OnSatellite(in SatelliteReport report, bool first)
        {
        }

        public void OnSurvey(in SurveyReport report)
        {
        }

        public void OnIdentity(ReceiverIdentity identity)
        {
        }

        public void OnCommand(in CommandReport report)
        {
        }
    }
}
