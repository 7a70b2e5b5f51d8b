using Nts.Ntp;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>Snapshot of the discipline after its last call.</summary>
public sealed record DisciplineStatus
{
    /// <summary>What is known of the time.</summary>
    public required LockState State { get; init; }

    /// <summary>Why this state was entered.</summary>
    public required LockReason Reason { get; init; }

    /// <summary>When this state was entered.</summary>
    public required MonotonicTime Since { get; init; }

    /// <summary>What clients are told.</summary>
    public required ClockState Clock { get; init; }

    /// <summary>Estimate of the correction that the clock needs now.</summary>
    public required ClockOffset Offset { get; init; }

    /// <summary>One standard deviation of <see cref="Offset"/>.</summary>
    public required NtpDuration OffsetDeviation { get; init; }

    /// <summary>Estimate of the correction that the clock needs when it runs freely: positive when it is slow.</summary>
    public required FrequencyOffset Frequency { get; init; }

    /// <summary>One standard deviation of <see cref="Frequency"/>.</summary>
    public required FrequencyOffset FrequencyDeviation { get; init; }

    /// <summary>Estimated standard deviation of one pulse's stamp.</summary>
    public required NtpDuration Jitter { get; init; }

    /// <summary>Estimated random walk of the frequency in one second, as its standard deviation.</summary>
    public required FrequencyOffset Wander { get; init; }

    /// <summary>What was learnt of the temperature; null while no thermometer was read.</summary>
    public TemperatureCoefficient? Temperature { get; init; }

    /// <summary>How long the bound stays within the limit of holdover if no further pulse comes; null while nothing is served, the longest there is for weeks.</summary>
    public required NtpDuration? HoldoverLeft { get; init; }

    /// <summary>Pulses by verdict.</summary>
    public required PulseCounts Pulses { get; init; }

    /// <summary>Steps of the clock since the start.</summary>
    public required int Steps { get; init; }
}
