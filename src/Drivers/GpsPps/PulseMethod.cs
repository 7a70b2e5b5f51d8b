namespace Nts.Drivers.GpsPps;

/// <summary>How a source stamps its edges.</summary>
public enum PulseMethod
{
    /// <summary>Not known, or nothing is stamped yet.</summary>
    None = 0,

    /// <summary>By the kernel in its interrupt handler: GPIO line events and <c>/dev/pps*</c>.</summary>
    Interrupt,

    /// <summary>By reading the line's level around the expected edge, and by the kernel's interrupt where that fails.</summary>
    PolledAndInterrupt,

    /// <summary>By reading the line's level around the expected edge alone.</summary>
    Polled,

    /// <summary>By a network card's PTP clock, in hardware.</summary>
    PtpClock,

    /// <summary>By a thread of this program that a modem line wakes up.</summary>
    ModemLine,
}
