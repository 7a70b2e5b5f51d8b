using System;
using System.Collections.Generic;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>A pin, a clock and a processor in simulated time: each reading takes time, and now and then something holds the reader up.</summary>
/// <remarks>
/// The true edge is known to the nanosecond, the reader only sees levels and clock readings. One clock serves as CLOCK_REALTIME and as
/// CLOCK_MONOTONIC_RAW, an hour apart.
/// </remarks>
internal sealed class SimulatedLine : ILineProbe, IPollTime, IClock
{
    private const long Hour = 3_600_000_000_000;

    private readonly List<(long Rise, long Fall)> _pulses = [];
    private readonly Func<long> _stall;
    private readonly long _readTime;
    private readonly long _clockTime;
    private int _nearest;

    /// <summary>A line in simulated time.</summary>
    /// <param name="readNanoseconds">What reading the register takes: the level is that of the middle.</param>
    /// <param name="clockNanoseconds">What reading the clock takes: the reading is that of the middle.</param>
    /// <param name="stall">Nanoseconds for which the reader is held up; drawn between any two steps.</param>
    public SimulatedLine(long readNanoseconds, long clockNanoseconds, Func<long> stall)
    {
        _readTime = readNanoseconds;
        _clockTime = clockNanoseconds;
        _stall = stall;
    }

    /// <summary>The present, in nanoseconds of the monotonic clock.</summary>
    public long Nanoseconds { get; set; } = 1_000_000_000;

    /// <summary>How late a sleep ends.</summary>
    public Func<long> WakeUpLateness { get; init; } = () => 0;

    /// <summary>What the clock that stamps shows beyond the true time; a change is a step.</summary>
    public long ClockError { get; set; }

    /// <inheritdoc/>
    public bool IsHigh
    {
        get
        {
            Pass(_readTime / 2);
            bool isHigh = LevelAt(Nanoseconds);
            Pass(_readTime - (_readTime / 2));
            return isHigh;
        }
    }

    /// <summary>The stamp of a moment of the monotonic clock.</summary>
    public static PosixTime Stamp(long nanoseconds) => PosixTime.FromNanoseconds(nanoseconds + Hour);

    /// <summary>Adds a pulse, later than those before.</summary>
    public void AddPulse(long rise, long width) => _pulses.Add((rise, rise + width));

    /// <inheritdoc/>
    public PosixTime Now()
    {
        Pass(_clockTime / 2);
        PosixTime now = Stamp(Nanoseconds + ClockError);
        Pass(_clockTime - (_clockTime / 2));
        return now;
    }

    /// <inheritdoc/>
    MonotonicTime IPollTime.Now() => MonotonicTime.FromNanoseconds(Nanoseconds);

    /// <inheritdoc/>
    public void SleepUntil(MonotonicTime moment) => Nanoseconds = Math.Max(Nanoseconds, moment.Nanoseconds) + WakeUpLateness();

    /// <inheritdoc/>
    public MonotonicTime ToMonotonic(PosixTime stamp) => MonotonicTime.FromNanoseconds(stamp.Nanoseconds - Hour);

    /// <inheritdoc/>
    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;

    private void Pass(long nanoseconds) => Nanoseconds += nanoseconds + _stall();

    private bool LevelAt(long at)
    {
        while (_nearest < _pulses.Count && _pulses[_nearest].Fall <= at)
        {
            _nearest++;
        }

        return _nearest < _pulses.Count && _pulses[_nearest].Rise <= at;
    }
}
