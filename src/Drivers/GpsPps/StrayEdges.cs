using System;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>The last edges that did not fit the train of pulses, and whether they form one of their own.</summary>
internal sealed class StrayEdges
{
    private const int Remembered = 8;
    private const int LongestGap = 3;

    private readonly (MonotonicTime At, int Run)[] _edges = new (MonotonicTime, int)[Remembered];
    private int _next;

    /// <summary>Takes an edge in. Returns how many, with it, lie one to three seconds after each other.</summary>
    public int Add(MonotonicTime at)
    {
        int run = 1;
        foreach ((MonotonicTime before, int length) in _edges)
        {
            NtpDuration interval = at - before;
            long seconds = (long)Math.Round(interval.TotalSeconds);
            if (length >= run && seconds is >= 1 and <= LongestGap && PulseTrain.IsSeconds(interval, seconds))
            {
                run = length + 1;
            }
        }

        Keep(at, run);
        return run;
    }

    /// <summary>Remembers an edge of a train that is known to be as long.</summary>
    public void Keep(MonotonicTime? at, int run)
    {
        if (at is MonotonicTime edge)
        {
            _edges[_next] = (edge, run);
            _next = (_next + 1) % Remembered;
        }
    }
}
