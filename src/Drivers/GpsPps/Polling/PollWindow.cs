using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>When the next edge is awaited.</summary>
/// <param name="Expected">The prediction.</param>
/// <param name="HalfWidth">How long before it the search begins, and how long after it the search gives up.</param>
internal readonly record struct PollWindow(MonotonicTime Expected, NtpDuration HalfWidth)
{
    /// <summary>When the search begins.</summary>
    public MonotonicTime Start => Expected - HalfWidth;

    /// <summary>When it gives up.</summary>
    public MonotonicTime End => Expected + HalfWidth;

    /// <summary>Whether a moment lies within.</summary>
    public bool Contains(MonotonicTime at) => (at - Expected).Magnitude <= HalfWidth;
}
