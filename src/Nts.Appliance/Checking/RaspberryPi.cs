using System;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Checking;

/// <summary>A Raspberry Pi.</summary>
/// <param name="Model">As its device tree calls it: <c>Raspberry Pi 5 Model B Rev 1.0</c>.</param>
/// <param name="Generation">Its generation.</param>
/// <param name="Board">What the pin map says of it; models older than the 3 have the header of that one.</param>
internal sealed record RaspberryPi(string Model, PiGeneration Generation, PinMapBoard Board)
{
    /// <summary>The Raspberry Pi that a machine is; null when it is something else.</summary>
    public static RaspberryPi? Of(Machine machine)
    {
        string compatible = machine.Read("/proc/device-tree/compatible") ?? "";
        PiGeneration? generation = compatible.Contains("bcm2712", StringComparison.Ordinal) ? PiGeneration.Five
            : compatible.Contains("bcm2711", StringComparison.Ordinal) ? PiGeneration.Four
            : compatible.Contains("bcm283", StringComparison.Ordinal) ? PiGeneration.UpToThree
            : null;
        return generation is { } known
            ? new((machine.Read("/proc/device-tree/model") ?? "Raspberry Pi").TrimEnd('\0', '\n'), known, PinMap.BoardOf(compatible) ?? PinMap.Boards[0])
            : null;
    }
}
