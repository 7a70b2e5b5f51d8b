namespace Nts.Simulation;

/// <summary>The warmth at the crystal: the room's day and the machine's load, through the board's lag; and what a thermometer reads of it.</summary>
/// <remarks>
/// Room: a sine. Load: on and off at random times. Crystal: room + <see cref="LoadAtCrystal"/>·load, through a first-order lag of
/// <see cref="Lag"/>. Thermometer: room + <see cref="LoadAtSensor"/>·load, through a lag of its own, with noise, in steps of its resolution.
/// </remarks>
public sealed record TemperatureModel
{
    /// <summary>Frequency change of the crystal per degree, s/s per °C.</summary>
    public double Coefficient { get; init; }

    /// <summary>Amplitude of the room's sine, °C.</summary>
    public double Swing { get; init; }

    /// <summary>Period of the room's sine, s.</summary>
    public double Period { get; init; } = 86_400;

    /// <summary>How much full load warms the crystal, °C.</summary>
    public double LoadAtCrystal { get; init; }

    /// <summary>How much full load warms the thermometer, °C.</summary>
    public double LoadAtSensor { get; init; }

    /// <summary>Mean time that the load stays on, or off, s.</summary>
    public double LoadSeconds { get; init; } = 1800;

    /// <summary>Time constant between the board's surroundings and the crystal, s.</summary>
    public double Lag { get; init; } = 200;

    /// <summary>Time constant of the thermometer, s.</summary>
    public double SensorLag { get; init; } = 20;

    /// <summary>Noise of a reading, °C, one standard deviation.</summary>
    public double SensorNoise { get; init; } = 0.2;

    /// <summary>Readings are multiples of this, °C.</summary>
    public double SensorResolution { get; init; } = 0.5;

    /// <summary>Whether there is a thermometer at all.</summary>
    public bool HasSensor { get; init; }
}
