using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nts.Gnss;

/// <summary>What a real receiver sent, and how gpsd read it. The files lie beside the repository: they are not part of it.</summary>
/// <param name="Name">File name.</param>
/// <param name="Start">The byte at which the receiver's data begins, after gpsd's comments.</param>
public sealed record Capture(string Name, int Start)
{
    private const string Folder = "shared/data/gps";
    private const string FolderVariable = "NTS_GPS_CAPTURES";

    public static string RepositoryRoot { get; } = Ancestors(AppContext.BaseDirectory).First(folder => File.Exists(Path.Combine(folder, "Nts.slnx")));

    /// <summary>The receiver's bytes; skips the test where the captures are absent.</summary>
    public byte[] Bytes() => File.ReadAllBytes(Path.Combine(RequiredFolder(), Name))[Start..];

    /// <summary>gpsd's own decode of this capture.</summary>
    public GpsdDecode Gpsd() => new(File.ReadLines(Path.Combine(RequiredFolder(), Name + ".chk")));

    /// <summary>The page that comes with the captures and counts their messages.</summary>
    public static IEnumerable<string> Readme() => File.ReadLines(Path.Combine(RequiredFolder(), "README.md"));

    /// <summary>What the decoder makes of it when all bytes arrive at once.</summary>
    public (ReportRecorder Reports, GnssCounters Counters) Decode()
    {
        ReportRecorder reports = new();
        GnssDecoder decoder = new(reports, GnssDecoderTests.BuiltAt);
        decoder.Feed(Bytes(), default);
        decoder.Finish();
        return (reports, decoder.Counters);
    }

    private static string RequiredFolder()
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable)
            ?? Ancestors(RepositoryRoot).Skip(1).Take(3).Select(ancestor => Path.Combine(ancestor, Folder)).FirstOrDefault(Directory.Exists);
        Skip.If(folder is null, $"no receiver captures: no {Folder} beside the repository and {FolderVariable} is not set");
        return folder!;
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (DirectoryInfo? current = new(folder); current is not null; current = current.Parent)
        {
            yield return current.FullName;
        }
    }
}
