using System.Collections.Generic;
using Nts.Gnss;
using Nts.Recordings;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Replay;

/// <summary>Finds out when a recording was made, from what its receiver says.</summary>
public sealed class RecordedDate : IGnssListener
{
    private static readonly NtpDuration OneDay = NtpDuration.FromSeconds(86_400);

    /// <summary>2020: a clock that reads less was set by nobody, or is none: pulses of a capture have no clock.</summary>
    private static readonly PosixTime EarliestClock = PosixTime.FromSeconds(1_577_836_800);

    private readonly List<PosixTime> _starts = [];

    private RecordedDate()
    {
    }

    /// <summary>What a clock must read at the start for the replay to go as it went: what the recorded one read, or else the receiver's date.</summary>
    public static PosixTime ClockAtStart(Recording recording)
    {
        foreach (RecordedEvent e in recording.Events)
        {
            if (e.Kind is RecordedKind.Edge && e.Edge.LocalTime >= EarliestClock)
            {
                return PosixTime.FromNanoseconds(e.Edge.LocalTime.Nanoseconds - e.At.Nanoseconds);
            }
        }

        return Of(recording) ?? new PairingOptions().NotBefore;
    }

    /// <summary>The receiver's date at the start of a recording, a whole second; null when it never vouches for one.</summary>
    /// <remarks>The middle one of all that it states: a wrong one at power-up does not count.</remarks>
    public static PosixTime? Of(Recording recording)
    {
        RecordedDate dates = new();
        GnssDecoder decoder = new(dates, new PairingOptions().NotBefore);
        foreach (RecordedEvent e in recording.Events)
        {
            if (e.Kind is RecordedKind.Bytes)
            {
                decoder.Feed(e.Bytes.Span, e.At);
            }
        }

        dates._starts.Sort();
        return dates._starts.Count == 0 ? null : dates._starts[dates._starts.Count / 2];
    }

    /// <summary>Options under which the recording's dates are no older than a receiver's may be.</summary>
    internal static PairingOptions Pairing(Recording recording)
    {
        PairingOptions usual = new();
        return Of(recording) is PosixTime start && start - OneDay < usual.NotBefore ? usual with { NotBefore = start - OneDay } : usual;
    }

    void IGnssListener.OnTime(in TimeReport report)
    {
        if (report.Valid)
        {
            // A message comes less than a second after the moment that it states.
            PosixTime least = PosixTime.FromNanoseconds(report.Utc.Nanoseconds - report.BurstStart.Nanoseconds);
            _starts.Add(PosixTime.FromSeconds(least.WholeSeconds + 1));
        }
    }

    void IGnssListener.OnPulseReport(in PulseReport report)
    {
    }

    void IGnssListener.OnLeap(in LeapReport report)
    {
    }

    void IGnssListener.OnFix(in FixReport report)
    {
    }

    void IGnssListener.OnSatellite(in SatelliteReport report, bool first)
    {
    }

    void IGnssListener.OnRadio(in RadioReport report)
    {
    }

    void IGnssListener.OnSurvey(in SurveyReport report)
    {
    }

    void IGnssListener.OnIdentity(ReceiverIdentity identity)
    {
    }

    void IGnssListener.OnCommand(in CommandReport report)
    {
    }
}
