namespace Nts.Drivers.GpsPps;

/// <summary>How a wait for an edge ended.</summary>
public enum PulseWait
{
    /// <summary>An edge came.</summary>
    Edge,

    /// <summary>None came in the time given.</summary>
    TimedOut,

    /// <summary>The device is gone; only opening it again can help.</summary>
    Gone,
}
