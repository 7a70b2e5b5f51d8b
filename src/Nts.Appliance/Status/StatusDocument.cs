using System.Collections.Generic;
using System.Text.Json.Serialization;
using Nts.Time;

namespace Nts.Appliance.Status;

/// <summary>Everything the timekeeper says of itself, once a second. Units stand in the names.</summary>
/// <remarks>It can be changed, because the timekeeper fills one and the same document every second: that makes no garbage.</remarks>
internal sealed record StatusDocument
{
    /// <summary>Version of the program.</summary>
    public string Version { get; set; } = string.Empty;

    /// <summary>Process id of the timekeeper.</summary>
    public int ProcessId { get; set; }

    /// <summary>When this was published, on the machine's CLOCK_MONOTONIC_RAW; a reader sees from it whether the timekeeper still runs.</summary>
    public long PublishedAtMonotonicNanoseconds { get; set; }

    /// <summary>When this was published, by the disciplined clock (ISO 8601).</summary>
    public string Time { get; set; } = string.Empty;

    /// <summary>Why the clock is not locked, in plain words: the first thing that stands in the way; null while it is locked.</summary>
    public string? WhyNotLocked { get; set; }

    /// <summary>The next thing to try; null when all is well.</summary>
    public string? NextStep { get; set; }

    /// <summary>The clock and its discipline.</summary>
    public ClockStatus Clock { get; set; } = new();

    /// <summary>How the clock follows its sources.</summary>
    public TrackingStatus Tracking { get; set; } = new();

    /// <summary>The receiver and its pulse.</summary>
    public ReceiverStatus Receiver { get; set; } = new();

    /// <summary>Leap seconds.</summary>
    public LeapStatus Leap { get; set; } = new();

    /// <summary>NTP packets by what became of them.</summary>
    public Dictionary<string, long> Ntp { get; set; } = [];

    /// <summary>The busiest clients, the one with the most requests first.</summary>
    public List<ClientEntry> Clients { get; set; } = [];

    /// <summary>Key establishments by what became of them.</summary>
    public Dictionary<string, long> KeyEstablishment { get; set; } = [];

    /// <summary>Whether key establishment serves, or why not, in plain words.</summary>
    public string KeyEstablishmentState { get; set; } = string.Empty;

    /// <summary>The certificate of key establishment; null when there is none in service.</summary>
    public CertificateDocument? Certificate { get; set; }

    /// <summary>The cookie keys.</summary>
    public KeyStatus Keys { get; set; } = new();

    /// <summary>What clients must know to use this box.</summary>
    public ServingStatus Serving { get; set; } = new();

    /// <summary>What the process costs.</summary>
    public ProcessStatus Process { get; set; } = new();

    /// <summary>Whether clients are told that they can go by this clock.</summary>
    [JsonIgnore]
    public bool IsSynchronized => Clock.Leap != (int)LeapIndicator.Unsynchronized;
}

/// <summary>What the timekeeper's process costs, and whether its runtime stood in the way of a packet.</summary>
internal sealed record ProcessStatus
{
    /// <summary>Memory that it occupies (resident set).</summary>
    public long ResidentBytes { get; set; }

    /// <summary>What the process has allocated since its start; of each thread up to 8 KiB more or less.</summary>
    public long AllocatedBytes { get; set; }

    /// <summary>Garbage collections of the youngest objects alone.</summary>
    public long Generation0Collections { get; set; }

    /// <summary>Garbage collections of the two younger generations.</summary>
    public long Generation1Collections { get; set; }

    /// <summary>Garbage collections of everything.</summary>
    public long Generation2Collections { get; set; }

    /// <summary>How long collections have stopped all threads since the start.</summary>
    public double PauseSeconds { get; set; }

    /// <summary>How long they did so in the worst second. Never less than the longest single pause, and the same where a second had one alone.</summary>
    public double WorstSecondPauseSeconds { get; set; }
}

/// <summary>The clock and its discipline.</summary>
internal sealed record ClockStatus
{
    /// <summary><c>cold</c>, <c>coarse</c>, <c>acquiring</c>, <c>locked</c>, <c>holdover</c> or <c>lost</c>.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>Why it is in this state, in plain words.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>How long it has been in this state.</summary>
    public double StateSeconds { get; set; }

    /// <summary>Leap indicator, 0 to 3.</summary>
    public int Leap { get; set; }

    /// <summary>Stratum, 1 to 16.</summary>
    public int Stratum { get; set; }

    /// <summary>Reference id.</summary>
    public string ReferenceId { get; set; } = string.Empty;

    /// <summary>Bound of the clock's error.</summary>
    public double RootDispersionSeconds { get; set; }

    /// <summary>Estimated offset, reference minus local.</summary>
    public double OffsetSeconds { get; set; }

    /// <summary>One standard deviation of the estimated offset.</summary>
    public double OffsetSigmaSeconds { get; set; }

    /// <summary>Estimated frequency error of the free running clock; positive when it runs slow and must be made faster.</summary>
    public double FrequencyPpm { get; set; }

    /// <summary>One standard deviation of the estimated frequency error.</summary>
    public double FrequencySigmaPpm { get; set; }

    /// <summary>Estimated random walk of the frequency in one second, one standard deviation.</summary>
    public double WanderPpm { get; set; }

    /// <summary>How long the bound stays within the limit of holdover if no further pulse comes, as far as 24 days; null while nothing is served.</summary>
    public double? HoldoverLeftSeconds { get; set; }

