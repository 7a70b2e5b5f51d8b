using Nts.Discipline;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>An edge as a device stamped it.</summary>
/// <param name="KernelTime">The stamp, on CLOCK_REALTIME.</param>
/// <param name="Direction">Which way the line changed.</param>
/// <param name="Sequence">The device's count of edges, wrapping; a gap means that edges were lost.</param>
public readonly record struct StampedEdge(PosixTime KernelTime, EdgeDirection Direction, uint Sequence)
{
    /// <summary>The edge lay within so much of the stamp, before or after; zero when the device cannot tell.</summary>
    public NtpDuration Uncertainty { get; init; }
}
