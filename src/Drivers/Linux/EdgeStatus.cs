namespace Nts.Drivers.Linux;

/// <summary>How waiting for an edge ended.</summary>
public enum EdgeStatus
{
    /// <summary>There is an edge.</summary>
    Edge,

    /// <summary>None came in the time given; wait again.</summary>
    TimedOut,

    /// <summary>The device is gone; only opening it again can help.</summary>
    Gone,
}
