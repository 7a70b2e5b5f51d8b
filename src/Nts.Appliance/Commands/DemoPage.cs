using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using Nts.Appliance.Configuration;

namespace Nts.Appliance.Commands;

/// <summary>The page of a demonstration: a process of its own, as on a box.</summary>
internal sealed class DemoPage : IDisposable
{
    private readonly Process? _process;

    private DemoPage(Process? process) => _process = process;

    /// <summary>Starts it. That it cannot be started, or cannot listen, it says itself; the demonstration goes on.</summary>
    public static DemoPage Start(ApplianceConfiguration configuration)
    {
        string program = Environment.ProcessPath!;
        string[] self = program.EndsWith("dotnet", StringComparison.Ordinal) ? [Path.Combine(AppContext.BaseDirectory, "nts-appliance.dll")] : [];
        string[] arguments = ["web", WebCommand.UntilInputEnds, "--run-directory", configuration.RunDirectory, "--listen", string.Join(',', configuration.WebListen)];
        try
        {
            // However this process ends, its end of the pipe is closed, and then the page ends, too.
            return new(Process.Start(new ProcessStartInfo(program, [.. self, .. arguments]) { RedirectStandardInput = true }));
        }
        catch (Win32Exception e)
        {
            Console.Out.WriteLine($"page: cannot be started: {e.Message}");
            return new(null);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // It has nothing to save.
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
    }
}
