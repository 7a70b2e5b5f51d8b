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

    /// <summary>Tells other programs on the machine how good the clock is (kernel: status, maxerror, esterror).</summary>
    /// <param name="isSynchronized">Whether they can go by it.</param>
    /// <param name="estimatedError">One standard deviation.</param>
    /// <param name="maximumError">Bound of the error.</param>
    void SetQuality(bool isSynchronized, NtpDuration estimatedError, NtpDuration maximumError);

    /// <summary>
    /// Tells the clock which leap second to carry out at the end of its UTC day, by reading 23:59:59 twice or not at all; as often as one likes, but
    /// not within some seconds of it (<see cref="LeapSchedule.IsNearMidnight"/>).
    /// </summary>
    /// <param name="leap">None takes back what was told before.</param>
    /// <param name="taiMinusUtc">TAI − UTC now, in seconds; null when that is not known.</param>
    void SetLeap(LeapIndicator leap, int? taiMinusUtc);
}
