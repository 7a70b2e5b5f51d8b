using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Nts.Appliance.Status;
using Nts.Drivers.Linux;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Alarms;

/// <summary>Compares the published state with the one before, once a second, and tells each change once: to the journal, and to the owner's command.</summary>
/// <remarks>It lives in the page's process: that has no privilege, may make garbage, and sees when the timekeeper dies.</remarks>
internal sealed class AlarmWatch
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly EventLog _log;
    private readonly AlarmCommand? _command;
    private readonly AlarmState[] _states = [.. AlarmTable.All.Select(alarm => new AlarmState(alarm))];
    private readonly Dictionary<string, long> _events = AlarmTable.All.SelectMany(alarm => alarm.Levels).SelectMany(level => (string[])[level.Begins, level.Ends])
        .Distinct().ToDictionary(name => name, _ => 0L);
    private readonly Lock _lock = new();

    /// <summary>A watch that has seen nothing yet.</summary>
    /// <param name="log">Where events go.</param>
    /// <param name="command">What is run on each; null for nothing.</param>
    public AlarmWatch(EventLog log, AlarmCommand? command)
    {
        _log = log;
        _command = command;
    }

    /// <summary>What happened so far.</summary>
    public AlarmFigures Figures
    {
        get
        {
            lock (_lock)
            {
                return new([.. _states.Select(state => KeyValuePair.Create(state.Alarm.Name, (long)state.Level))], [.. _events], _command?.Runs ?? [], _command?.Coalesced ?? 0);
            }
        }
    }

    /// <summary>Looks once a second until it is told to stop.</summary>
    /// <param name="view">Gives the published state.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(Func<StatusView> view, CancellationToken stop)
    {
        using PeriodicTimer timer = new(Second);
        try
        {
            do
            {
                Look(view(), MonotonicClock.Now());
            }
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // It was told to stop.
        }
    }

    /// <summary>Looks at the state of one moment.</summary>
    public void Look(StatusView view, MonotonicTime now)
    {
        lock (_lock)
        {
            foreach (AlarmState state in _states)
            {
                if (state.Look(view, now) is { } happened)
                {
                    _events[happened.Name]++;
                    Tell(happened);
                    _command?.Post(happened);
                }
            }
        }
    }

    private void Tell(AlarmEvent happened)
    {
        string line = $"alarm {happened.Name}: {happened.Text}";
        switch (happened.Severity)
        {
            case Severity.Critical:
                _log.Critical(line);
                break;
            case Severity.Warning:
                _log.Warning(line);
                break;
            default:
                _log.Notice(line);
                break;
        }
    }
}
