using System;
using System.IO;
using System.Linq;
using Nts.TestKit;

namespace Nts.Desktop.Decoding;

/// <summary>Packets that others made.</summary>
internal static class Vector
{
    /// <summary>The octets behind a name of a file of tests/vectors/ntp.</summary>
    public static byte[] Load(string file, string name) => Hex.Bytes(
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "vectors", file)).First(line => line.StartsWith(name + " ", StringComparison.Ordinal))[name.Length..]);
}
