using System;
using System.Globalization;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Vm;

/// <summary>Raises a line again and again and holds what a driver says of it against the clock read just before and after.</summary>
internal sealed class EdgeCheck(SimulatedLine line, EdgeCheck.WaitForEdge wait)
{
    private const int Edges = 5;
    private const int LineEventsKept = 16;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    private readonly SystemClock _clock = new();
    private readonly Complaints _complaints = new();

    internal delegate EdgeStatus WaitForEdge(TimeSpan timeout, out StampedEdge edge);

    /// <summary>Five pulses, a silence, and a burst that nobody reads in time.</summary>
    /// <param name="keepsEvents">The kernel keeps unread edges; else only the newest can be had.</param>
    /// <returns>The number of things that were not as they must be.</returns>
    public int Run(bool keepsEvents)
    {
        line.Fall();
        _complaints.Expect(wait(Short, out _) is EdgeStatus.TimedOut, "silence before the first pulse is a time-out");
        StampedEdge previous = default;
        for (int i = 0; i < Edges; i++)
        {
            previous = Pulse(i == 0 ? null : previous);
        }

        _complaints.Expect(wait(Short, out _) is EdgeStatus.TimedOut, "silence after the last pulse is a time-out");
        Overrun(previous, keepsEvents);
        return _complaints.Count;
    }

    private StampedEdge Pulse(StampedEdge? previous)
    {
        _complaints.Expect(wait(Short, out _) is EdgeStatus.TimedOut, "no edge while nothing raises the line");
        PosixTime before = _clock.Now();
        line.Raise();
        PosixTime after = _clock.Now();
        EdgeStatus status = wait(Longest, out StampedEdge edge);
        line.Fall();
        bool isBracketed = before <= edge.KernelTime && edge.KernelTime <= after;
        string interval = previous is StampedEdge last ? $"{(edge.KernelTime - last.KernelTime).TotalSeconds:0.000000} s" : "first";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {status} {edge.Direction} sequence {edge.Sequence}, {interval}; stamped {Microseconds(edge.KernelTime - before)} us after the write began, {Microseconds(after - edge.KernelTime)} us before it ended"));
        _complaints.Expect(status is EdgeStatus.Edge, "a pulse is an edge");
        _complaints.Expect(edge.Direction is EdgeDirection.Rising, "it is the rising one");
        _complaints.Expect(isBracketed, "the stamp lies between the readings around the write");
        _complaints.Expect(previous is not StampedEdge one || edge.Sequence == one.Sequence + 1, "the sequence has no gap");
        return edge;
    }

    /// <summary>More pulses than the kernel keeps, slow enough that its interrupt thread makes an event of each.</summary>
    private void Overrun(StampedEdge last, bool keepsEvents)
    {
        const int Pulses = LineEventsKept + 4;
        using ManualResetEventSlim never = new();
        for (int i = 0; i < Pulses; i++)
        {
            line.Raise();
            line.Fall();
            never.Wait(20);
        }

        int count = 0;
        StampedEdge newest = last;
        while (wait(Short, out StampedEdge edge) is EdgeStatus.Edge)
        {
            _complaints.Expect(count == 0 || edge.Sequence == newest.Sequence + 1, "kept edges follow each other");
            newest = edge;
            count++;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Pulses} pulses unread: {count} kept, up to sequence {newest.Sequence}"));
        _complaints.Expect(count == (keepsEvents ? LineEventsKept : 1), "the kernel keeps what the driver says it keeps");
        _complaints.Expect(newest.Sequence == last.Sequence + Pulses, "the newest is kept and the gap shows in the sequence");
    }

    private static string Microseconds(NtpDuration duration) => (duration.TotalSeconds * 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
