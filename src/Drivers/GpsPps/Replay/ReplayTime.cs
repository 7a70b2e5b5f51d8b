using Nts.Time;

namespace Nts.Drivers.GpsPps.Replay;

/// <summary>The present moment of a replay that takes no time.</summary>
public sealed class ReplayTime
{
    /// <summary>Counted from the start of the recording.</summary>
    public MonotonicTime Now { get; internal set; }
}
