namespace Nts.Drivers.Linux;

/// <summary>A wire from the receiver to the header in the pin map.</summary>
/// <param name="Name">The receiver's pin, lower case: <c>pps</c>.</param>
/// <param name="Pin">The header's pin, from 1 to 40.</param>
/// <param name="Colour">The colour it is drawn in.</param>
/// <param name="Carries">What it is for.</param>
public sealed record PinMapWire(string Name, int Pin, string Colour, string Carries);
