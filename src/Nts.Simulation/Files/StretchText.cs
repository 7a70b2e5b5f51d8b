using System;

namespace Nts.Simulation.Files;

/// <summary>A stretch of time in a scenario file: <c>1 h to 70 min</c>.</summary>
internal static class StretchText
{
    private const string Between = " to ";

    /// <summary>Reads one; it must not be empty.</summary>
    public static bool TryRead(string text, out Stretch stretch)
    {
        long from = 0;
        long to = 0;
        int middle = text.IndexOf(Between, StringComparison.Ordinal);
        bool isRead = middle >= 0
            && ValueKinds.WholeSeconds.Read(text[..middle].Trim(), value => from = value) is null
            && ValueKinds.WholeSeconds.Read(text[(middle + Between.Length)..].Trim(), value => to = value) is null;
        stretch = new Stretch(from, to);
        return isRead && from < to;
    }

    /// <summary>Writes one.</summary>
    public static string Write(Stretch stretch) =>
        ValueKinds.WholeSeconds.Write(stretch.From) + Between + ValueKinds.WholeSeconds.Write(stretch.To);
}
