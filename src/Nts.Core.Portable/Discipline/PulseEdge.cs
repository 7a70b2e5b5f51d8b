using Nts.Time;

namespace Nts.Discipline;

/// <summary>One edge of the pulse per second as it was stamped, before anyone knows which second it marks.</summary>
/// <param name="LocalTime">The disciplined clock's reading at the edge.</param>
/// <param name="At">The monotonic reading at the edge; used for intervals and pairing, which a step of the clock must not disturb.</param>
/// <param name="Sequence">The source's own count of edges; a gap means that edges were lost.</param>
public readonly record struct PulseEdge(PosixTime LocalTime, MonotonicTime At, uint Sequence);
