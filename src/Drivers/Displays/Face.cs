using System;
using System.Collections.Generic;

namespace Nts.Drivers.Displays;

/// <summary>All that a display shows during one second.</summary>
public sealed record Face
{
    /// <summary>The second, in the zone that is shown.</summary>
    public required DateTime Time { get; init; }

    /// <summary>Whether it is the second that a leap second adds: 60, where <see cref="Time"/> says 59 again.</summary>
    public bool IsLeapSecond { get; init; }

    /// <summary>How far it can be trusted.</summary>
    public required FaceState State { get; init; }

    /// <summary>Whether the receiver is simulated: then the time is dark every other second.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>Lines of text below the time, on displays that have room for them.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>0 to 60.</summary>
    public int Second => IsLeapSecond ? 60 : Time.Second;

    /// <summary>Whether a time is shown at all.</summary>
    public bool HasTime => State is FaceState.Locked or FaceState.Holdover;

    /// <summary>Whether this is a second in which the time of a simulated receiver is dark.</summary>
    public bool IsDark => HasTime && IsSimulated && Second % 2 != 0;
}
