using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Nts.Server.Hosting;
using EventLog = Nts.Server.Hosting.EventLog;

namespace Nts.Appliance.Alarms;

/// <summary>Runs the owner's program for each event, one run at a time.</summary>
/// <remarks>
/// Events that come while it runs wait; of one alarm only the last, so no more wait than there are alarms. No shell has a hand in it: what an
/// event says is an argument, whatever it holds.
/// </remarks>
/// <param name="program">An absolute path.</param>
/// <param name="limit">The time that a run may take.</param>
/// <param name="log">Where its output goes, and why it failed.</param>
internal sealed class AlarmCommand(string program, TimeSpan limit, EventLog log) : IAsyncDisposable
{
    private static readonly CommandOutcome[] Outcomes = Enum.GetValues<CommandOutcome>();

    /// <summary>What systemd says to this process and to nobody else (sd_notify(3), sd_listen_fds(3)).</summary>
    private static readonly string[] NotInherited = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES", "JOURNAL_STREAM"];

    private readonly long[] _runs = new long[Outcomes.Length];
    private readonly List<AlarmEvent> _waiting = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private bool _isRunning;
    private long _coalesced;

    /// <summary>Runs by what became of them.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Runs
    {
        get
        {
            lock (_lock)
            {
                return [.. Outcomes.Select(outcome => KeyValuePair.Create(CounterName.Of(outcome), _runs[(int)outcome]))];
            }
        }
    }

    /// <summary>Events that were overtaken while they waited.</summary>
    public long Coalesced
    {
        get
        {
            lock (_lock)
            {
                return _coalesced;
            }
        }
    }

    /// <summary>Becomes complete when nothing runs and nothing waits.</summary>
    public Task Idle
    {
        get
        {
            lock (_lock)
            {
                return _running;
            }
        }
    }

    /// <summary>Has the program run for an event, now or when those before it are done.</summary>
    public void Post(AlarmEvent happened)
    {
        lock (_lock)
        {
            _coalesced += _waiting.RemoveAll(waiting => waiting.Alarm == happened.Alarm);
            _waiting.Add(happened);
            if (!_isRunning)
            {
                _isRunning = true;
                _running = Task.Run(RunAll);
            }
        }
    }

    /// <summary>Ends the run that is under way, and with it all that wait.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Idle.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAll()
    {
        while (Next() is { } happened)
        {
            CommandOutcome outcome = await Run(happened).ConfigureAwait(false);
            lock (_lock)
            {
                _runs[(int)outcome]++;
            }
        }
    }

    private AlarmEvent? Next()
    {
        lock (_lock)
        {
            AlarmEvent? next = _stop.IsCancellationRequested ? null : _waiting.FirstOrDefault();
            _isRunning = next is not null;
            if (_isRunning)
            {
                _waiting.RemoveAt(0);
            }

            return next;
        }
    }

    private async Task<CommandOutcome> Run(AlarmEvent happened)
    {
        using Process process = new() { StartInfo = Start(happened) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            log.Warning($"alarm command {program} cannot be started for {happened.Name}: {e.Message}");
            return CommandOutcome.NotStarted;
        }

        process.StandardInput.Close();
        CommandOutput output = new();
        CommandOutput errors = new();
        Task reading = Task.WhenAll(output.ReadAsync(process.StandardOutput), errors.ReadAsync(process.StandardError));
        using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        time.CancelAfter(limit);
        bool isDone = true;
        try
        {
            await process.WaitForExitAsync(time.Token).ConfigureAwait(false);
            await reading.WaitAsync(time.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            isDone = false;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        foreach (string line in errors.Lines.Concat(output.Lines))
        {
            log.Notice($"alarm command: {line}");
        }

        return Judge(happened, isDone, process.ExitCode);
    }

    private CommandOutcome Judge(AlarmEvent happened, bool isDone, int code)
    {
        if (isDone && code == 0)
        {
            return CommandOutcome.Succeeded;
        }

        log.Warning($"alarm command {program} for {happened.Name} {(isDone ? $"ended with code {code}" : $"was killed: it may take {limit.TotalSeconds} s")}");
        return isDone ? CommandOutcome.Failed : CommandOutcome.TimedOut;
    }

    private ProcessStartInfo Start(AlarmEvent happened)
    {
        string severity = CounterName.Of(happened.Severity);
        ProcessStartInfo start = new(program, [happened.Name, happened.ClockState, severity, happened.Text])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Array.ForEach(NotInherited, name => start.Environment.Remove(name));
        start.Environment["NTS_EVENT"] = happened.Name;
        start.Environment["NTS_STATE"] = happened.ClockState;
        start.Environment["NTS_SEVERITY"] = severity;
        start.Environment["NTS_TEXT"] = happened.Text;
        return start;
    }
}
