using Nts.Discipline;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Tells the end of a pulse from its beginning, where a source gives both: pulses are shorter than the pause after them.</summary>
/// <remarks>
/// A source that gives edges of one direction only shows no shape; then each edge counts as a beginning, and if it is none, nothing here can
/// know. A pulse as long as its pause has no shape either: its two edges look like two pulses.
/// </remarks>
internal sealed class PulseShape
{
    /// <summary>Of the second. gpsd takes the same for square.</summary>
    private static readonly NtpDuration LongestPulse = NtpDuration.FromMilliseconds(450);

    private MonotonicTime? _lastRising;
    private MonotonicTime? _lastFalling;

    /// <summary>Whether an edge follows one of the other direction so soon that both belong to one pulse.</summary>
    public bool IsEndOfPulse(in PulseEdge edge)
    {
        bool isRising = edge.Direction is EdgeDirection.Rising;
        MonotonicTime? other = isRising ? _lastFalling : _lastRising;
        (isRising ? ref _lastRising : ref _lastFalling) = edge.At;
        return other is MonotonicTime begun && edge.At - begun < LongestPulse && edge.At >= begun;
    }
}
