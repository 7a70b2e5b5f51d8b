using System;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>A steerable clock over CLOCK_MONOTONIC_RAW that touches nothing outside the process.</summary>
/// <remarks>
/// Time is kept in units of 2⁻⁶⁴ ns, so no frequency change, however frequent, rounds the reading. The adjustment is clamped to ±500 ppm,
/// the range of the kernel's own frequency word. Reading takes one clock read and one multiplication; it neither locks nor allocates.
/// Leap seconds are carried out as the kernel does it, and belong to what is read, so a stamp from before one that is converted after it is right.
/// CLOCK_REALTIME is only where stamps come from: it is taken to have no leap second of its own meanwhile.
/// </remarks>
public sealed class SoftwareClock : IAdjustableClock
{
    /// <summary>The largest adjustment, either way.</summary>
    private const double MaximumRatio = 500e-6;

    private readonly Func<long> _readRaw;
    private readonly KernelTime _kernelTime;
    private readonly double _oscillatorRatio;
    private volatile Segment _segment;

    /// <summary>A clock that starts wrong by known amounts against this machine's clocks.</summary>
    /// <param name="startError">What is added to CLOCK_REALTIME for the first reading: positive starts ahead.</param>
    /// <param name="frequencyError">Frequency of its free running relative to CLOCK_MONOTONIC_RAW: positive gains time.</param>
    public SoftwareClock(NtpDuration startError, FrequencyOffset frequencyError)
        : this(startError, frequencyError, KernelClock.ReadRealtime, KernelClock.ReadRaw)
    {
        LinuxPlatform.Require();
    }

    internal SoftwareClock(NtpDuration startError, FrequencyOffset frequencyError, Func<long> readRealtime, Func<long> readRaw)
    {
        _readRaw = readRaw;
        _kernelTime = new KernelTime(readRealtime, readRaw);
        _oscillatorRatio = frequencyError.Ratio;
        PosixTime start = PosixTime.FromNanoseconds(readRealtime());
        long raw = _kernelTime.ToMonotonic(start).Nanoseconds;
        _segment = new Segment(raw, (Int128)(start + startError).Nanoseconds << 64, default, frequencyError.Ratio, default);
    }

    /// <inheritdoc/>
    public FrequencyOffset Frequency => _segment.Frequency;

    /// <inheritdoc/>
    public PosixTime Now() => _segment.ReadAt(_readRaw());

    /// <inheritdoc/>
    /// <remarks>Steering between the stamp and the conversion counts as if it had been in force at the stamp.</remarks>
    public PosixTime FromKernelTime(PosixTime kernelTime) => _segment.ReadAt(_kernelTime.ToMonotonic(kernelTime).Nanoseconds);

    /// <inheritdoc/>
    public void SetFrequency(FrequencyOffset frequency)
    {
        FrequencyOffset inForce = FrequencyOffset.FromRatio(Math.Clamp(frequency.Ratio, -MaximumRatio, MaximumRatio));
        long raw = _readRaw();
        double ratio = _oscillatorRatio + inForce.Ratio + (_oscillatorRatio * inForce.Ratio);
        Segment segment = _segment.Settled(raw);
        _segment = new Segment(raw, segment.ExactAt(raw), inForce, ratio, segment.Leap);
    }

    /// <inheritdoc/>
    public void Step(ClockOffset offset) => _segment = _segment.MovedBy(offset.Correction.TotalNanoseconds);

    /// <summary>Does nothing: no other program reads this clock.</summary>
    /// <inheritdoc/>
    public void SetQuality(bool isSynchronized, NtpDuration estimatedError, NtpDuration maximumError)
    {
    }

    /// <inheritdoc/>
    public void SetLeap(LeapIndicator leap, int? taiMinusUtc)
    {
        Segment segment = _segment;
        LeapStep step = segment.Leap.Told(leap, segment.CountAt(_readRaw()));
        if (step != segment.Leap)
        {
            _segment = segment.With(step);
        }
    }

    /// <summary>A stretch of time with one frequency; replaced as a whole, so that a reader never sees half a change.</summary>
    private sealed class Segment
    {
        private readonly long _startRaw;
        private readonly Int128 _startExact;
        private readonly long _ratio;

        /// <param name="startRaw">CLOCK_MONOTONIC_RAW at the start, nanoseconds.</param>
        /// <param name="startExact">The clock's count at the start, units of 2⁻⁶⁴ ns since 1970.</param>
        /// <param name="frequency">The adjustment in force.</param>
        /// <param name="ratio">Total frequency against CLOCK_MONOTONIC_RAW.</param>
        /// <param name="leap">The leap second between the count and what is read.</param>
        internal Segment(long startRaw, Int128 startExact, FrequencyOffset frequency, double ratio, LeapStep leap)
            : this(startRaw, startExact, frequency, (long)Math.ScaleB(ratio, 64), leap)
        {
        }

        private Segment(long startRaw, Int128 startExact, FrequencyOffset frequency, long ratio, LeapStep leap)
        {
            _startRaw = startRaw;
            _startExact = startExact;
            Frequency = frequency;
            _ratio = ratio;
            Leap = leap;
        }

        internal FrequencyOffset Frequency { get; }

        internal LeapStep Leap { get; }

        internal PosixTime ReadAt(long raw) => Leap.Read(CountAt(raw));

        internal PosixTime CountAt(long raw) => PosixTime.FromNanoseconds((long)(ExactAt(raw) >> 64));

        internal Int128 ExactAt(long raw)
        {
            long elapsed = raw - _startRaw;
            return _startExact + ((Int128)elapsed << 64) + Math.BigMul(elapsed, _ratio);
        }

        internal Segment MovedBy(long nanoseconds) => new(_startRaw, _startExact + ((Int128)nanoseconds << 64), Frequency, _ratio, Leap);

        internal Segment With(LeapStep leap) => new(_startRaw, _startExact, Frequency, _ratio, leap);

        /// <summary>The same with a leap second that is long over in its count.</summary>
        internal Segment Settled(long raw)
        {
            PosixTime count = CountAt(raw);
            return Leap.IsOverAt(count) ? MovedBy(Leap.Read(count).Nanoseconds - count.Nanoseconds).With(default) : this;
        }
    }
}
