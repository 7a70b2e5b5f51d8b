namespace Nts.Simulation;

/// <summary>What happens to the pulse of one second.</summary>
/// <param name="Late">Its stamp is late by this, in seconds.</param>
/// <param name="Told">The part of it that the receiver tells beforehand.</param>
/// <param name="IsMissing">It is not stamped at all.</param>
/// <param name="IsDouble">Another edge follows.</param>
public readonly record struct PulseStamp(double Late, double Told, bool IsMissing, bool IsDouble);
