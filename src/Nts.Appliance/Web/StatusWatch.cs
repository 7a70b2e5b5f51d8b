using System;
using System.Threading;
using System.Threading.Tasks;
using Nts.Appliance.Status;
using Nts.Appliance.Web.History;
using Nts.Time;

namespace Nts.Appliance.Web;

/// <summary>Looks at the published state a few times a second at most, whoever asks and how often, and remembers what it saw.</summary>
/// <param name="path">The file where the timekeeper publishes its state.</param>
/// <param name="clock">The machine's monotonic clock.</param>
internal sealed class StatusWatch(string path, Func<MonotonicTime> clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private static readonly NtpDuration LookEvery = NtpDuration.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly StatusHistory _history = new();
    private StatusView? _view;
    private MonotonicTime _lookedAt;

    /// <summary>The state, at most a fifth of a second old.</summary>
    public StatusView View
    {
        get
        {
            lock (_lock)
            {
                MonotonicTime now = clock();
                if (_view is null || now - _lookedAt >= LookEvery)
                {
                    Look(StatusView.Of(path, clock), now);
                }

                return _view!;
            }
        }
    }

    /// <summary>Reads the history, while it does not change.</summary>
    public T Read<T>(Func<StatusHistory, T> read)
    {
        lock (_lock)
        {
            return read(_history);
        }
    }

    /// <summary>Keeps looking, so that the history has no holes when nobody asks.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using PeriodicTimer timer = new(Period);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                _ = View;
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    /// <summary>Takes a state in as if it had been seen now.</summary>
    internal void Look(StatusView view, MonotonicTime now)
    {
        lock (_lock)
        {
            (_view, _lookedAt) = (view, now);
            if (view is { Problem: null, Status: { } status })
            {
                _history.Take(status);
            }
        }
    }
}
