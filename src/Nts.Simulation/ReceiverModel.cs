using System.Collections.Generic;

namespace Nts.Simulation;

/// <summary>What the receiver does and fails to do. All times in seconds since the start.</summary>
public sealed record ReceiverModel
{
    /// <summary>Pulses start here; sentences come before.</summary>
    public long FirstPulse { get; init; } = 5;

    /// <summary>Stretches without a pulse.</summary>
    public IReadOnlyList<Stretch> Outages { get; init; } = [];

    /// <summary>Stretches in which the receiver is wrong.</summary>
    public IReadOnlyList<ReceiverFault> Faults { get; init; } = [];
}
