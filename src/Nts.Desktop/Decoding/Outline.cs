using System.IO;

namespace Nts.Desktop.Decoding;

/// <summary>Lines of text, indented by how deep they stand in the tree.</summary>
internal sealed class Outline(TextWriter output, int depth = 0)
{
    private const int Indentation = 2;

    /// <summary>What belongs to the last line.</summary>
    public Outline Below() => new(output, depth + 1);

    /// <summary>Writes a line.</summary>
    public void Line(string text) => output.WriteLine(new string(' ', Indentation * depth) + text);

    /// <summary>Writes what something is called and what it is.</summary>
    public void Line(string name, string value) => Line($"{name}: {value}");

    /// <summary>Writes what is wrong, and where.</summary>
    /// <param name="offset">Octets from the start of the message.</param>
    /// <param name="why">What is wrong.</param>
    public void Problem(int offset, string why) => Line($"! octet {offset}: {why}");
}
