namespace Nts.Drivers.GpsPps;

/// <summary>How far pulse and time have been brought together.</summary>
public enum PairingState
{
    /// <summary>No edge yet, or none for some seconds.</summary>
    NoPulse = 0,

    /// <summary>
    /// Edges come, but no time that may be used (<see cref="PulsePairing.Refusal"/> tells why), or none at all for some seconds.
    /// </summary>
    NoTime,

    /// <summary>Edges and time come, but the time arrives so close to an edge that it could belong to either of two seconds.</summary>
    AmbiguousDelay,

    /// <summary>Two steady edges come in every second.</summary>
    TwoPulsesASecond,

    /// <summary>Edges and time agree, but not for long enough yet.</summary>
    Agreeing,

    /// <summary>Alarm: the receiver's time and the count of its edges differ by whole seconds. No pulse is labelled.</summary>
    Disagreement,

    /// <summary>Edges are labelled.</summary>
    Paired,
}
