using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace Nts.Fuzz;

/// <summary>Loads this program a second time, with the rooms under test instrumented.</summary>
internal sealed class InstrumentedContext : AssemblyLoadContext
{
    /// <summary>What is instrumented; the first is referenced by the others.</summary>
    private static readonly string[] Instrumented = ["Nts.Core.Portable", "Nts.Simulation", "nts-appliance", "nts"];

    /// <summary>What must be loaded again without a change, because it binds to the above.</summary>
    private static readonly string[] Reloaded = ["nts-fuzz", "Nts.TestKit", "Nts.Server", "Nts.Drivers.Linux", "Nts.Drivers.OpenSsl", "Nts.Drivers.GpsPps"];

    private readonly Dictionary<string, byte[]> _images = [];

    /// <summary>Instrumented assemblies, ready to be loaded.</summary>
    public InstrumentedContext()
        : base("instrumented")
    {
        Instrumenter instrumenter = new();
        foreach (string name in Instrumented)
        {
            _images[name] = instrumenter.Rewrite(PathOf(name));
        }

        foreach (string name in Reloaded)
        {
            _images[name] = File.ReadAllBytes(PathOf(name));
        }

        Blocks = instrumenter.Blocks;
    }

    /// <summary>Basic blocks that are watched.</summary>
    public int Blocks { get; }

    /// <summary>Calls a static method of this program's copy inside; all values are of the base class library, which both sides share.</summary>
    public int Run(Type type, string method, params object[] arguments)
    {
        Type inside = LoadFromAssemblyName(type.Assembly.GetName()).GetType(type.FullName!, throwOnError: true)!;
        return (int)inside.GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.Invoke(null, arguments)!;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        _images.TryGetValue(assemblyName.Name!, out byte[]? image) ? LoadFromStream(new MemoryStream(image)) : null;

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");
}
