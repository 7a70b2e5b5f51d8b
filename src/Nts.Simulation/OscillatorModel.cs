namespace Nts.Simulation;

/// <summary>A crystal's frequency noise, apart from what temperature does to it.</summary>
public sealed record OscillatorModel
{
    /// <summary>Frequency error at the start: positive is a fast clock.</summary>
    public double FrequencyError { get; init; } = 20e-6;

    /// <summary>Random walk of the frequency in one second, one standard deviation.</summary>
    public double Wander { get; init; } = 1e-9;

    /// <summary>White noise of the frequency from second to second, one standard deviation.</summary>
    public double WhiteNoise { get; init; }

    /// <summary>Allan deviation of the flicker floor, which is the same from seconds to a day.</summary>
    public double Flicker { get; init; }

    /// <summary>Ageing, s/s per second.</summary>
    public double Ageing { get; init; }
}
