using System;
using Nts.Discipline;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>Holds what the kernel says of its clock against what we told it last, and its time against CLOCK_MONOTONIC_RAW.</summary>
/// <remarks>Pure: readings are arguments. The kernel itself changes three things, which count as nobody's: it raises UNSYNC, and at a leap second
/// that we announced it moves the time by a second and its difference from TAI by as much.</remarks>
internal sealed class SteeringWatch
{
    private const int LoopFlags = Libc.STA_PLL | Libc.STA_FLL | Libc.STA_PPSFREQ | Libc.STA_PPSTIME | Libc.STA_FREQHOLD;
    private const int LeapFlags = Libc.STA_INS | Libc.STA_DEL;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The kernel approaches a frequency in steps of its multiplier, and readings of two clocks are never of one moment.</summary>
    private const long Tolerance = 10_000;

    private bool _isSteered;
    private long _freq;
    private long _tick;
    private int _status;
    private int _tai;
    private double _ratio;
    private bool _hasBaseline;
    private long _difference;
    private long _raw;
    private long _doubt;

    /// <summary>We have just told the kernel something.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="answer">What is in force since.</param>
    /// <param name="ratio">The relative frequency in force.</param>
    /// <param name="raw">CLOCK_MONOTONIC_RAW at that moment, ns.</param>
    public void Told(in Libc.Timex request, in Libc.Timex answer, double ratio, long raw)
    {
        _difference += Gained(raw);
        _raw = raw;
        if ((request.modes & Libc.ADJ_SETOFFSET) != 0)
        {
            _difference += (request.time.tv_sec * NanosecondsPerSecond) + request.time.tv_usec;
        }

        if (!_isSteered || (request.modes & Libc.ADJ_TAI) != 0)
        {
            _tai = answer.tai;
        }

        (_ratio, _freq, _tick, _status) = (ratio, answer.freq, answer.tick, answer.status);
        _isSteered = true;
    }

    /// <summary>Looks at the clock.</summary>
    /// <param name="answer">What <see cref="TimexRequest.ForLooking"/> gave.</param>
    /// <param name="before">CLOCK_MONOTONIC_RAW before the reading, ns.</param>
    /// <param name="after">The same after it.</param>
    public Meddling Look(in Libc.Timex answer, long before, long after)
    {
        if (!_isSteered)
        {
            return default;
        }

        bool isNano = (answer.status & Libc.STA_NANO) != 0;
        long realtime = (answer.time.tv_sec * NanosecondsPerSecond) + (isNano ? answer.time.tv_usec : answer.time.tv_usec * 1000);
        long raw = before + ((after - before) / 2);
        long doubt = ((after - before) / 2) + (isNano ? 0 : 1000);
        long moved = realtime - raw - _difference - Gained(raw);
        long tolerance = Tolerance + doubt + _doubt;
        int leapt = answer.tai - _tai;
        bool isOwnLeap = leapt != 0 && (_status & LeapFlags) != 0 && Math.Abs(moved + (leapt * NanosecondsPerSecond)) <= tolerance;
        bool isStepped = _hasBaseline && !isOwnLeap && Math.Abs(moved) > tolerance;
        MeddlingKinds kinds = (isStepped ? MeddlingKinds.Step : 0)
            | (answer.offset != 0 ? MeddlingKinds.Slew : 0)
            | (answer.freq != _freq || answer.tick != _tick ? MeddlingKinds.Frequency : 0)
            | ((answer.status & LoopFlags & ~_status) != 0 ? MeddlingKinds.Loop : 0)
            | (((answer.status ^ _status) & LeapFlags) != 0 ? MeddlingKinds.Leap : 0)
            | (leapt != 0 && !isOwnLeap ? MeddlingKinds.Tai : 0);

        // A frequency that was not ours has moved the time, by however little.
        bool isMoved = isStepped || (_hasBaseline && (kinds & (MeddlingKinds.Frequency | MeddlingKinds.Slew | MeddlingKinds.Loop)) != 0);
        Meddling found = new(
            kinds,
            ClockOffset.FromCorrection(NtpDuration.FromNanoseconds(isMoved ? -moved : 0)),
            NtpDuration.FromNanoseconds(isMoved ? tolerance : 0));
        (_hasBaseline, _difference, _raw, _doubt, _tai) = (true, realtime - raw, raw, doubt, answer.tai);
        return found;
    }

    private long Gained(long raw) => (long)Math.Round((raw - _raw) * _ratio);
}
