namespace Nts.Drivers.Linux;

/// <summary>A board with a receiver in the pin map.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Gpio">The GPIO that its pulse comes in at.</param>
/// <param name="Serial">Where its serial port is.</param>
/// <param name="Clock">The chip of its battery-backed clock, or none.</param>
/// <param name="Note">What else one should know.</param>
/// <param name="Source">The document that says so.</param>
public sealed record PinMapHat(string Name, int Gpio, string Serial, string Clock, string Note, string Source);
