namespace Nts.Drivers.GpsPps;

/// <summary>The one thing to know of a receiver: what stands between it and labelled pulses. Earlier values hide later ones.</summary>
/// <remarks>What each says to the user, and what to try next, stands in <see cref="Explanations"/> and nowhere else.</remarks>
public enum ReceiverState
{
    /// <summary>Not started, or stopped.</summary>
    Stopped = 0,

    /// <summary>The serial port does not exist.</summary>
    NoSuchPort,

    /// <summary>The program may not open the serial port.</summary>
    PortForbidden,

    /// <summary>Another program has the serial port: it cannot be opened, or the other takes its bytes away.</summary>
    PortHeld,

    /// <summary>The serial port cannot be opened for another reason, or went away.</summary>
    PortUnavailable,

    /// <summary>The port is open, but no bytes come.</summary>
    Silent,

    /// <summary>Port or baud rate are being found out by listening.</summary>
    Searching,

    /// <summary>The receiver speaks a protocol that is recognised but not decoded.</summary>
    ForeignProtocol,

    /// <summary>Bytes come, but no message with a good checksum.</summary>
    Unintelligible,

    /// <summary>The receiver is being asked what it is, and told what timing needs.</summary>
    SettingUp,

    /// <summary>The receiver says that its signals are counterfeit, or may be.</summary>
    Spoofed,

    /// <summary>No fix, and the receiver measures a short circuit at its antenna.</summary>
    AntennaShort,

    /// <summary>No fix, and the receiver measures that no antenna is connected.</summary>
    AntennaOpen,

    /// <summary>The receiver reports interference that keeps it from receiving.</summary>
    Jammed,

    /// <summary>The receiver has no fix.</summary>
    NoFix,

    /// <summary>Messages come, but none that tells the time.</summary>
    NoTime,

    /// <summary>The receiver marks its time as not valid.</summary>
    TimeNotValid,

    /// <summary>The receiver knows GPS time, but not yet UTC.</summary>
    UtcUnknown,

    /// <summary>The receiver counts leap seconds by its firmware, not by the satellites.</summary>
    LeapSecondsUnknown,

    /// <summary>The receiver's date lies before this program's release.</summary>
    DateBeforeRelease,

    /// <summary>The receiver's leap seconds are not those of the table, or not the same in all its messages.</summary>
    LeapSecondsContradict,

    /// <summary>The receiver's time is ahead of this machine's clock by as much as GPS time is of UTC.</summary>
    GpsTimeForUtc,

    /// <summary>Nobody agrees yet with the time of a receiver that cannot say whether it knows UTC.</summary>
    TimeUnconfirmed,

    /// <summary>The time was refused, and is good again, but not for enough seconds yet.</summary>
    TimeSettling,

    /// <summary>The receiver says that its pulse is not aligned to its time.</summary>
    PulseNotLocked,

    /// <summary>The time is good, and no pulse input is configured.</summary>
    NoPulseInput,

    /// <summary>The pulse input does not exist.</summary>
    NoSuchPulseInput,

    /// <summary>The program may not open the pulse input.</summary>
    PulseForbidden,

    /// <summary>The kernel's pps-gpio or another program has the pulse input.</summary>
    PulseHeld,

    /// <summary>The pulse input cannot be opened for another reason, or went away.</summary>
    PulseUnavailable,

    /// <summary>The pulse input is open, but no pulse comes.</summary>
    NoPulse,

    /// <summary>More edges come than any receiver sends.</summary>
    FloatingPulse,

    /// <summary>Two steady pulses come in every second.</summary>
    TwoPulsesASecond,

    /// <summary>Messages come so close to the pulse that they could belong to either of two seconds.</summary>
    AmbiguousDelay,

    /// <summary>The line is never silent, so nobody can tell which second its messages mean.</summary>
    BusyLine,

    /// <summary>Alarm: the receiver's time at its pulse differs by a second or more from the machine's clock, which others had set.</summary>
    WitnessContradicts,

    /// <summary>The pulse lies beside the second by the machine's clock, which others had set.</summary>
    PulseBesideSecond,

    /// <summary>Pulse and time are being compared.</summary>
    Pairing,

    /// <summary>Alarm: the receiver's time and the count of its pulses differ by whole seconds.</summary>
    Disagreement,

    /// <summary>Pulses are labelled with their seconds.</summary>
    Paired,
}
