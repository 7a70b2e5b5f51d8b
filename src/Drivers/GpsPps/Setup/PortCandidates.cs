using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Drivers.Linux;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>The serial ports at which a receiver may be.</summary>
internal static class PortCandidates
{
    /// <summary>The header of a Raspberry Pi first (there serial0 is a link to one of the others), then what is plugged in.</summary>
    private static readonly string[] Patterns = ["serial0", "ttyAMA?", "ttyAMA??", "ttyS0", "ttyACM*", "ttyUSB*"];

    /// <summary>All ports that there are, each once, the most likely first.</summary>
    /// <param name="first">Where a receiver was heard before; null for none.</param>
    /// <param name="folder">Where the devices are.</param>
    public static IReadOnlyList<string> List(string? first, string folder = "/dev")
    {
        IEnumerable<string> known = first is not null && File.Exists(first) ? [first] : [];
        return [.. known.Concat(Patterns.SelectMany(pattern => Named(folder, pattern))).Select(PortHolder.RealPath).Distinct()];
    }

    private static IEnumerable<string> Named(string folder, string pattern) =>
        Directory.GetFileSystemEntries(folder, pattern).Order(StringComparer.Ordinal);
}
