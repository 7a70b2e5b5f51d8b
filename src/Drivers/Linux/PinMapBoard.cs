using System.Collections.Generic;

namespace Nts.Drivers.Linux;

/// <summary>A Raspberry Pi in the pin map.</summary>
/// <param name="Filter">Its section of config.txt: <c>pi4</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Models">The models that are meant.</param>
/// <param name="Soc">Its processor, as the device tree has it: <c>bcm2711</c>.</param>
/// <param name="Chip">Label of the GPIO chip behind the header.</param>
/// <param name="Port">The serial port on the header, once <paramref name="Config"/> is in force: <c>ttyAMA0</c>.</param>
/// <param name="Without">What is on those pins without.</param>
/// <param name="Config">The lines of config.txt that give the header that port.</param>
/// <param name="Image">Whether this project's image runs on it, in words that begin with yes or no.</param>
public sealed record PinMapBoard(
    string Filter, string Name, string Models, string Soc, string Chip, string Port, string Without, IReadOnlyList<string> Config, string Image);
