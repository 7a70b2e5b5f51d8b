using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>What the receiver's messages said last, each of its own subject. What none has told is null.</summary>
internal sealed class ReceiverFacts
{
    /// <summary>The kind of fix.</summary>
    public FixKind? Fix { get; private set; }

    /// <summary>Satellites used in the fix.</summary>
    public int? SatellitesUsed { get; private set; }

    /// <summary>Satellites in view.</summary>
    public SatellitesInView InView { get; } = new();

    /// <summary>Leap seconds.</summary>
    public LeapReport? Leap { get; private set; }

    /// <summary>The time, used or not.</summary>
    public PosixTime? StatedTime { get; private set; }

    /// <summary>The antenna.</summary>
    public AntennaState? Antenna { get; private set; }

    /// <summary>Interference.</summary>
    public JammingState? Jamming { get; private set; }

    /// <summary>Counterfeit signals.</summary>
    public SpoofingState? Spoofing { get; private set; }

    /// <summary>The survey of the position.</summary>
    public SurveyReport? Survey { get; private set; }

    /// <summary>What the receiver is.</summary>
    public ReceiverIdentity? Identity { get; private set; }

    /// <summary>Takes a statement of the time in.</summary>
    public void Take(in TimeReport report) => StatedTime = report.Utc;

    /// <summary>Takes the state of the fix in.</summary>
    public void Take(in FixReport report)
    {
        Fix = report.Fix;
        SatellitesUsed = report.Constellation is null ? report.SatellitesUsed ?? SatellitesUsed : SatellitesUsed;
    }

    /// <summary>Takes a statement about leap seconds in.</summary>
    public void Take(in LeapReport report) => Leap = report;

    /// <summary>Takes the state of the radio in.</summary>
    public void Take(in RadioReport report)
    {
        Antenna = report.Antenna ?? Antenna;
        Jamming = report.Jamming ?? Jamming;
        Spoofing = report.Spoofing ?? Spoofing;
    }

    /// <summary>Takes the state of the survey in.</summary>
    public void Take(in SurveyReport report) => Survey = report;

    /// <summary>Takes in what the receiver is.</summary>
    public void Take(ReceiverIdentity identity) => Identity = identity;

    /// <summary>Forgets what may be another receiver's when the port is opened again; the time and leap seconds stay as last told.</summary>
    public void Forget()
    {
        Fix = null;
        SatellitesUsed = null;
        InView.Clear();
        Antenna = null;
        Jamming = null;
        Spoofing = null;
        Survey = null;
        Identity = null;
    }
}
