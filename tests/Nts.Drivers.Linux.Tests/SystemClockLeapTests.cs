using System.Collections.Generic;
using System.Linq;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>A leap second through the kernel's own machine, as the timekeeper has it: told once a second, but not near midnight.</summary>
public sealed class SystemClockLeapTests
{
    /// <summary>2017-01-01.</summary>
    private const long Midnight = 1_483_228_800;

    private readonly LeapingKernel _kernel = new() { Time = Midnight - 20 };

    [Fact]
    public void SetLeap_Insertion_ReadsTheLastSecondTwiceAndIsOver()
    {
        SystemClock clock = Clock();
        Assert.Equal([-3, -2, -1, -1, 0, 1, 2], Readings(clock, LeapIndicator.InsertSecond, 36).Where(Near));
        Assert.Equal((0, 0, 37), (_kernel.State, _kernel.Status, _kernel.Tai));
    }

    [Fact]
    public void SetLeap_Deletion_LeavesTheLastSecondOutAndIsOver()
    {
        SystemClock clock = Clock();
        Assert.Equal([-3, -2, 0, 1, 2], Readings(clock, LeapIndicator.DeleteSecond, 37).Where(Near));
        Assert.Equal((0, 0, 36), (_kernel.State, _kernel.Status, _kernel.Tai));
    }

    [Fact]
    public void SetLeap_Again_SetsNothingTwice()
    {
        SystemClock clock = Clock();
        clock.SetLeap(LeapIndicator.InsertSecond, 36);
        int written = _kernel.Written.Count;
        clock.SetLeap(LeapIndicator.InsertSecond, 36);
        clock.SetLeap(LeapIndicator.InsertSecond, null);
        Assert.Equal(written, _kernel.Written.Count);
    }

    [Fact]
    public void SetLeap_TaiAlone_IsSetOnceItIsKnown()
    {
        SystemClock clock = Clock();
        clock.SetLeap(LeapIndicator.None, null);
        Assert.Equal(0, _kernel.Tai);
        clock.SetLeap(LeapIndicator.None, 37);
        Libc.Timex last = _kernel.Written[^1];
        Assert.Equal((Libc.ADJ_STATUS | Libc.ADJ_TAI, 37L, 37), (last.modes, last.constant, _kernel.Tai));
    }

    [Fact]
    public void SetLeap_None_TakesTheAnnouncementBack()
    {
        SystemClock clock = Clock();
        clock.SetLeap(LeapIndicator.InsertSecond, 36);
        _kernel.Tick();
        Assert.Equal(Libc.TIME_INS, _kernel.State);
        clock.SetLeap(LeapIndicator.None, 36);
        _kernel.Tick();
        Assert.Equal((0, 0), (_kernel.State, _kernel.Status));
    }

    [Fact]
    public void SetQuality_Unsynchronized_KeepsTheAnnouncement()
    {
        SystemClock clock = Clock();
        clock.SetLeap(LeapIndicator.DeleteSecond, null);
        clock.SetQuality(false, NtpDuration.FromSeconds(16), NtpDuration.FromSeconds(16));
        Assert.Equal(Libc.STA_DEL | Libc.STA_UNSYNC, _kernel.Status);
    }

    [Fact]
    public void Step_AfterTheAnnouncement_StillLeaps()
    {
        // The kernel forgets with a step when the leap second is due, and stays in TIME_INS.
        SystemClock clock = Clock();
        clock.SetLeap(LeapIndicator.InsertSecond, 36);
        _kernel.Tick();
        clock.Step(ClockOffset.FromSeconds(-5));
        Assert.Equal([-3, -2, -1, -1, 0, 1, 2], Readings(clock, LeapIndicator.InsertSecond, 36).Where(Near));
    }

    [Fact]
    public void Construct_SomebodyElseHasAnnounced_KeepsItUntilItIsKnownBetter()
    {
        _kernel.Announce(Libc.STA_INS);
        _kernel.Tick();
        SystemClock clock = new(_kernel.Adjust, 100, static () => 0);
        clock.SetFrequency(FrequencyOffset.FromPpm(3));
        clock.SetQuality(false, NtpDuration.Zero, NtpDuration.Zero);
        Assert.Equal(Libc.STA_INS | Libc.STA_UNSYNC, _kernel.Status);
        clock.SetLeap(LeapIndicator.None, null);
        Assert.Equal(Libc.STA_UNSYNC, _kernel.Status);
    }

    [Theory]
    [InlineData("in the inserted second", 20)]
    [InlineData("just after it", 21)]
    public void Construct_LeapUnderWay_DoesNotAnnounceItForTheNextDay(string why, int ticks)
    {
        Libc.Timex quiet = TimexRequest.ForQuality(true, Libc.STA_INS, NtpDuration.Zero, NtpDuration.Zero);
        _kernel.Adjust(ref quiet);
        for (int i = 0; i < ticks; i++)
        {
            _kernel.Tick();
        }

        SystemClock clock = new(_kernel.Adjust, 100, static () => 0);
        clock.SetQuality(true, NtpDuration.Zero, NtpDuration.Zero);
        _kernel.Tick();
        _kernel.Tick();
        Assert.Equal((why, 0, 0), (why, _kernel.State, _kernel.Status));
    }

    private static bool Near(long second) => second is >= -3 and <= 2;

    private SystemClock Clock()
    {
        SystemClock clock = new(_kernel.Adjust, 100, static () => 0);
        clock.SetQuality(true, NtpDuration.Zero, NtpDuration.Zero);
        return clock;
    }

    /// <summary>What the clock reads from second to second, counted from midnight, while it is told as the timekeeper does it.</summary>
    private List<long> Readings(SystemClock clock, LeapIndicator leap, int tai)
    {
        List<long> readings = [];
        for (int i = 0; i < 35; i++)
        {
            PosixTime now = PosixTime.FromSeconds(_kernel.Time);
            if (!LeapSchedule.IsNearMidnight(now))
            {
                bool isAfter = _kernel.Time >= Midnight;
                clock.SetLeap(isAfter ? LeapIndicator.None : leap, isAfter ? tai + (leap is LeapIndicator.InsertSecond ? 1 : -1) : tai);
            }

            clock.SetQuality(true, NtpDuration.Zero, NtpDuration.Zero);
            readings.Add(_kernel.Time - Midnight);
            _kernel.Tick();
        }

        return readings;
    }
}
