using System.Collections.Generic;
using Nts.Gnss;

namespace Nts.Drivers.GpsPps;

/// <summary>Keeps all that a decoder reports.</summary>
internal sealed class RecordingGnssListener : IGnssListener
{
    public List<TimeReport> Times { get; } = [];

    public List<PulseReport> Pulses { get; } = [];

    public List<LeapReport> Leaps { get; } = [];

    public List<FixReport> Fixes { get; } = [];

    public List<SatelliteReport> Satellites { get; } = [];

    public List<RadioReport> Radios { get; } = [];

    public List<SurveyReport> Surveys { get; } = [];

    public List<ReceiverIdentity> Identities { get; } = [];

    public List<CommandReport> Commands { get; } = [];

    public void OnTime(in TimeReport report) => Times.Add(report);

    public void OnPulseReport(in PulseReport report) => Pulses.Add(report);

    public void OnLeap(in LeapReport report) => Leaps.Add(report);

    public void OnFix(in FixReport report) => Fixes.Add(report);

    public void OnSatellite(in SatelliteReport report, bool first) => Satellites.Add(report);

    public void OnRadio(in RadioReport report) => Radios.Add(report);

    public void OnSurvey(in SurveyReport report) => Surveys.Add(report);

    public void OnIdentity(ReceiverIdentity identity) => Identities.Add(identity);

    public void OnCommand(in CommandReport report) => Commands.Add(report);
}
