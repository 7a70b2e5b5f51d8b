namespace Nts.Drivers.Linux;

/// <summary>How a read from or a write to a terminal ended.</summary>
public enum SerialStatus
{
    /// <summary>Bytes were moved.</summary>
    Done,

    /// <summary>Nothing could be moved in the time given; try again.</summary>
    TimedOut,

    /// <summary>The device is gone or its other end closed; only opening it again can help.</summary>
    HungUp,
}
