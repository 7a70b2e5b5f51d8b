namespace Nts.Simulation;

/// <summary>A client that asks the served clock for the time over a network, with a clock of its own. All times in seconds.</summary>
/// <remarks>One way takes <see cref="Delay"/> and an exponential wait; the way to the server also <see cref="Asymmetry"/>.</remarks>
public sealed record NetworkModel
{
    /// <summary>How often the client asks, rounded up to a power of two; 0 for no client.</summary>
    public long Poll { get; init; }

    /// <summary>Shortest time that a packet takes, either way.</summary>
    public double Delay { get; init; } = 200e-6;

    /// <summary>By how much the way to the server is longer than the way back.</summary>
    public double Asymmetry { get; init; }

    /// <summary>Mean of the exponential time that a packet waits in queues, either way.</summary>
    public double Jitter { get; init; } = 50e-6;

    /// <summary>Chance that a packet is lost, either way.</summary>
    public double Loss { get; init; }

    /// <summary>Client's clock minus true time at the start.</summary>
    public double ClientError { get; init; } = 5e-3;

    /// <summary>Frequency error of the client's clock, which nobody steers; NTP allows for 15 ppm.</summary>
    public double ClientFrequencyError { get; init; } = 10e-6;
}
