namespace Nts.Drivers.Linux;

/// <summary>What pulls an input line while nothing drives it.</summary>
public enum LineBias
{
    /// <summary>Whatever was set before, by the firmware or the device tree.</summary>
    AsIs = 0,

    /// <summary>Nothing: the line floats unless it is driven.</summary>
    None,

    /// <summary>A resistor to the supply.</summary>
    PullUp,

    /// <summary>A resistor to ground.</summary>
    PullDown,
}
