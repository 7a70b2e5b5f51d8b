namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>What fails in a <see cref="SimulatedOutage"/>.</summary>
public enum SimulatedOutageKind
{
    /// <summary>No pulses come; messages do.</summary>
    NoPulse,

    /// <summary>No messages come; pulses do.</summary>
    NoMessages,

    /// <summary>The receiver has no fix, says so, and pulses on, as many do.</summary>
    NoFix,
}
