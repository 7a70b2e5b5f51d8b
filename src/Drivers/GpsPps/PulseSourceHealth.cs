using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>What is known of a pulse source beside its edges.</summary>
public readonly record struct PulseSourceHealth
{
    /// <summary>How edges are stamped.</summary>
    public PulseMethod Method { get; init; }

    /// <summary>What the owner should know of the choice: why the line is not polled, or that another device is used. Null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the line was high when last looked at, which is while no edge comes; null when it cannot be read.</summary>
    public bool? IsHigh { get; init; }

    /// <summary>Edges in the last whole second, counted up to some hundred: two with a pulse, far more with a line that nothing drives.</summary>
    public int EdgesLastSecond { get; init; }

    /// <summary>Edges that the device counted but did not hand over.</summary>
    public long LostEdges { get; init; }

    /// <summary>How late interrupts are stamped: measured, or as it was given; null when not known. It is taken off the stamps.</summary>
    public StampBias? InterruptBias { get; init; }

    /// <summary>Edges stamped by polling.</summary>
    public long PolledEdges { get; init; }

    /// <summary>Edges that polling lost because something held it up: their brackets were too wide, or the search began too late.</summary>
    public long HeldUpPolls { get; init; }

    /// <summary>Searches that saw no edge, or only a disturbance.</summary>
    public long EmptyPolls { get; init; }

    /// <summary>Width of the brackets of polled edges, smoothed; null before the first. The edge lies within half of it.</summary>
    public NtpDuration? TypicalBracket { get; init; }
}
