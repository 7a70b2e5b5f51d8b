using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Nts.TestKit;

/// <summary>A program that somebody else wrote, run to its end as a second opinion.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record ExternalProgram(int ExitCode, byte[] Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Standard output and standard error as text, for a failure message.</summary>
    public string Text => Encoding.UTF8.GetString(Output) + Error;

    /// <summary>Whether a program can be found.</summary>
    public static bool IsInstalled(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Runs a program and waits for its end.</summary>
    /// <param name="name">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads from standard input, which then ends.</param>
    public static async Task<ExternalProgram> RunAsync(string name, IEnumerable<string> arguments, ReadOnlyMemory<byte> input = default)
    {
        using Process process = Process.Start(new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using CancellationTokenSource patience = new(Patience);
        try
        {
            using MemoryStream output = new();
            Task copying = process.StandardOutput.BaseStream.CopyToAsync(output, patience.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
            await WriteAsync(process.StandardInput.BaseStream, input, patience.Token);
            await copying;
            string errorText = await error;
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, output.ToArray(), errorText);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        try
        {
            await stream.WriteAsync(input, cancellation);
            stream.Close();
        }
        catch (IOException)
        {
            // The program ended without reading all of it.
        }
    }
}
