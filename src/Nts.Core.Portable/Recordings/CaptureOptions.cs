using Nts.Time;

namespace Nts.Recordings;

/// <summary>What is made up for a capture that has bytes alone.</summary>
public sealed record CaptureOptions
{
    /// <summary>Bits per second at which the bytes arrive; null for the lowest usual one that carries them in time.</summary>
    public int? BaudRate { get; init; }

    /// <summary>From the pulse to the first byte of its epoch.</summary>
    public NtpDuration PulseDelay { get; init; } = NtpDuration.FromMilliseconds(120);
}
