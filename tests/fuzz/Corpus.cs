using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.TestKit;

namespace Nts.Fuzz;

/// <summary>The inputs worth keeping for a parser: one line of hexadecimal each, in a file of its own.</summary>
internal static class Corpus
{
    /// <summary>Reads a corpus; there need not be one.</summary>
    public static IReadOnlyList<byte[]> Load(string directory, string target) =>
        File.Exists(PathOf(directory, target)) ? [.. File.ReadLines(PathOf(directory, target)).Select(Hex.Bytes)] : [];

    /// <summary>Writes a corpus, the shortest input first.</summary>
    public static void Save(string directory, string target, IEnumerable<byte[]> inputs)
    {
        Directory.CreateDirectory(directory);
        string[] lines = [.. inputs.OrderBy(input => input.Length).Select(input => Hex.Text(input)).Distinct()];
        File.WriteAllText(PathOf(directory, target), string.Concat(lines.Select(line => line + "\n")));
    }

    /// <summary>The inputs, from short to long, without those that take no edge that the others did not.</summary>
    public static IReadOnlyList<byte[]> Minimize(IFuzzTarget target, IEnumerable<byte[]> inputs)
    {
        CoverageMap map = CoverageMap.Find() ?? throw new InvalidOperationException("The core is not instrumented.");
        return [.. inputs.OrderBy(input => input.Length).Where(input => Reaches(target, map, input))];
    }

    private static bool Reaches(IFuzzTarget target, CoverageMap map, byte[] input)
    {
        map.Begin();
        target.Run(input);
        return map.Take(byMagnitude: false);
    }

    private static string PathOf(string directory, string target) => Path.Combine(directory, target + ".hex");
}