    /// <summary>What the next start will know, in plain words; null for nothing.</summary>
    public string? Remembered { get; set; }

    /// <summary>Estimated standard deviation of one pulse's stamp.</summary>
    public double PulseJitterSeconds { get; set; }

    /// <summary>The thermometer that is read; null where there is none.</summary>
    public string? Thermometer { get; set; }

    /// <summary>Its last reading; null when it gave none.</summary>
    public double? TemperatureCelsius { get; set; }

    /// <summary>Estimated change of the needed correction per degree, in the meaning of <see cref="FrequencyPpm"/>; null without a temperature.</summary>
    public double? TemperaturePpmPerDegree { get; set; }

    /// <summary>One standard deviation of <see cref="TemperaturePpmPerDegree"/>.</summary>
    public double? TemperatureSigmaPpmPerDegree { get; set; }

    /// <summary>Pulses by the filter's verdict.</summary>
    public Dictionary<string, long> Pulses { get; set; } = [];

    /// <summary>Who else steers the clock or has changed it lately, in plain words, and how to stop that; null for nobody.</summary>
    public string? Others { get; set; }

    /// <summary>What others did to the clock since the start, and how often.</summary>
    public Dictionary<string, long> ChangesByOthers { get; set; } = [];

    /// <summary>Whether the machine's clock is steered, or a software clock.</summary>
    public bool SteersSystemClock { get; set; }
}

/// <summary>Leap seconds, and until when they are known.</summary>
internal sealed record LeapStatus
{
    /// <summary>TAI − UTC by the table; null before 1972.</summary>
    public int? TaiMinusUtcSeconds { get; set; }

    /// <summary>Where the table comes from.</summary>
    public string TableSource { get; set; } = string.Empty;

    /// <summary>Until when the table knows (ISO 8601).</summary>
    public string TableExpires { get; set; } = string.Empty;

    /// <summary>Whether that has passed: then a leap second is only known if the receiver announces it.</summary>
    public bool IsTableExpired { get; set; }

    /// <summary>+1: a second is to be inserted; −1: left out; 0: none is known.</summary>
    public int NextChange { get; set; }

    /// <summary>The first moment after the event (ISO 8601); null when none is known.</summary>
    public string? NextAt { get; set; }

    /// <summary>Where table and receiver contradict each other; null when they do not.</summary>
    public string? Problem { get; set; }

    /// <summary>Addresses and ports where leap seconds are smeared; null for none.</summary>
    public string? SmearedOn { get; set; }

    /// <summary>Smeared time minus UTC now; null when there are no such ports.</summary>
    public double? SmearAddedSeconds { get; set; }
}

/// <summary>The receiver and its pulse.</summary>
internal sealed record ReceiverStatus
{
    /// <summary>Weeks that are added to the receiver's date because its week number rolled over: 0, or a multiple of 1024.</summary>
    public int MendedWeeks { get; set; }

    /// <summary>What it is; says so when it is simulated.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>Whether its data are made up by the built-in simulation.</summary>
    public bool Simulated { get; set; }

    /// <summary>State in one word.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>The state in plain words.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>The next thing to try; null when all is well.</summary>
    public string? NextStep { get; set; }

    /// <summary>Port and baud rate at which it is heard; null while it is not.</summary>
    public string? Place { get; set; }

    /// <summary>What became of setting it up; null before, and when that is forbidden.</summary>
    public string? Setup { get; set; }

    /// <summary>Satellites used in the fix.</summary>
    public int? SatellitesUsed { get; set; }

    /// <summary>Satellites in view.</summary>
    public int? SatellitesInView { get; set; }

    /// <summary>Carrier to noise density of the strongest signal, dB-Hz.</summary>
    public int? StrongestSignal { get; set; }

    /// <summary>The satellites in view, as many as there is room for.</summary>
    public List<SatelliteStatus> Satellites { get; set; } = [];

    /// <summary>What the receiver says it is; null when it does not.</summary>
    public string? Identity { get; set; }

    /// <summary><c>unknown</c>, <c>ok</c>, <c>short</c> or <c>open</c>; null when no message told.</summary>
    public string? Antenna { get; set; }

    /// <summary>Interference: <c>unknown</c>, <c>none</c>, <c>warning</c> or <c>critical</c>; null when no message told.</summary>
    public string? Jamming { get; set; }

    /// <summary>Counterfeit signals: <c>unknown</c>, <c>none</c>, <c>indicated</c> or <c>affirmed</c>; null when no message told.</summary>
    public string? Spoofing { get; set; }

    /// <summary>The survey of a timing receiver's position; null when no message told.</summary>
    public SurveyStatus? Survey { get; set; }

    /// <summary>Measured delay from the pulse to the first byte that names its second.</summary>
    public double? SerialDelaySeconds { get; set; }

    /// <summary>How pulses are stamped, in one word.</summary>
    public string PulseMethod { get; set; } = string.Empty;

    /// <summary>What the owner should know of how they are stamped; null for nothing.</summary>
    public string? PulseNote { get; set; }

    /// <summary>How late interrupts stamp pulses, which is taken off; null when not known.</summary>
    public double? InterruptBiasSeconds { get; set; }

    /// <summary>One standard deviation of the bias; 0 when it was given.</summary>
    public double? InterruptBiasSigmaSeconds { get; set; }

    /// <summary>Width of the brackets of polled pulses; null when none was polled.</summary>
    public double? PolledBracketSeconds { get; set; }

    /// <summary>Pulses and messages by what became of them.</summary>
    public Dictionary<string, long> Counters { get; set; } = [];
}
