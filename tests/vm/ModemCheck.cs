using System;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Vm;

/// <summary>A port's carrier line, which follows whether the other end of the cable is held open.</summary>
internal sealed class ModemCheck(string port, string otherEnd)
{
    private const int Pulses = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly Complaints _complaints = new();
    private readonly SystemClock _clock = new();
    private StampedEdge? _last;

    /// <summary>Raises the carrier and lets it fall. Returns the number of things that were not as they must be.</summary>
    public int Run()
    {
        using ModemLine line = ModemLine.Open(port, ModemPin.Dcd);
        Begin(line);
        for (int i = 0; i < Pulses; i++)
        {
            PosixTime before = _clock.Now();
            SerialPort end = SerialPort.Open(otherEnd, 9600);
            Take(line, EdgeDirection.Rising, before);
            before = _clock.Now();
            end.Dispose();
            Take(line, EdgeDirection.Falling, before);
        }

        return _complaints.Count;
    }

    /// <summary>Changes the line until one change arrives: those before the line's thread waits for the first time are nobody's.</summary>
    private void Begin(ModemLine line)
    {
        TimeSpan pause = TimeSpan.FromSeconds(1);
        for (int tries = 0; _last is null && tries < 20; tries++)
        {
            SerialPort.Open(otherEnd, 9600).Dispose();
            while (line.Wait(pause, out StampedEdge edge) is EdgeStatus.Edge)
            {
                _last = edge;
            }
        }
    }

    private void Take(ModemLine line, EdgeDirection direction, PosixTime before)
    {
        EdgeStatus status = line.Wait(Longest, out StampedEdge edge);
        PosixTime after = _clock.Now();
        Console.WriteLine($"  {status} {edge.Direction} sequence {edge.Sequence} at {edge.KernelTime}");
        _complaints.Expect(status is EdgeStatus.Edge, "the carrier's change is an edge");
        _complaints.Expect(edge.Direction == direction, $"it is {direction}");
        _complaints.Expect(line.ReadLevel() == direction is EdgeDirection.Rising, "the level is what it changed to");
        _complaints.Expect(before <= edge.KernelTime && edge.KernelTime <= after, "the stamp lies between cause and delivery");
        _complaints.Expect(_last is not StampedEdge last || edge.Sequence == last.Sequence + 1, "the sequence has no gap");
        _last = edge;
    }
}
