using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Nts.Server;

/// <summary>Time that stands still until the test moves it; timers that are due run in the test's own thread.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly List<SteppedTimer> _timers = [];
    private TimeSpan _elapsed;

    public DateTimeOffset Start { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + _elapsed;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        SteppedTimer timer = new(this, callback, state) { Due = _elapsed + dueTime, Period = period };
        _timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        _elapsed += by;
        foreach (SteppedTimer timer in _timers.Where(timer => timer.Due <= _elapsed).ToArray())
        {
            timer.Due = _elapsed + timer.Period;
            timer.Run();
        }
    }

    private sealed class SteppedTimer(SteppedTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; set; }

        public void Run() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = time._elapsed + dueTime;
            Period = period;
            return true;
        }

        public void Dispose() => time._timers.Remove(this);

        public System.Threading.Tasks.ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
