using Nts.Drivers.GpsPps.Setup;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>How a receiver is at one moment.</summary>
/// <param name="State">What stands between it and labelled pulses.</param>
/// <param name="Reason">The same in plain words, with names and numbers.</param>
public sealed record ReceiverHealth(ReceiverState State, string Reason)
{
    /// <summary>The next thing to try; null when all is well.</summary>
    public string? NextStep { get; init; }

    /// <summary>What a simulated receiver simulates; null for a real one. Show it wherever data of the receiver show.</summary>
    public string? Simulation { get; init; }

    /// <summary>Nothing here comes from the sky.</summary>
    public bool IsSimulated => Simulation is not null;

    /// <summary>How pulses are stamped, how late interrupts are, and what is amiss with the line.</summary>
    public PulseSourceHealth PulseSource { get; init; }

    /// <summary>Why the receiver's time is not used.</summary>
    public TimeRefusal TimeRefusal { get; init; }

    /// <summary>How far pulse and time have been brought together.</summary>
    public PairingState Pairing { get; init; }

    /// <summary>The fix last reported; null before the first.</summary>
    public FixKind? Fix { get; init; }

    /// <summary>Satellites used in the fix; null when no message told.</summary>
    public int? SatellitesUsed { get; init; }

    /// <summary>Satellites in view.</summary>
    public int SatellitesInView { get; init; }

    /// <summary>Carrier to noise density of the strongest signal, dB-Hz; null while none is received.</summary>
    public int? StrongestSignal { get; init; }

    /// <summary>From an edge to the first byte of its messages, median; null before 20 seconds were measured.</summary>
    public NtpDuration? SerialDelay { get; init; }

    /// <summary>The largest distance of the delays from their median.</summary>
    public NtpDuration SerialDelaySpread { get; init; }

    /// <summary>What the receiver said last of leap seconds; null when it never did.</summary>
    public LeapReport? Leap { get; init; }

    /// <summary>The leap second to come, by table and receiver; knows nothing before the day is known.</summary>
    public LeapSchedule LeapSchedule { get; init; }

    /// <summary>Table and receiver do not agree on the leap second to come, so none is scheduled; null when they do.</summary>
    public LeapConflict? LeapConflict { get; init; }

    /// <summary>Weeks that are added to the receiver's date because its week number rolled over: 0, or a multiple of 1024.</summary>
    public int MendedWeeks { get; init; }

    /// <summary>The time that the receiver stated last, used or not; null before the first.</summary>
    public PosixTime? StatedTime { get; init; }

    /// <summary>The antenna; null when no message told.</summary>
    public AntennaState? Antenna { get; init; }

    /// <summary>Interference; null when no message told.</summary>
    public JammingState? Jamming { get; init; }

    /// <summary>Counterfeit signals; null when no message told.</summary>
    public SpoofingState? Spoofing { get; init; }

    /// <summary>The survey of a timing receiver's position; null when no message told.</summary>
    public SurveyReport? Survey { get; init; }

    /// <summary>What the receiver is; null when it did not tell.</summary>
    public ReceiverIdentity? Identity { get; init; }

    /// <summary>Where the receiver is heard; null while it is not.</summary>
    public ReceiverPlace? Place { get; init; }

    /// <summary>What became of setting it up; null before, and when that is forbidden.</summary>
    public SetupReport? Setup { get; init; }

    /// <summary>Bytes received.</summary>
    public long Bytes { get; init; }

    /// <summary>Messages with a good checksum.</summary>
    public long Messages { get; init; }

    /// <summary>Messages refused: checksum, length or content.</summary>
    public long RefusedMessages { get; init; }

    /// <summary>Pulses labelled.</summary>
    public long LabelledPulses { get; init; }

    /// <summary>Seconds without a pulse between two with one.</summary>
    public long MissingPulses { get; init; }

    /// <summary>Edges dropped as repetitions of the one before.</summary>
    public long DoublePulses { get; init; }

    /// <summary>Edges dropped because they came less than a second after the one before.</summary>
    public long RuntPulses { get; init; }

    /// <summary>Edges dropped because they came no whole number of seconds after the one before.</summary>
    public long OffGridPulses { get; init; }

    /// <summary>Edges dropped because they end a pulse whose beginning came, too.</summary>
    public long TrailingEdges { get; init; }

    /// <summary>Edges that the source counted but did not deliver.</summary>
    public long LostEdges { get; init; }

    /// <summary>Messages that disagreed with the count of the pulses.</summary>
    public long Disagreements { get; init; }
}
