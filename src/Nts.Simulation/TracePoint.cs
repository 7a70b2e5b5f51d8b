using Nts.Discipline;

namespace Nts.Simulation;

/// <summary>What one second of a simulation looked like at its end.</summary>
/// <param name="Second">Its number.</param>
/// <param name="Error">Local minus true time, s.</param>
/// <param name="Bound">The root distance that a client is told, s; null while the clock is not served.</param>
/// <param name="CrystalError">Frequency error of the crystal on its own: positive is fast.</param>
/// <param name="Correction">Frequency change in force.</param>
/// <param name="Temperature">The crystal's temperature, °C from its mean.</param>
/// <param name="State">What is known of the time.</param>
public readonly record struct TracePoint(
    long Second, double Error, double? Bound, double CrystalError, double Correction, double Temperature, LockState State);
