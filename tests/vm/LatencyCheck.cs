using System;
using System.Collections.Generic;
using System.Globalization;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Vm;

/// <summary>How long it takes from the moment at which a line is to be raised to the kernel's stamp: what the machine itself adds to a pulse.</summary>
internal sealed class LatencyCheck(SimulatedLine line, EdgeCheck.WaitForEdge wait)
{
    private const int Edges = 60;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Prints the latencies, and the middle one for a script to read. Returns 1 when no edge came.</summary>
    public int Run(string name)
    {
        SoftwareClock clock = new(NtpDuration.Zero, default);
        List<double> latencies = [];
        _ = RealTimePriority.TryTake();
        line.Fall();
        for (int i = 0; i < Edges; i++)
        {
            PosixTime due = clock.Now() + NtpDuration.FromMilliseconds(137);
            World.Sleep(clock, due - World.Awake);
            World.RaiseAt(clock, due, line);
            if (wait(Longest, out StampedEdge edge) is not EdgeStatus.Edge)
            {
                return 1;
            }

            latencies.Add((clock.FromKernelTime(edge.KernelTime) - due).TotalSeconds);
            line.Fall();
        }

        // The first ones meet code that is not compiled yet.
        latencies.RemoveRange(0, Edges / 3);
        latencies.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"latency {name}: nine of ten within {1e9 * latencies[latencies.Count / 20]:0} ns to {1e9 * latencies[^(1 + (latencies.Count / 20))]:0} ns, lead={latencies[latencies.Count / 2]:0.000000000}"));
        return 0;
    }
}
