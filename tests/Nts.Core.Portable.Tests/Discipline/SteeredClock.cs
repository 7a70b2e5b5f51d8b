using System;
using Nts.Time;

namespace Nts.Discipline;

/// <summary>A clock on a crystal of constant error, and the pulses that show it; noise-free.</summary>
internal sealed class SteeredClock(double error, double crystalPpm) : IAdjustableClock
{
    private static readonly PosixTime Start = PosixTime.FromSeconds(1_790_000_000);
    private long _elapsed;
    private double _raw;
    private uint _sequence;

    public double Error { get; private set; } = error;

    public FrequencyOffset Frequency { get; private set; }

    public LeapIndicator Leap { get; private set; }

    public NtpDuration MaximumError { get; private set; }

    public MonotonicTime Monotonic => MonotonicTime.FromNanoseconds(_elapsed + (long)Math.Round(_raw * 1e9));

    public PosixTime Now() => PosixTime.FromNanoseconds(Start.Nanoseconds + _elapsed + (long)Math.Round(Error * 1e9));

    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;

    public void SetFrequency(FrequencyOffset frequency) => Frequency = frequency;

    public void Step(ClockOffset offset) => Error += offset.TotalSeconds;

    public void SetQuality(LeapIndicator leap, NtpDuration estimatedError, NtpDuration maximumError) => (Leap, MaximumError) = (leap, maximumError);

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
