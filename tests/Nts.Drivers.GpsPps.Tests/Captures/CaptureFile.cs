using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nts.Drivers.GpsPps.Captures;

/// <summary>What a real receiver sent. The files lie beside the repository: they are not part of it.</summary>
/// <param name="Name">File name.</param>
internal sealed record CaptureFile(string Name)
{
    private const string Folder = "shared/data/gps";
    private const string FolderVariable = "NTS_GPS_CAPTURES";

    /// <summary>The receiver's bytes, without gpsd's comments before them; skips the test where the captures are absent.</summary>
    public byte[] Bytes()
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable)
            ?? Ancestors().Select(ancestor => Path.Combine(ancestor, Folder)).FirstOrDefault(Directory.Exists);
        Skip.If(folder is null, $"no receiver captures: no {Folder} beside the repository and {FolderVariable} is not set");
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(Path.Combine(folder!, Name));
        while (bytes[0] == '#')
        {
            bytes = bytes[(bytes.IndexOf((byte)'\n') + 1)..];
        }

        return bytes.ToArray();
    }

    private static IEnumerable<string> Ancestors()
    {
        for (DirectoryInfo? current = new(AppContext.BaseDirectory); current is not null; current = current.Parent)
        {
            yield return current.FullName;
        }
    }
}
