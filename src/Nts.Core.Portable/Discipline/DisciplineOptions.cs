using Nts.Time;

namespace Nts.Discipline;

/// <summary>What the discipline cannot learn from the pulses. Noise is not among it: that is estimated.</summary>
public sealed record DisciplineOptions
{
    /// <summary>
    /// Bound of the systematic error of the pulse's stamp, which no filter can see: interrupt latency, cable, receiver.
    /// Default 20 µs, a GPIO interrupt on a Raspberry Pi.
    /// </summary>
    public NtpDuration StampUncertainty { get; init; } = NtpDuration.FromMicroseconds(20);

    /// <summary>
    /// Frequency error that a change of temperature may bring to a crystal of which little has been seen yet: without pulses the bound grows at
    /// least this fast, less and less in the first day of a lock. Default 0.2 ppm, about 2 °C at a bare crystal.
    /// </summary>
    public FrequencyOffset UnobservedDrift { get; init; } = FrequencyOffset.FromPpm(0.2);

    /// <summary>Locked once the random part of the bound is below this. Default 100 µs.</summary>
    public NtpDuration LockLimit { get; init; } = NtpDuration.FromMicroseconds(100);

    /// <summary>Time without an accepted pulse after which the clock is in holdover. Default 10 s.</summary>
    public NtpDuration HoldoverAfter { get; init; } = NtpDuration.FromSeconds(10);

    /// <summary>Without pulses the clock is served at stratum 1 until its bound passes this, and at stratum 16 afterwards. Default 1 ms.</summary>
    public NtpDuration HoldoverLimit { get; init; } = NtpDuration.FromMilliseconds(1);

    /// <summary>Fastest removal of a phase error by frequency. Default 100 ppm; with the clock's own error never above 500 ppm.</summary>
    public FrequencyOffset MaximumSlew { get; init; } = FrequencyOffset.FromPpm(100);

    /// <summary>Phase errors above this are stepped while steps are allowed, and slewed otherwise. Default 0.5 ms.</summary>
    public NtpDuration StepThreshold { get; init; } = NtpDuration.FromMicroseconds(500);

    /// <summary>When phase errors may be stepped at all. Default until the first lock.</summary>
    public StepPermission Steps { get; init; }

    /// <summary>What clients are told that the clock follows. Default GPS.</summary>
    public ReferenceId ReferenceId { get; init; } = ReferenceId.Gps;

    /// <summary>Time it takes to read the clock (RFC 5905 §7.3, precision). Default 2⁻²⁴ s, 60 ns.</summary>
    public Log2Seconds Precision { get; init; } = new(-24);
}
