using System;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>A clock on a simulated crystal, whose true error is known.</summary>
/// <remarks>
/// It is steered as the kernel's is (adjtimex(2)): a word of 2⁻¹⁶ ppm reaches ±500 ppm; beyond, ticks of 100 ppm carry the rest, up to ±10 %.
/// Steps are whole nanoseconds. A command is in force at once.
/// </remarks>
public sealed class SimulatedClock(double initialError) : IAdjustableClock
{
    private const double LargestWordPpm = 500;
    private const double LargestTicksPpm = 100_000;
    private const double TickPpm = 100;
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
    public void SetFrequency(FrequencyOffset frequency)
    {
        double ppm = Math.Clamp(frequency.Ppm, -LargestTicksPpm, LargestTicksPpm);
        double ticks = Math.Abs(ppm) <= LargestWordPpm ? 0 : TickPpm * Math.Round(ppm / TickPpm);
        Frequency = FrequencyOffset.FromPpm(ticks) + FrequencyOffset.FromTimex(FrequencyOffset.FromPpm(ppm - ticks).ToTimex());
    }

    /// <inheritdoc/>
    public void Step(ClockOffset offset) => Error += offset.Correction.TotalNanoseconds * 1e-9;

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
