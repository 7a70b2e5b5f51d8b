using System.IO;

namespace Nts.Drivers.Linux;

/// <summary>What the device tree says of this machine.</summary>
public static class DeviceTree
{
    private const string Path = "/proc/device-tree/compatible";

    /// <summary>The models that this machine is compatible with, each ended by NUL; empty where there is no device tree.</summary>
    public static string Compatible { get; } = File.Exists(Path) ? File.ReadAllText(Path) : "";

    /// <summary>Label of the GPIO chip behind a Raspberry Pi's header; elsewhere a label that does not exist there.</summary>
    public static string HeaderChip => PinMap.BoardOf(Compatible)?.Chip ?? "pinctrl-bcm2835";
}
