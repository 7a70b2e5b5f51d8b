using System;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>Which struct timex says what to the kernel (adjtimex(2)); pure, so that it is tested without touching a clock.</summary>
/// <remarks>
/// Steering is by frequency alone: the kernel's phase-locked loop stays off. The frequency word reaches ±500 ppm; beyond that
/// whole ticks are made longer or shorter, 100 ppm each with 100 ticks a second, and the word carries the rest.
/// </remarks>
internal static class TimexRequest
{
    private const long MicrosecondsPerSecond = 1_000_000;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const double LargestWordPpm = 500;

    /// <summary>The kernel lets ticks differ from their nominal length by a tenth.</summary>
    private const double LargestTicksPpm = 100_000;

    /// <summary>Takes back what a phase-locked loop still wanted to slew: the offset is only taken while the loop is on.</summary>
    internal static Libc.Timex ForDiscardingPhase() => new() { modes = Libc.ADJ_OFFSET | Libc.ADJ_STATUS, status = Libc.STA_PLL | Libc.STA_UNSYNC };

    /// <summary>Ends what adjtime(3) still wanted to slew.</summary>
    internal static Libc.Timex ForDiscardingSlew() => new() { modes = Libc.ADJ_OFFSET_SINGLESHOT };

    /// <summary>Changes nothing and gives everything, with what adjtime(3) still wants to slew as the offset.</summary>
    internal static Libc.Timex ForLooking() => new() { modes = Libc.ADJ_OFFSET_SS_READ };

    /// <summary>Turns the phase-locked loop off; the clock counts as unsynchronised until its quality is told.</summary>
    internal static Libc.Timex ForLoopOff() => new() { modes = Libc.ADJ_STATUS, status = Libc.STA_UNSYNC };

    /// <summary>A frequency change, clamped to ±10 %.</summary>
    /// <param name="frequency">The change against free running.</param>
    /// <param name="ticksPerSecond">USER_HZ.</param>
    internal static Libc.Timex ForFrequency(FrequencyOffset frequency, int ticksPerSecond)
    {
        double ppm = Math.Clamp(frequency.Ppm, -LargestTicksPpm, LargestTicksPpm);
        long extraMicroseconds = Math.Abs(ppm) <= LargestWordPpm ? 0 : (long)Math.Round(ppm / ticksPerSecond);
        return new()
        {
            modes = Libc.ADJ_FREQUENCY | Libc.ADJ_TICK,
            tick = NominalTick(ticksPerSecond) + extraMicroseconds,
            freq = FrequencyOffset.FromPpm(ppm - (extraMicroseconds * ticksPerSecond)).ToTimex(),
        };
    }

    /// <summary>The frequency change that the kernel says is in force.</summary>
    internal static FrequencyOffset ReadFrequency(in Libc.Timex answer, int ticksPerSecond) =>
        FrequencyOffset.FromTimex(answer.freq) + FrequencyOffset.FromPpm((answer.tick - NominalTick(ticksPerSecond)) * ticksPerSecond);

    /// <summary>A step. The kernel wants nanoseconds within 0 to 999,999,999, so a backward step borrows from the seconds.</summary>
    internal static Libc.Timex ForStep(ClockOffset offset)
    {
        PosixTime split = PosixTime.FromNanoseconds(offset.Correction.TotalNanoseconds);
        return new()
        {
            modes = Libc.ADJ_SETOFFSET | Libc.ADJ_NANO,
            time = new() { tv_sec = split.WholeSeconds, tv_usec = split.SubsecondNanoseconds },
        };
    }

    /// <summary>Leap flags and errors. Errors are rounded up to the microsecond; the largest counts as unsynchronised in the kernel (16 s).</summary>
    internal static Libc.Timex ForQuality(LeapIndicator leap, NtpDuration estimatedError, NtpDuration maximumError) => new()
    {
        modes = Libc.ADJ_STATUS | Libc.ADJ_ESTERROR | Libc.ADJ_MAXERROR,
        status = leap switch
        {
            LeapIndicator.None => 0,
            LeapIndicator.InsertSecond => Libc.STA_INS,
            LeapIndicator.DeleteSecond => Libc.STA_DEL,
            _ => Libc.STA_UNSYNC,
        },
        esterror = MicrosecondsUp(estimatedError),
        maxerror = MicrosecondsUp(maximumError),
    };

    private static long NominalTick(int ticksPerSecond) => MicrosecondsPerSecond / ticksPerSecond;

    private static long MicrosecondsUp(NtpDuration error) =>
        (Math.Min(error.Magnitude.TotalNanoseconds, 16 * NanosecondsPerSecond) + 999) / 1000;
}
