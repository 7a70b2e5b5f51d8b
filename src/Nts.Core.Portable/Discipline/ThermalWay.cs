namespace Nts.Discipline;

/// <summary>One of the ways in which the temperature reaches the crystal.</summary>
/// <param name="Celsius">The temperature as it came through by this way, °C.</param>
/// <param name="Coefficient">What it does to the frequency.</param>
public readonly record struct ThermalWay(double Celsius, TemperatureCoefficient Coefficient);
