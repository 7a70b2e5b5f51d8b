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

    /// <summary>
    /// The line is never silent: messages may have waited in the receiver for any time, so nobody can tell which second they mean.
    /// </summary>
    BusyLine,

    /// <summary>Alarm: the receiver's time at its pulse differs from <see cref="PairingOptions.Witness"/> by a second or more.</summary>
    WitnessContradicts,

    /// <summary>
    /// The pulse lies beside the second by less than half of it, by <see cref="PairingOptions.Witness"/>: most likely its end is captured and not its
    /// beginning.
    /// </summary>
    PulseBesideSecond,

    /// <summary>Edges and time agree, but not for long enough yet.</summary>
    Agreeing,

    /// <summary>Alarm: the receiver's time differs by whole seconds from the count of its edges, or from the labels before they stopped. No pulse is labelled.</summary>
    Disagreement,

    /// <summary>Edges are labelled.</summary>
    Paired,
}
