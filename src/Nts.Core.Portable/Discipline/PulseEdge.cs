using Nts.Time;

namespace Nts.Discipline;

/// <summary>One edge of the pulse per second as it was stamped, before anyone knows which second it marks.</summary>
/// <param name="LocalTime">The disciplined clock's reading at the edge.</param>
/// <param name="At">The monotonic reading at the edge; used for intervals and pairing, which a step of the clock must not disturb.</param>
/// <param name="Sequence">The source's own count of edges; a gap means that edges were lost.</param>
public readonly record struct PulseEdge(PosixTime LocalTime, MonotonicTime At, uint Sequence)
{
    /// <summary>Which way the line changed. A source may give both edges of a pulse, or only the one that it was asked for.</summary>
    public EdgeDirection Direction { get; init; }

    /// <summary>The edge lay within so much of the stamp, before or after; zero when the source cannot tell.</summary>
    public NtpDuration Uncertainty { get; init; }
}
