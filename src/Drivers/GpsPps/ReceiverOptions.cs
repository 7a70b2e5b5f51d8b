namespace Nts.Drivers.GpsPps;

/// <summary>Which receiver, and how it is connected.</summary>
/// <param name="Port">The serial port: <c>/dev/ttyAMA0</c>; null to look for the receiver on all ports.</param>
/// <param name="BaudRate">4,800 to 921,600 bits per second; null to find out by listening.</param>
public sealed record ReceiverOptions(string? Port, int? BaudRate)
{
    /// <summary>Whether the receiver may be sent commands that make it fit for timing. What they change is lost when it loses power.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>Where a receiver was found the last time; looked at first.</summary>
    public ReceiverPlace? FoundBefore { get; init; }

    /// <summary>Where its pulse comes in; null for none.</summary>
    public PulseInput? Pulse { get; init; }

    /// <summary>How pulse and time are brought together, with the cable delay.</summary>
    public PairingOptions Pairing { get; init; } = new();

    /// <summary>What is simulated, for a receiver that is not real; null for a real one.</summary>
    public string? Simulation { get; init; }

    /// <summary>Gets a copy of all that comes; null for nobody.</summary>
    public IReceiverTap? Tap { get; init; }
}
