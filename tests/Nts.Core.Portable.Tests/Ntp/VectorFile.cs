using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.TestKit;

namespace Nts.Ntp;

/// <summary>A file of tests/vectors: lines of a name and hexadecimal octets.</summary>
internal sealed class VectorFile
{
    private readonly Dictionary<string, byte[]> _values;

    private VectorFile(Dictionary<string, byte[]> values) => _values = values;

    public byte[] this[string name] => _values[name];

    public static VectorFile Load(string name, string folder = "ntp")
    {
        using Stream stream = typeof(VectorFile).Assembly.GetManifestResourceStream($"vectors/{folder}/{name}")!;
        using StreamReader reader = new(stream);
        return new VectorFile(reader.ReadToEnd()
            .Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => Hex.Bytes(parts[1])));
    }
}
