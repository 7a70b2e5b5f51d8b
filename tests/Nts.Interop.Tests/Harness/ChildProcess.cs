using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>A program started by a test: its output is kept, and it is ended by its own process id, whatever becomes of the test.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int GraceMilliseconds = 5000;

    private readonly string _program;
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private ChildProcess(string program, Process process) => (_program, _process) = (program, process);

    /// <summary>Everything it printed so far.</summary>
    public string Log => Text(_output) + Text(_errors);

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="place">The network to run in.</param>
    /// <param name="program">The program; it may replace itself by another but must not leave one behind.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ChildProcess Start(Place place, string program, params IReadOnlyList<string> arguments)
    {
        // What is ignored here, as SIGHUP is under nohup, would be ignored there. Both programs replace themselves by the next: the process id stays.
        string[] network = place.Namespace is string name ? ["ip", "netns", "exec", name] : [];
        ProcessStartInfo start = new("env", ["--default-signal=HUP", .. network, program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["LC_ALL"] = "C";
        ChildProcess child = new(program, new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => Append(child._output, line.Data);
        child._process.ErrorDataReceived += (_, line) => Append(child._errors, line.Data);
        child._process.Start();
        child._process.StandardInput.Close();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Outcome> Run(Place place, string program, params IReadOnlyList<string> arguments)
    {
        using ChildProcess child = Start(place, program, arguments);
        return await child.Finish(seconds: 60);
    }

    /// <summary>Waits for the end of the program.</summary>
    public async Task<Outcome> Finish(int seconds)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(seconds));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{_program} did not end within {seconds} s:\n{Log}");
        }

        return new Outcome(_process.ExitCode, Text(_output), Text(_errors));
    }

    /// <summary>Waits until the program prints a text; fails the test at once when it ends without.</summary>
    public Task WaitFor(string text, int seconds) =>
        Wait.Until(
            seconds,
            () => Task.FromResult((Ended: _process.HasExited, Log)),
            seen => seen.Log.Contains(text, StringComparison.Ordinal) || (seen.Ended ? throw new InvalidOperationException(seen.Log) : false),
            seen => $"'{text}' from {_program}:\n{seen.Log}");

    /// <summary>Ends the program as a service manager would, and hard when it does not listen.</summary>
    public void Stop()
    {
        if (_process.HasExited)
        {
            return;
        }

        using Process kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id}")]);
        kill.WaitForExit();
        if (!_process.WaitForExit(GraceMilliseconds))
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _process.Dispose();
    }

    private static void Append(StringBuilder lines, string? line)
    {
        if (line is not null)
        {
            lock (lines)
            {
                lines.Append(line).Append('\n');
            }
        }
    }

    private static string Text(StringBuilder lines)
    {
        lock (lines)
        {
            return lines.ToString();
        }
    }
}
