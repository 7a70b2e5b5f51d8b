using System;
using System.Threading;
using Nts.Drivers.Linux;

namespace Nts.Vm;

/// <summary>The kernel's own test source, which pulses once a second by itself.</summary>
internal sealed class TimerCheck(PpsDevice device)
{
    private const int Pulses = 4;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Asleep = TimeSpan.FromSeconds(3.5);

    private readonly Complaints _complaints = new();

    /// <summary>Fetches pulses, misses some, and fetches again. Returns the number of things that were not as they must be.</summary>
    public int Run()
    {
        StampedEdge last = Fetch();
        for (int i = 1; i < Pulses; i++)
        {
            StampedEdge edge = Fetch();
            _complaints.Expect(edge.Sequence > last.Sequence && edge.KernelTime > last.KernelTime, "each fetch waits for a newer pulse");
            last = edge;
        }

        using (ManualResetEventSlim never = new())
        {
            never.Wait(Asleep);
        }

        StampedEdge late = Fetch();
        _complaints.Expect(late.Sequence - last.Sequence >= 3, "pulses that nobody fetched show as a gap in the sequence");
        return _complaints.Count;
    }

    private StampedEdge Fetch()
    {
        EdgeStatus status = device.Wait(Longest, out StampedEdge edge);
        Console.WriteLine($"  {status} sequence {edge.Sequence} at {edge.KernelTime}");
        _complaints.Expect(status is EdgeStatus.Edge, "a pulse comes");
        return edge;
    }
}
