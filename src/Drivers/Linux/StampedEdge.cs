using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>An edge as the kernel stamped it in its interrupt handler.</summary>
/// <param name="KernelTime">The stamp, on CLOCK_REALTIME.</param>
/// <param name="Direction">Which way the line changed.</param>
/// <param name="Sequence">The kernel's count of such edges, wrapping; a gap means that edges were lost.</param>
public readonly record struct StampedEdge(PosixTime KernelTime, EdgeDirection Direction, uint Sequence);
