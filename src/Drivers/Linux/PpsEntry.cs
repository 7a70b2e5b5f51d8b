using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>A pulse source as the kernel lists it in <c>/sys/class/pps</c>. Numbers of devices change with the order of the drivers, names do not.</summary>
/// <param name="Device">The device: <c>/dev/pps0</c>.</param>
/// <param name="Name">What the driver calls it: <c>pps@12.-1</c> for pps-gpio, <c>serial0</c> for pps-ldisc, <c>ptp0</c>, <c>ktimer</c>.</param>
/// <param name="Path">The terminal behind pps-ldisc, <c>/dev/ttyS0</c>; empty for others.</param>
/// <param name="GpioLine">The line of pps-gpio by the device tree; null for others.</param>
public sealed record PpsEntry(string Device, string Name, string Path, int? GpioLine)
{
    private const string Class = "/sys/class/pps";

    /// <summary>A timer of the machine's own clock, made for tests: a clock steered by it would follow itself.</summary>
    public bool IsOwnTimer => Name.StartsWith("ktimer", StringComparison.Ordinal);

    /// <summary>All pulse sources in the order of their names.</summary>
    public static IReadOnlyList<PpsEntry> All() => In(Class);

    /// <summary>The source that a person means.</summary>
    /// <param name="sources">Those that there are.</param>
    /// <param name="name">The beginning of the driver's name, the terminal's path, or <c>gpio18</c>; empty for the only one that is not the machine's own timer.</param>
    /// <exception cref="LinuxException">None fits, or several do; the message lists them.</exception>
    public static PpsEntry Find(IReadOnlyList<PpsEntry> sources, string name)
    {
        PpsEntry[] found = [.. sources.Where(source => name.Length == 0 ? !source.IsOwnTimer : source.Answers(name))];
        string wanted = name.Length == 0 ? "find the PPS device" : $"find PPS device \"{name}\"";
        return found.Length == 1
            ? found[0]
            : throw new LinuxException(
                wanted,
                Libc.ENODEV,
                sources.Count == 0 ? "this machine has none: is the driver loaded (pps-gpio and its pin in config.txt, or pps-ldisc)?"
                : $"{(found.Length == 0 ? "there are" : "several fit")}: {string.Join(", ", (found.Length == 0 ? sources : found).Select(source => $"{source.Device} ({source.Name})"))}");
    }

    /// <summary>The pulse sources listed in a folder.</summary>
    internal static IReadOnlyList<PpsEntry> In(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder, "pps*").Order(StringComparer.Ordinal).Select(Read)]
        : [];

    private static PpsEntry Read(string folder)
    {
        string name = Text(folder, "name");
        int? line = Line(System.IO.Path.Combine(folder, "device/of_node/gpios")) ?? LineIn(name);
        return new("/dev/" + System.IO.Path.GetFileName(folder), name, Text(folder, "path"), line);
    }

    /// <summary>The line in the name that the Raspberry Pi's overlay gives, in hexadecimal: <c>pps@12.-1</c>.</summary>
    private static int? LineIn(string name) =>
        name.StartsWith("pps@", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(4, Math.Max(name.IndexOf('.', StringComparison.Ordinal), 4) - 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int line)
            ? line : null;

    private static string Text(string folder, string attribute)
    {
        string file = System.IO.Path.Combine(folder, attribute);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "";
    }

    /// <summary>A GPIO of the device tree: the chip's handle, the line, the flags, 32 bits each with the highest octet first.</summary>
    private static int? Line(string property)
    {
        const int Cells = 3 * sizeof(uint);
        byte[] cells = File.Exists(property) ? File.ReadAllBytes(property) : [];
        return cells.Length == Cells ? BinaryPrimitives.ReadInt32BigEndian(cells.AsSpan(sizeof(uint))) : null;
    }

    private bool Answers(string name) =>
        Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) || Path == name
        || (GpioLine is int line && name == string.Create(CultureInfo.InvariantCulture, $"gpio{line}"));
}
