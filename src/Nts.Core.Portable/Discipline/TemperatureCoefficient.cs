using Nts.Time;

namespace Nts.Discipline;

/// <summary>How the correction that the free-running clock needs changes with the temperature that the thermometer shows.</summary>
/// <param name="PerDegree">Change of the correction per degree Celsius: negative when warmth makes the clock faster.</param>
/// <param name="Deviation">One standard deviation of it.</param>
public readonly record struct TemperatureCoefficient(FrequencyOffset PerDegree, FrequencyOffset Deviation);
