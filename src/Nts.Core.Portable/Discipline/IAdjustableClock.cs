using Nts.Time;

namespace Nts.Discipline;

/// <summary>A clock that the discipline steers, by frequency and by steps alone.</summary>
/// <remarks>Steering comes from one thread; reading from any.</remarks>
public interface IAdjustableClock : IClock
{
    /// <summary>The frequency change in force, relative to the clock's free running.</summary>
    FrequencyOffset Frequency { get; }

    /// <summary>Sets the frequency change in force, replacing the last one. Values out of the clock's range are clamped.</summary>
    void SetFrequency(FrequencyOffset frequency);

    /// <summary>Moves the clock at once by the correction of <paramref name="offset"/>: a positive offset sets it forward.</summary>
    void Step(ClockOffset offset);

    /// <summary>Tells other programs on the machine how good the clock is (kernel: status, maxerror, esterror, leap flags).</summary>
    /// <param name="leap">Announced leap second, or unsynchronised.</param>
    /// <param name="estimatedError">One standard deviation.</param>
    /// <param name="maximumError">Bound of the error.</param>
    void SetQuality(LeapIndicator leap, NtpDuration estimatedError, NtpDuration maximumError);
}
