using System;
using System.IO;
using System.Linq;
using System.Reflection.PortableExecutable;

namespace Nts.Appliance;

/// <summary>A build without a runtime identifier runs on any machine with .NET: it must hold nothing of the machine that built it.</summary>
public sealed class PortableBuildTests
{
    private static readonly string[] Names =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Select(path => Path.GetFileName(path)).Where(IsOfTheAppliance),
    ];

    public static TheoryData<string> Assemblies() => [.. Names];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Assembly_OfTheAppliance_IsForAnyProcessor(string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, name));
        using PEReader reader = new(file);
        CorFlags flags = reader.PEHeaders.CorHeader!.Flags;
        Assert.True(flags.HasFlag(CorFlags.ILOnly) && !flags.HasFlag(CorFlags.Requires32Bit), $"{name}: {flags}");
        Assert.Equal(0, reader.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size);
    }

    [Fact]
    public void Assemblies_OfTheAppliance_AreAllThere() => Assert.Equal(10, Names.Length);

    private static bool IsOfTheAppliance(string name) =>
        name is "nts-appliance.dll" or "System.CommandLine.dll" or "OxyPlot.dll"
        || (name.StartsWith("Nts.", StringComparison.Ordinal) && !name.Contains("Test", StringComparison.Ordinal));
}
