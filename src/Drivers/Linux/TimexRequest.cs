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

    private const int LeapFlags = Libc.STA_INS | Libc.STA_DEL;

    /// <summary>Takes back what a phase-locked loop still wanted to slew: the offset is only taken while the loop is on.</summary>
    /// <param name="leapFlags">The leap second that stays announced.</param>
    internal static Libc.Timex ForDiscardingPhase(int leapFlags) =>
        new() { modes = Libc.ADJ_OFFSET | Libc.ADJ_STATUS, status = Libc.STA_PLL | Libc.STA_UNSYNC | leapFlags };

    /// <summary>Ends what adjtime(3) still wanted to slew.</summary>
    internal static Libc.Timex ForDiscardingSlew() => new() { modes = Libc.ADJ_OFFSET_SINGLESHOT };

    /// <summary>Changes nothing and gives everything, with what adjtime(3) still wants to slew as the offset.</summary>
    internal static Libc.Timex ForLooking() => new() { modes = Libc.ADJ_OFFSET_SS_READ };

    /// <summary>Turns the phase-locked loop off; the clock counts as unsynchronised until its quality is told.</summary>
    /// <remarks>The kernel starts its leap machine anew with this: a second that was being inserted is inserted, and nothing waits any longer.</remarks>
    /// <param name="leapFlags">The leap second that stays announced.</param>
    internal static Libc.Timex ForLoopOff(int leapFlags) => new() { modes = Libc.ADJ_STATUS, status = Libc.STA_UNSYNC | leapFlags };

    /// <summary>The leap second that somebody has announced to the kernel and that is still to come.</summary>
    /// <param name="answer">What the kernel says.</param>
    /// <param name="state">Its state: TIME_OK and so on.</param>
    internal static int ReadLeap(in Libc.Timex answer, int state) => state is Libc.TIME_OOP or Libc.TIME_WAIT ? 0 : answer.status & LeapFlags;

    /// <summary>The flags of an announcement.</summary>
    internal static int LeapFlagsOf(LeapIndicator leap) => leap switch
    {
        LeapIndicator.InsertSecond => Libc.STA_INS,
        LeapIndicator.DeleteSecond => Libc.STA_DEL,
        _ => 0,
    };

    /// <summary>Announces a leap second at the end of the UTC day, or takes it back; the rest of the status stays. TAI − UTC if it is given.</summary>
    /// <param name="status">The status that is in force.</param>
    /// <param name="leapFlags">The flags wanted.</param>
    /// <param name="taiMinusUtc">Seconds above 0, which is all the kernel takes; null leaves it.</param>
    internal static Libc.Timex ForLeap(int status, int leapFlags, int? taiMinusUtc) => new()
    {
        modes = Libc.ADJ_STATUS | (taiMinusUtc is null ? 0 : Libc.ADJ_TAI),
        status = (status & ~LeapFlags) | leapFlags,
        constant = taiMinusUtc ?? 0,
    };

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

    /// <summary>Status and errors. Errors are rounded up to the microsecond; the largest counts as unsynchronised in the kernel (16 s).</summary>
    internal static Libc.Timex ForQuality(bool isSynchronized, int leapFlags, NtpDuration estimatedError, NtpDuration maximumError) => new()
    {
        modes = Libc.ADJ_STATUS | Libc.ADJ_ESTERROR | Libc.ADJ_MAXERROR,
        status = leapFlags | (isSynchronized ? 0 : Libc.STA_UNSYNC),
        esterror = MicrosecondsUp(estimatedError),
        maxerror = MicrosecondsUp(maximumError),
    };

    private static long NominalTick(int ticksPerSecond) => MicrosecondsPerSecond / ticksPerSecond;

    private static long MicrosecondsUp(NtpDuration error) =>
        (Math.Min(error.Magnitude.TotalNanoseconds, 16 * NanosecondsPerSecond) + 999) / 1000;
}
