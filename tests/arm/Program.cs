using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Nts.Arm;

/// <summary>Without arguments prints the transcript. <c>pack RUNTIME FILE</c> makes one file that prints it on Arm64.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length == 0)
        {
            Transcript.Print();
            return 0;
        }

        if (args is not ["pack", string runtime, string file])
        {
            return 2;
        }

        Pack(runtime, file);
        return 0;
    }

    /// <param name="runtime">A program for Arm64 that carries a runtime of the same major version, published as a single file.</param>
    /// <param name="file">What is written.</param>
    private static void Pack(string runtime, string file)
    {
        SingleFile donor = SingleFile.Read(File.ReadAllBytes(runtime));
        Dictionary<string, byte[]> assemblies = donor.Files
            .Where(entry => entry.Key.StartsWith("System.", StringComparison.Ordinal) && entry.Key.EndsWith(".dll", StringComparison.Ordinal))
            .ToDictionary();

        // Assemblies that only say where types are: trimming leaves nothing of them.
        foreach (string facade in (string[])["System.Runtime", "System.Runtime.Intrinsics", "System.Runtime.Extensions", "System.Memory"])
        {
            assemblies[facade + ".dll"] = TrimmedLibrary.WithoutNativeCode(File.ReadAllBytes(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), facade + ".dll")));
        }

        string[] ours = ["nts-arm.dll", "Nts.Core.Portable.dll"];
        foreach (string name in ours)
        {
            assemblies[name] = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, name));
        }

        assemblies[TrimmedLibrary.FileName] = TrimmedLibrary.Complete(assemblies[TrimmedLibrary.FileName], ours.Select(name => assemblies[name]));
        File.WriteAllBytes(file, donor.WriteWith("nts-arm", assemblies));
    }
}
