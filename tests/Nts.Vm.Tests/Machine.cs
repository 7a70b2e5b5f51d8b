using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Nts.Vm;

/// <summary>One run of the virtual machine, and all that it printed. Without what it boots, every test of it is skipped.</summary>
public sealed class Machine : IAsyncLifetime
{
    /// <summary>Longer than the machine gives itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);

    private static readonly string Root = FindRoot();

    private string[]? _console;

    /// <summary>What the machine printed about a check: its last line says how it went. Skips the test where there is no machine.</summary>
    public (string Verdict, string All) Check(string name)
    {
        Skip.If(_console is null, "the virtual machine is not there: run tests/vm/get-machine");
        string prefix = $"== {name}: ";
        int end = Array.FindIndex(_console!, line => line.StartsWith(prefix, StringComparison.Ordinal));
        int start = Math.Max(0, Array.IndexOf(_console!, $"== {name}"));
        return end < 0
            ? ("did not end", string.Join('\n', _console!.Skip(start)))
            : (_console![end][prefix.Length..], string.Join('\n', _console![start..end]));
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (!Directory.Exists(Path.Combine(Root, "artifacts", "vm", "modules")))
        {
            return;
        }

        string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        using Process process = Process.Start(new ProcessStartInfo(Path.Combine(Root, "tests", "vm", "run"), [configuration])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
            _console = output.Split('\n');
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Nts.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests run from a build inside the checkout.");
    }
}
