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

    /// <summary>The antenna is cut: the receiver measures that, has no fix, and gives no pulse, as one does that was told to mark UTC.</summary>
    NoAntenna,
}
