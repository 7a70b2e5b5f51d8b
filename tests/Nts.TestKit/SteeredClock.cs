using System;
using Nts.Discipline;
using Nts.Time;

namespace Nts.TestKit;

/// <summary>A clock on a crystal of constant error, and the pulses that show it; noise-free.</summary>
/// <param name="error">How far ahead it starts, seconds.</param>
/// <param name="crystalPpm">By how much it runs too fast when nobody steers it.</param>
public sealed class SteeredClock(double error, double crystalPpm) : IAdjustableClock
{
    private static readonly PosixTime Start = PosixTime.FromSeconds(1_790_000_000);
    private long _elapsed;
    private double _raw;
    private uint _sequence;

    /// <summary>How far ahead it is, seconds.</summary>
    public double Error { get; private set; } = error;

    /// <inheritdoc/>
    public FrequencyOffset Frequency { get; private set; }

    /// <summary>The leap second that it was told last.</summary>
    public LeapIndicator Leap { get; private set; }

    /// <summary>Whether others may go by it.</summary>
    public bool IsSynchronized { get; private set; }

    /// <summary>What it was told last.</summary>
    public NtpDuration MaximumError { get; private set; }

    /// <summary>The present moment on the crystal.</summary>
    public MonotonicTime Monotonic => MonotonicTime.FromNanoseconds(_elapsed + (long)Math.Round(_raw * 1e9));

    /// <inheritdoc/>
    public PosixTime Now() => PosixTime.FromNanoseconds(Start.Nanoseconds + _elapsed + (long)Math.Round(Error * 1e9));

    /// <inheritdoc/>
    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;

    /// <inheritdoc/>
    public void SetFrequency(FrequencyOffset frequency) => Frequency = frequency;

    /// <inheritdoc/>
    public void Step(ClockOffset offset) => Error += offset.TotalSeconds;

    /// <inheritdoc/>
    public void SetQuality(bool isSynchronized, NtpDuration estimatedError, NtpDuration maximumError) =>
        (IsSynchronized, MaximumError) = (isSynchronized, maximumError);

    /// <inheritdoc/>
    public void SetLeap(LeapIndicator leap, int? taiMinusUtc) => Leap = leap;

    /// <summary>Lets true time pass.</summary>
    public void Advance(long milliseconds)
    {
        double seconds = milliseconds * 1e-3;
        _elapsed += milliseconds * 1_000_000;
        _raw += seconds * crystalPpm * 1e-6;
        Error += seconds * ((crystalPpm * 1e-6) + (Frequency.Ratio * (1 + (crystalPpm * 1e-6))));
    }

    /// <summary>An edge at the present moment, labelled with the second that is nearest in truth.</summary>
    /// <param name="late">Lateness of the edge.</param>
    public LabelledPulse Pulse(double late = 0)
    {
        NtpDuration lateness = NtpDuration.FromSeconds(late);
        PosixTime second = PosixTime.FromNanoseconds(Start.Nanoseconds + _elapsed).RoundToSecond();
        return new LabelledPulse(new PulseEdge(Now() + lateness, Monotonic + lateness, _sequence++), second, NtpDuration.Zero);
    }
}
