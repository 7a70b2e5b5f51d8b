using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Nts.Image;

/// <summary>One run of a script that prints "== CHECK", what it has to say, and "== CHECK: good" or what was wrong; or "skip: REASON".</summary>
/// <param name="script">The script, from the top of the checkout.</param>
/// <param name="arguments">What it is told.</param>
public abstract class ScriptRun(string script, params string[] arguments) : IAsyncLifetime
{
    private const string Skipped = "skip: ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(40);

    private string[] _printed = [];

    /// <summary>Asserts that one of the script's checks went well. Skips the test where the script says why it did not come to it.</summary>
    public void AssertGood(string check)
    {
        int start = Array.IndexOf(_printed, $"== {check}");
        int end = Array.IndexOf(_printed, $"== {check}: good");
        string? reason = start >= 0 ? null : Array.Find(_printed, line => line.StartsWith(Skipped, StringComparison.Ordinal));
        Skip.If(reason is not null, reason?[Skipped.Length..]);

        Assert.True(start >= 0 && end > start, string.Join('\n', _printed.Skip(Math.Max(0, start)).TakeWhile((line, i) => i == 0 || !line.StartsWith("== ", StringComparison.Ordinal))));
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        string root = FindRoot();
        using Process process = Process.Start(new ProcessStartInfo(Path.Combine(root, script), arguments)
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
            _printed = output.Split('\n');
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
