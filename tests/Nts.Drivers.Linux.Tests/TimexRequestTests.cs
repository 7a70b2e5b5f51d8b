using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

public sealed class TimexRequestTests
{
    [Theory]
    [InlineData("none", 0, 10_000, 0)]
    [InlineData("one ppm faster", 1, 10_000, 65_536)]
    [InlineData("20 ppm slower", -20, 10_000, -1_310_720)]
    [InlineData("the word's end", 500, 10_000, 32_768_000)]
    [InlineData("the word's other end", -500, 10_000, -32_768_000)]
    [InlineData("just beyond: five ticks of 100 ppm and the rest", 501, 10_005, 65_536)]
    [InlineData("rest below the tick", 1_270, 10_013, -1_966_080)]
    [InlineData("slower, rest above the tick", -1_270, 9_987, 1_966_080)]
    [InlineData("the kernel's limit", 100_000, 11_000, 0)]
    [InlineData("beyond the limit: clamped", 250_000, 11_000, 0)]
    [InlineData("beyond the other limit: clamped", -1e9, 9_000, 0)]
    public void ForFrequency_Ppm_SplitsIntoTickAndWord(string why, double ppm, long tick, long word)
    {
        Libc.Timex request = TimexRequest.ForFrequency(FrequencyOffset.FromPpm(ppm), ticksPerSecond: 100);
        Assert.Equal((why, Libc.ADJ_FREQUENCY | Libc.ADJ_TICK, tick, word), (why, request.modes, request.tick, request.freq));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-123.456)]
    [InlineData(777.7)]
    [InlineData(-83_333)]
    public void ReadFrequency_OfARequest_GivesItBack(double ppm)
    {
        Libc.Timex request = TimexRequest.ForFrequency(FrequencyOffset.FromPpm(ppm), ticksPerSecond: 100);
        Assert.Equal(ppm, TimexRequest.ReadFrequency(request, ticksPerSecond: 100).Ppm, tolerance: 1.0 / 65_536);
    }

    [Theory]
    [InlineData("forward", 1_250_000_000, 1, 250_000_000)]
    [InlineData("backward borrows a second", -250_000_000, -1, 750_000_000)]
    [InlineData("backward by more than a second", -3_000_000_001, -4, 999_999_999)]
    [InlineData("backward by whole seconds", -2_000_000_000, -2, 0)]
    [InlineData("nothing", 0, 0, 0)]
    public void ForStep_Offset_PutsNanosecondsIntoTheMicrosecondField(string why, long nanoseconds, long seconds, long subsecond)
    {
        Libc.Timex request = TimexRequest.ForStep(ClockOffset.FromCorrection(NtpDuration.FromNanoseconds(nanoseconds)));
        Assert.Equal(
            (why, Libc.ADJ_SETOFFSET | Libc.ADJ_NANO, seconds, subsecond), (why, request.modes, request.time.tv_sec, request.time.tv_usec));
    }

    [Theory]
    [InlineData("synchronised", true, 0, 0)]
    [InlineData("not synchronised", false, 0, 0x40)]
    [InlineData("a second is to be inserted", true, 0x10, 0x10)]
    [InlineData("not synchronised, and a second is to be left out", false, 0x20, 0x60)]
    public void ForQuality_Status_KeepsTheLeapFlags(string why, bool isSynchronized, int leapFlags, int status)
    {
        Libc.Timex request = TimexRequest.ForQuality(isSynchronized, leapFlags, NtpDuration.Zero, NtpDuration.Zero);
        Assert.Equal((why, Libc.ADJ_STATUS | Libc.ADJ_ESTERROR | Libc.ADJ_MAXERROR, status), (why, request.modes, request.status));
    }

    [Theory]
    [InlineData("insert", LeapIndicator.InsertSecond, 0x2000, 37, 0x0090, 0x2010, 37)]
    [InlineData("leave out", LeapIndicator.DeleteSecond, 0x0000, null, 0x0010, 0x0020, 0)]
    [InlineData("taken back", LeapIndicator.None, 0x2051, 37, 0x0090, 0x2041, 37)]
    [InlineData("the other one", LeapIndicator.InsertSecond, 0x0020, null, 0x0010, 0x0010, 0)]
    public void ForLeap_Announcement_ChangesTheLeapFlagsAlone(string why, LeapIndicator leap, int inForce, int? tai, uint modes, int status, long constant)
    {
        Libc.Timex request = TimexRequest.ForLeap(inForce, TimexRequest.LeapFlagsOf(leap), tai);
        Assert.Equal((why, modes, status, constant), (why, request.modes, request.status, request.constant));
    }

    [Theory]
    [InlineData("waits for the day's end", 0x10, 1, 0x10)]
    [InlineData("waits for the day's end to leave one out", 0x60, 2, 0x20)]
    [InlineData("just announced", 0x10, 0, 0x10)]
    [InlineData("not synchronised, which hides the state", 0x50, 5, 0x10)]
    [InlineData("under way", 0x10, 3, 0)]
    [InlineData("done, and the flag is still there", 0x10, 4, 0)]
    public void ReadLeap_ByState_IsWhatIsStillToCome(string why, int status, int state, int flags) =>
        Assert.Equal((why, flags), (why, TimexRequest.ReadLeap(new Libc.Timex { status = status }, state)));

    [Theory]
    [InlineData("a nanosecond counts as a microsecond", 1, 1)]
    [InlineData("whole", 5_000, 5)]
    [InlineData("rounded up", 5_001, 6)]
    [InlineData("never more than the kernel's limit", 40_000_000_000, 16_000_000)]
    public void ForQuality_Errors_AreMicrosecondsRoundedUp(string why, long nanoseconds, long microseconds)
    {
        NtpDuration error = NtpDuration.FromNanoseconds(nanoseconds);
        Libc.Timex request = TimexRequest.ForQuality(true, 0, error, error);
        Assert.Equal((why, microseconds, microseconds), (why, request.esterror, request.maxerror));
    }
}
