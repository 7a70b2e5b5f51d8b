namespace Nts.Simulation;

/// <summary>How late, and how often not at all, the pulse of a second is stamped. All times in seconds.</summary>
public sealed record PulseModel
{
    /// <summary>Constant lateness of the stamps.</summary>
    public double Latency { get; init; }

    /// <summary>Deviation of the stamps' normal noise.</summary>
    public double Jitter { get; init; } = 1e-6;

    /// <summary>Mean of the stamps' exponential late tail.</summary>
    public double Tail { get; init; }

    /// <summary>Chance that a stamp is held up, by <see cref="StallFrom"/> to <see cref="StallTo"/>.</summary>
    public double Stalls { get; init; }

    /// <summary>Shortest stall.</summary>
    public double StallFrom { get; init; } = 50e-6;

    /// <summary>Longest stall.</summary>
    public double StallTo { get; init; } = 100e-6;

    /// <summary>Chance that a pulse is missing.</summary>
    public double Missing { get; init; }

    /// <summary>Chance that a second pulse follows at any time within the second.</summary>
    public double Doubles { get; init; }

    /// <summary>Additional lateness in the second of two modes (an interrupt that wakes a sleeping bus).</summary>
    public double ModeShift { get; init; }

    /// <summary>Mean time in each mode.</summary>
    public double ModeSeconds { get; init; } = 600;

    /// <summary>Half the receiver's clock period: its pulse is off by a sawtooth of ±this.</summary>
    public double Sawtooth { get; init; }

    /// <summary>How far the sawtooth moves in a second, as a share of the receiver's clock period; near 0 is a hanging bridge.</summary>
    public double SawtoothBeat { get; init; } = 0.237;

    /// <summary>Whether the receiver tells its sawtooth beforehand, and the pairing takes it out.</summary>
    public bool IsSawtoothTold { get; init; }
}
