using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Drivers.Linux;

namespace Nts.Drivers.Displays;

/// <summary>What another program wrote to a bus, by what it was asked to show; where it comes from stands at the head of its file.</summary>
internal static class Recording
{
    /// <summary>The writes for <c>start</c>, or for a text.</summary>
    public static IReadOnlyList<byte[]> Of(string file, string part)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Recordings", file));
        int heading = Array.IndexOf(lines, "= " + part);
        return [.. lines.Skip(heading + 1).TakeWhile(line => !line.StartsWith('=')).Select(line => Convert.FromHexString(line.Replace(" ", "", StringComparison.Ordinal)))];
    }

    /// <summary>The texts of a file.</summary>
    public static IEnumerable<string> Parts(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recordings", file)).Where(line => line.StartsWith("= ", StringComparison.Ordinal)).Select(line => line[2..]);

    /// <summary>Writes them once more.</summary>
    public static void Play(string file, string part, IRegisterBus bus)
    {
        foreach (byte[] write in Of(file, part))
        {
            bus.Write(write[0], write.AsSpan(1));
        }
    }
}
