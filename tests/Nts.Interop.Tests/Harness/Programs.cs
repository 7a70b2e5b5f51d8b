using System;
using System.IO;

namespace Nts.Interop.Harness;

/// <summary>Where the programs under test and the peers are.</summary>
internal static class Programs
{
    /// <summary>The Debian suite whose peers bear no suffix.</summary>
    public const string Bookworm = "bookworm";

    /// <summary>The newer Debian suite.</summary>
    public const string Trixie = "trixie";

    private static readonly string Binaries = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
    private static readonly string Configuration = Path.GetFileName(Binaries);
    private static readonly string Artifacts = Path.GetFullPath(Path.Combine(Binaries, "..", "..", ".."));

    /// <summary>The appliance, built by this project's build.</summary>
    public static string Appliance => Path.Combine(Artifacts, "bin", "Nts.Appliance", Configuration, "nts-appliance.dll");

    /// <summary>The desktop tool, built by this project's build.</summary>
    public static string Desktop => Path.Combine(Artifacts, "bin", "Nts.Desktop", Configuration, "nts.dll");

    /// <summary>The host of the two above.</summary>
    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Where runs leave what a person may want to read.</summary>
    public static string Artifact(string name) => Path.Combine(Artifacts, name);

    /// <summary>A program that tests/interop/get-peers fetched; without it the test is skipped.</summary>
    public static string Peer(string name, string suite = Bookworm)
    {
        string path = Path.Combine(Artifacts, "peers", "bin", suite == Bookworm ? name : $"{name}-{suite}");
        Skip.IfNot(File.Exists(path), $"{Path.GetFileName(path)} is not there: run tests/interop/get-peers");
        return path;
    }
}
