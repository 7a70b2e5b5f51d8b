namespace Nts.Discipline;

/// <summary>A pair of changes: of the temperature as it reaches the crystal by two ways, or of the coefficients of these ways.</summary>
/// <param name="Quick">By the way that is as quick as the thermometer.</param>
/// <param name="Slow">By the way through the board.</param>
internal readonly record struct ThermalChange(double Quick, double Slow);
