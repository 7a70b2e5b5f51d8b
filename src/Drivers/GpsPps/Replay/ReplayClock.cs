using System;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Replay;

/// <summary>A clock that can be steered while a recording is replayed in no time.</summary>
/// <param name="time">The present moment.</param>
/// <param name="start">What it reads at the start of the recording.</param>
public sealed class ReplayClock(ReplayTime time, PosixTime start) : IAdjustableClock
{
    private MonotonicTime _since;
    private PosixTime _count = start;
    private LeapStep _leap;

    /// <inheritdoc/>
    public FrequencyOffset Frequency { get; private set; }

    /// <summary>The reading at a moment since it was last steered, or a little before.</summary>
    public PosixTime At(MonotonicTime moment) => _leap.Read(Count(moment));

    /// <inheritdoc/>
    public PosixTime Now() => At(time.Now);

    /// <summary>Not for a replay: its edges have no kernel time.</summary>
    /// <inheritdoc/>
    public PosixTime FromKernelTime(PosixTime kernelTime) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void SetFrequency(FrequencyOffset frequency)
    {
        _count = Count(time.Now);
        _since = time.Now;
        Frequency = frequency;
    }

    /// <inheritdoc/>
    public void Step(ClockOffset offset) => _count += offset.Correction;

    /// <summary>Does nothing: no other program reads this clock.</summary>
    /// <inheritdoc/>
    public void SetQuality(bool isSynchronized, NtpDuration estimatedError, NtpDuration maximumError)
    {
    }

    /// <inheritdoc/>
    public void SetLeap(LeapIndicator leap, int? taiMinusUtc)
    {
        PosixTime count = Count(time.Now);
        _leap = _leap.Told(leap, count);
    }

    private PosixTime Count(MonotonicTime moment)
    {
        NtpDuration elapsed = moment - _since;
        return _count + elapsed + (elapsed * Frequency.Ratio);
    }
}
