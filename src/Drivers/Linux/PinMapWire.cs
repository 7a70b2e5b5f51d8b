namespace Nts.Drivers.Linux;

/// <summary>A wire from a device to the header in the pin map.</summary>
/// <param name="Device">The device: <c>receiver</c>.</param>
/// <param name="Name">Its pin, lower case: <c>pps</c>.</param>
/// <param name="Pin">The header's pin, from 1 to 40.</param>
/// <param name="Colour">The colour it is drawn in.</param>
/// <param name="Carries">What it is for.</param>
public sealed record PinMapWire(string Device, string Name, int Pin, string Colour, string Carries);
