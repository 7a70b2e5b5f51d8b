namespace Nts.Drivers.GpsPps;

/// <summary>The one thing to know of a receiver: what stands between it and labelled pulses. Earlier values hide later ones.</summary>
public enum ReceiverState
{
    /// <summary>Not started, or stopped.</summary>
    Stopped = 0,

    /// <summary>The serial port cannot be opened, or went away.</summary>
    PortUnavailable,

    /// <summary>The port is open, but no bytes come.</summary>
    Silent,

    /// <summary>Bytes come, but no message with a good checksum.</summary>
    Unintelligible,

    /// <summary>The receiver has no fix.</summary>
    NoFix,

    /// <summary>The receiver's time is not fit for use; <see cref="ReceiverHealth.TimeRefusal"/> tells why.</summary>
    TimeRefused,

    /// <summary>The time is good, and no pulse input is configured.</summary>
    NoPulseInput,

    /// <summary>The pulse input cannot be opened, or went away.</summary>
    PulseUnavailable,

    /// <summary>The pulse input is open, but no pulse comes.</summary>
    NoPulse,

    /// <summary>Pulses come, but cannot be told from others, or not be told which second they mark.</summary>
    AmbiguousPulse,

    /// <summary>Pulse and time are being compared.</summary>
    Pairing,

    /// <summary>Alarm: the receiver's time and the count of its pulses differ by whole seconds.</summary>
    Disagreement,

    /// <summary>Pulses are labelled with their seconds.</summary>
    Paired,
}
