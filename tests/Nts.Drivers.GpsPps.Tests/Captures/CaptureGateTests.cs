using System.Collections.Generic;
using System.Linq;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Captures;

/// <summary>When the gate opens for real receivers, and why not.</summary>
public sealed class CaptureGateTests
{
    private static readonly NtpDuration Era = NtpDuration.FromSeconds(1024 * 7 * 86_400);

    /// <summary>Each run of the same decision with the number of its messages.</summary>
    [SkippableTheory]
    [InlineData("april6_2019.log", "a date 1024 weeks ago and a right clock: mended", 2019, Clock.OneEraLater, 1024, "None 1")]
    [InlineData("april6_2019.log", "the same and no clock: it may be a default date", 2019, Clock.Unset, 0, "BeforeRelease 1")]
    [InlineData("april6_2019.log", "the same read today: two rollovers are not agreed on", 2026, Clock.OneEraLater, 0, "BeforeRelease 1")]
    [InlineData("gp-320fw-2019-04-06-overflow.log", "NMEA and a right clock", 2019, Clock.Right, 0, "None 22")]
    [InlineData("gp-320fw-2019-04-06-overflow.log", "NMEA alone: 20 s are no 12.5 minutes", 2019, Clock.Unset, 0, "Unconfirmed 22")]
    [InlineData("garmin25lp.log", "ten seconds without a fix, then a fix and a right clock", 2005, Clock.Right, 0, "NoFix 10, None 10")]
    [InlineData("garmin25lp.log", "the same and no clock", 2005, Clock.Unset, 0, "NoFix 10, Unconfirmed 10")]
    [InlineData("ublox-glo.log", "GLONASS alone: leap seconds never known, fixes doubtful", 2023, Clock.Right, 0, "")]
    [InlineData("navisys-gr701w.log", "NAV-TIMEGPS counts on without a fix", 2024, Clock.Unset, 0, "")]
    public void Judge_Capture_OpensWhenItShould(string name, string what, int releaseYear, Clock clock, int mendedWeeks, string expected)
    {
        Listener listener = new(PairingBench.Utc(releaseYear, 1, 1, 0, 0, 0), clock);
        GnssDecoder decoder = new(listener, PairingBench.Utc(releaseYear, 1, 1, 0, 0, 0));
        decoder.Feed(new CaptureFile(name).Bytes(), default);
        decoder.Finish();
        string decisions = string.Join(", ", listener.Decisions.Select(d => $"{d.Refusal} {d.Messages}"));
        Assert.True(decisions == expected, $"{name}: {what}: {decisions}");
        Assert.Equal(mendedWeeks, listener.Gate.MendedWeeks);
    }

    /// <summary>What this machine's clock reads.</summary>
    public enum Clock
    {
        Unset,
        Right,
        OneEraLater,
    }

    /// <summary>Shows a gate what a decoder finds, each epoch as a burst of its own.</summary>
    private sealed class Listener(PosixTime notBefore, Clock clock) : IGnssListener
    {
        private PosixTime? _first;

        public TimeGate Gate { get; } = new(new PairingOptions { NotBefore = notBefore });

        public List<(TimeRefusal Refusal, int Messages)> Decisions { get; } = [];

        public void OnTime(in TimeReport report)
        {
            _first ??= report.Utc;
            MonotonicTime at = PairingBench.At((report.Utc.RoundToSecond() - _first.Value).TotalSeconds);
            PosixTime local = clock switch
            {
                Clock.Unset => PosixTime.FromSeconds(0),
                Clock.Right => report.Utc,
                _ => report.Utc + Era,
            };
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
