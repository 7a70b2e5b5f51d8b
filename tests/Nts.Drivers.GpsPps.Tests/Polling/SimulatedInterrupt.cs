using System;
using System.Collections.Generic;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>The interrupts of a <see cref="SimulatedLine"/>: each edge is kept until it is fetched.</summary>
internal sealed class SimulatedInterrupt(SimulatedLine line) : IPulseSource
{
    private readonly Queue<(long Available, Func<long> Stamp, EdgeDirection Direction)> _edges = new();
    private uint _sequence;

    /// <summary>Lets the next wait end as if the device were gone.</summary>
    public bool IsGone { get; set; }

    /// <summary>Adds an edge by its stamp, later than those before, to be handed over so much later.</summary>
    public void Add(long stamp, EdgeDirection direction, long handOver) => _edges.Enqueue((stamp + handOver, () => stamp, direction));

    /// <summary>Adds an edge that is handed over at its stamp.</summary>
    public void Add(long stamp, EdgeDirection direction) => Add(stamp, direction, 0);

    /// <summary>Adds an edge whose stamp is known only when it is fetched, some 20 µs after the edge.</summary>
    public void AddLazily(long edge, Func<long> stamp) => _edges.Enqueue((edge + 20_000, stamp, EdgeDirection.Rising));

    /// <inheritdoc/>
    public EdgeStatus Wait(TimeSpan timeout, out PulseEdge edge)
    {
        edge = default;
        if (IsGone)
        {
            return EdgeStatus.Gone;
        }

        long deadline = line.Nanoseconds + (timeout.Ticks * 100);
        if (!_edges.TryPeek(out (long Available, Func<long> Stamp, EdgeDirection Direction) next) || next.Available > deadline)
        {
            line.Nanoseconds = deadline;
            return EdgeStatus.TimedOut;
        }

        line.Nanoseconds = Math.Max(line.Nanoseconds, next.Available);
        _edges.Dequeue();
        long stamp = next.Stamp();
        edge = new PulseEdge(SimulatedLine.Stamp(stamp), MonotonicTime.FromNanoseconds(stamp), ++_sequence) { Direction = next.Direction };
        return EdgeStatus.Edge;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
