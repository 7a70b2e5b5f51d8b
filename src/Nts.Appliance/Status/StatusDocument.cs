using System.Collections.Generic;

namespace Nts.Appliance.Status;

/// <summary>Everything the timekeeper says of itself, once a second. Units stand in the names.</summary>
internal sealed record StatusDocument
{
    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Process id of the timekeeper.</summary>
    public required int ProcessId { get; init; }

    /// <summary>When this was published, on the machine's CLOCK_MONOTONIC_RAW; a reader sees from it whether the timekeeper still runs.</summary>
    public required long PublishedAtMonotonicNanoseconds { get; init; }

    /// <summary>When this was published, by the disciplined clock (ISO 8601).</summary>
    public required string Time { get; init; }

    /// <summary>The clock and its discipline.</summary>
    public required ClockStatus Clock { get; init; }

    /// <summary>The receiver and its pulse.</summary>
    public required ReceiverStatus Receiver { get; init; }

    /// <summary>NTP packets by what became of them.</summary>
    public required IReadOnlyDictionary<string, long> Ntp { get; init; }

    /// <summary>Key establishments by what became of them.</summary>
    public required IReadOnlyDictionary<string, long> KeyEstablishment { get; init; }

    /// <summary>Whether key establishment serves, or why not, in plain words.</summary>
    public required string KeyEstablishmentState { get; init; }

    /// <summary>The certificate of key establishment; null when there is none in service.</summary>
    public CertificateDocument? Certificate { get; init; }
}

/// <summary>The certificate of key establishment.</summary>
internal sealed record CertificateDocument
{
    /// <summary>How it stands, in plain words.</summary>
    public required string Summary { get; init; }

    /// <summary>When it ends (ISO 8601).</summary>
    public required string NotAfter { get; init; }

    /// <summary>Why the files as they are now cannot be used; null when they are the ones in service.</summary>
    public required string? Problem { get; init; }
}

/// <summary>The clock and its discipline.</summary>
internal sealed record ClockStatus
{
    /// <summary><c>cold</c>, <c>coarse</c>, <c>acquiring</c>, <c>locked</c>, <c>holdover</c> or <c>lost</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it is in this state, in plain words.</summary>
    public required string Reason { get; init; }

    /// <summary>Leap indicator, 0 to 3.</summary>
    public required int Leap { get; init; }

    /// <summary>Stratum, 1 to 16.</summary>
    public required int Stratum { get; init; }

    /// <summary>Reference id.</summary>
    public required string ReferenceId { get; init; }

    /// <summary>Bound of the clock's error.</summary>
    public required double RootDispersionSeconds { get; init; }

    /// <summary>Estimated offset, reference minus local.</summary>
    public required double OffsetSeconds { get; init; }

    /// <summary>One standard deviation of the estimated offset.</summary>
    public required double OffsetSigmaSeconds { get; init; }

    /// <summary>Estimated frequency error of the free running clock; positive when it runs slow and must be made faster.</summary>
    public required double FrequencyPpm { get; init; }

    /// <summary>Estimated standard deviation of one pulse's stamp.</summary>
    public required double PulseJitterSeconds { get; init; }

    /// <summary>Pulses by the filter's verdict.</summary>
    public required IReadOnlyDictionary<string, long> Pulses { get; init; }

    /// <summary>Whether the machine's clock is steered, or a software clock.</summary>
    public required bool SteersSystemClock { get; init; }
}

/// <summary>The receiver and its pulse.</summary>
internal sealed record ReceiverStatus
{
    /// <summary>What it is; says so when it is simulated.</summary>
    public required string Description { get; init; }

    /// <summary>Whether its data are made up by the built-in simulation.</summary>
    public required bool Simulated { get; init; }

    /// <summary>State in one word.</summary>
    public required string State { get; init; }

    /// <summary>The state in plain words.</summary>
    public required string Reason { get; init; }

    /// <summary>Satellites used in the fix.</summary>
    public required int? SatellitesUsed { get; init; }

    /// <summary>Satellites in view.</summary>
    public required int? SatellitesInView { get; init; }

    /// <summary>Measured delay from the pulse to the first byte that names its second.</summary>
    public required double? SerialDelaySeconds { get; init; }

    /// <summary>Pulses and messages by what became of them.</summary>
    public required IReadOnlyDictionary<string, long> Counters { get; init; }
}
