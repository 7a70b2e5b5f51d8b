using System;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>A clock on a simulated crystal, whose true error is known.</summary>
/// <remarks>
/// It is steered as the kernel's is (adjtimex(2)): a word of 2⁻¹⁶ ppm reaches ±500 ppm; beyond, ticks of 100 ppm carry the rest, up to ±10 %.
/// Steps are whole nanoseconds. A command is in force at once.
/// </remarks>
/// <param name="initialError">Local minus true time at the start, seconds.</param>
/// <param name="leapSecond">The leap second that UTC has; null for none.</param>
public sealed class SimulatedClock(double initialError, LeapSecondModel? leapSecond = null) : IAdjustableClock
{
    private const double LargestWordPpm = 500;
    private const double LargestTicksPpm = 100_000;
    private const double TickPpm = 100;
    private readonly PosixTime _start = (leapSecond ?? new()).Start;
    private readonly LeapStep _truth = (leapSecond ?? new()).Step;
    private double _countError = initialError;
    private double _rawError;
    private LeapStep _leap;
    private long _elapsed;

    /// <summary>Frequency error of the crystal: positive is fast.</summary>
    public double CrystalError { get; set; }

    /// <summary>Local minus true time, in seconds.</summary>
    public double Error => _countError - LeapOf(_leap, Count) + LeapOf(_truth, TrueCount);

    /// <summary>True time, as a clock shows it that is right: in an inserted second it shows the second before once more.</summary>
    public PosixTime TrueTime => _truth.Read(TrueCount);

    /// <summary>The raw counter of the crystal.</summary>
    public MonotonicTime Monotonic => MonotonicTime.FromNanoseconds(_elapsed + (long)Math.Round(_rawError * 1e9));

    /// <inheritdoc/>
    public FrequencyOffset Frequency { get; private set; }

    /// <summary>Whether others may go by it.</summary>
    public bool IsSynchronized { get; private set; }

    /// <summary>TAI − UTC that was told last; null for never.</summary>
    public int? TaiMinusUtc { get; private set; }

    /// <summary>Maximum error that was told to the kernel last.</summary>
    public NtpDuration MaximumError { get; private set; }

    private PosixTime TrueCount => PosixTime.FromNanoseconds(_start.Nanoseconds + _elapsed);

    private PosixTime Count => PosixTime.FromNanoseconds(TrueCount.Nanoseconds + (long)Math.Round(_countError * 1e9));

    /// <inheritdoc/>
    public PosixTime Now() => _leap.Read(Count);

    /// <inheritdoc/>
    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;

    /// <inheritdoc/>
    public void SetFrequency(FrequencyOffset frequency)
    {
        double ppm = Math.Clamp(frequency.Ppm, -LargestTicksPpm, LargestTicksPpm);
        double ticks = Math.Abs(ppm) <= LargestWordPpm ? 0 : TickPpm * Math.Round(ppm / TickPpm);
        Frequency = FrequencyOffset.FromPpm(ticks) + FrequencyOffset.FromTimex(FrequencyOffset.FromPpm(ppm - ticks).ToTimex());
    }

    /// <summary>Steps while it was told that the clock is right: whoever was served saw time jump.</summary>
    public int StepsWhileServed { get; private set; }

    /// <inheritdoc/>
    public void Step(ClockOffset offset)
    {
        StepsWhileServed += IsSynchronized ? 1 : 0;
        _countError += offset.Correction.TotalNanoseconds * 1e-9;
    }

    /// <inheritdoc/>
    public void SetQuality(bool isSynchronized, NtpDuration estimatedError, NtpDuration maximumError) =>
        (IsSynchronized, MaximumError) = (isSynchronized, maximumError);

    /// <inheritdoc/>
    public void SetLeap(LeapIndicator leap, int? taiMinusUtc) => (_leap, TaiMinusUtc) = (_leap.Told(leap, Count), taiMinusUtc ?? TaiMinusUtc);

    /// <summary>Lets true time pass.</summary>
    public void Advance(long nanoseconds)
    {
        double seconds = nanoseconds * 1e-9;
        _elapsed += nanoseconds;
        _rawError += seconds * CrystalError;
        _countError += seconds * (CrystalError + Frequency.Ratio + (CrystalError * Frequency.Ratio));
    }

    private static int LeapOf(LeapStep leap, PosixTime count) => leap.HasHappenedAt(count) ? leap.Change : 0;
}
