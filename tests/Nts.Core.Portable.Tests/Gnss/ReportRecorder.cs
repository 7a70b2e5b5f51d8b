using System.Collections.Generic;

namespace Nts.Gnss;

/// <summary>Keeps every report, each kind in its own list and all of them in the order of arrival.</summary>
public sealed class ReportRecorder : IGnssListener
{
    public List<object> All { get; } = [];

    public List<TimeReport> Times { get; } = [];

    public List<PulseReport> Pulses { get; } = [];

    public List<LeapReport> Leaps { get; } = [];

    public List<FixReport> Fixes { get; } = [];

    public List<(SatelliteReport Satellite, bool First)> Satellites { get; } = [];

    public List<RadioReport> Radios { get; } = [];

    public List<SurveyReport> Surveys { get; } = [];

    public List<ReceiverIdentity> Identities { get; } = [];

    public List<CommandReport> Commands { get; } = [];

    public void OnTime(in TimeReport report) => Keep(Times, report);

    public void OnPulseReport(in PulseReport report) => Keep(Pulses, report);

    public void OnLeap(in LeapReport report) => Keep(Leaps, report);

    public void OnFix(in FixReport report) => Keep(Fixes, report);

    public void OnSatellite(in SatelliteReport report, bool first) => Keep(Satellites, (report, first));

    public void OnRadio(in RadioReport report) => Keep(Radios, report);

    public void OnSurvey(in SurveyReport report) => Keep(Surveys, report);

    public void OnIdentity(ReceiverIdentity identity) => Keep(Identities, identity);

    public void OnCommand(in CommandReport report) => Keep(Commands, report);

    private void Keep<T>(List<T> list, T report)
        where T : notnull
    {
        list.Add(report);
        All.Add(report);
    }
}
