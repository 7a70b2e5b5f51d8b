namespace Nts.Drivers.Displays;

/// <summary>How far the time on a display can be trusted.</summary>
public enum FaceState
{
    /// <summary>No timekeeper says anything.</summary>
    Absent,

    /// <summary>Clients are told that the clock is not synchronised: no time is shown.</summary>
    NotSynchronized,

    /// <summary>Served as synchronised, but without pulses just now.</summary>
    Holdover,

    /// <summary>Locked to the pulses.</summary>
    Locked,
}
