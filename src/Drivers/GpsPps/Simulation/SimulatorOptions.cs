using System.Collections.Generic;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>What a <see cref="SimulatedReceiver"/> is like. The defaults are a good receiver on a Raspberry Pi.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Bits per second, ten for each byte. A second's messages are about 720 bytes.</summary>
    public int BaudRate { get; init; } = 38_400;

    /// <summary>u-blox's protocol version, which decides about the commands that it obeys; null: it hears nothing.</summary>
    public decimal? Protocol { get; init; } = 29.20m;

    /// <summary>It has lost its settings: it sends NMEA alone, until it is told otherwise.</summary>
    public bool IsUnconfigured { get; init; }

    /// <summary>The rate at which it talks after a loss of power.</summary>
    public int FactoryBaudRate { get; init; } = 9_600;

    /// <summary>From the true second to the first byte about it.</summary>
    public NtpDuration SerialDelay { get; init; } = NtpDuration.FromMilliseconds(70);

    /// <summary>One standard deviation of the serial delay; it is never shorter than 1 ms.</summary>
    public NtpDuration SerialJitter { get; init; } = NtpDuration.FromMilliseconds(3);

    /// <summary>One standard deviation of the edges, either way.</summary>
    public NtpDuration EdgeJitter { get; init; } = NtpDuration.FromNanoseconds(100);

    /// <summary>Mean of what interrupt latency adds to each edge, exponentially distributed: always late.</summary>
    public NtpDuration LateTail { get; init; } = NtpDuration.FromMicroseconds(1);

    /// <summary>
    /// The granularity of the receiver's clock: pulses fall up to half of it beside the second, and TIM-TP tells by how much.
    /// </summary>
    public NtpDuration PulseGranularity { get; init; } = NtpDuration.FromNanoseconds(20);

    /// <summary>Share of pulses that do not come, 0 to 1.</summary>
    public double MissingPulses { get; init; }

    /// <summary>Stretches of time in which something fails.</summary>
    public IReadOnlyList<SimulatedOutage> Outages { get; init; } = [];

    /// <summary>
    /// A leap second that it announces and lives through. Its true time then counts all seconds alike: what it takes for the second
    /// <see cref="LeapSchedule.At"/> is the inserted one, 23:59:60.
    /// </summary>
    public LeapSchedule Leap { get; init; }

    /// <summary>The same seed gives the same jitter in the same seconds.</summary>
    public int Seed { get; init; } = 1;
}
