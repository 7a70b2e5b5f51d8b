using System;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>A clock on a simulated crystal, with the kernel's frequency resolution and range, whose true error is known.</summary>
public sealed class SimulatedClock(double initialError) : IAdjustableClock
{
    private const double FrequencyLimitPpm = 500;
    private static readonly PosixTime Start = PosixTime.FromSeconds(1_790_000_000);
    private double _rawError;
    private long _elapsed;

    /// <summary>Frequency error of the crystal: positive is fast.</summary>
    public double CrystalError { get; set; }

    /// <summary>Local minus true time, in seconds.</summary>
    public double Error { get; private set; } = initialError;

    /// <summary>True time.</summary>
    public PosixTime TrueTime => PosixTime.FromNanoseconds(Start.Nanoseconds + _elapsed);

    /// <summary>The raw counter of the crystal.</summary>
    public MonotonicTime Monotonic => MonotonicTime.FromNanoseconds(_elapsed + (long)Math.Round(_rawError * 1e9));

    /// <inheritdoc/>
    public FrequencyOffset Frequency { get; private set; }

    /// <summary>Leap indicator that was told to the kernel last.</summary>
    public LeapIndicator Leap { get; private set; } = LeapIndicator.Unsynchronized;

    /// <summary>Maximum error that was told to the kernel last.</summary>
    public NtpDuration MaximumError { get; private set; }

    /// <inheritdoc/>
    public PosixTime Now() => PosixTime.FromNanoseconds(TrueTime.Nanoseconds + (long)Math.Round(Error * 1e9));

    /// <inheritdoc/>
    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;

    /// <inheritdoc/>
    public void SetFrequency(FrequencyOffset frequency) =>
        Frequency = FrequencyOffset.FromTimex(FrequencyOffset.FromPpm(Math.Clamp(frequency.Ppm, -FrequencyLimitPpm, FrequencyLimitPpm)).ToTimex());

    /// <inheritdoc/>
    public void Step(ClockOffset offset) => Error += offset.TotalSeconds;

    /// <inheritdoc/>
    public void SetQuality(LeapIndicator leap, NtpDuration estimatedError, NtpDuration maximumError) => (Leap, MaximumError) = (leap, maximumError);

    /// <summary>Lets true time pass.</summary>
    public void Advance(long nanoseconds)
    {
        double seconds = nanoseconds * 1e-9;
        _elapsed += nanoseconds;
        _rawError += seconds * CrystalError;
        Error += seconds * (CrystalError + Frequency.Ratio + (CrystalError * Frequency.Ratio));
    }
}
