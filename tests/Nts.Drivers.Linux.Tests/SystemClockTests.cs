using System.Collections.Generic;
using System.Runtime.InteropServices;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>The kernel's side is a recorder in all tests but those that only read.</summary>
public sealed class SystemClockTests
{
    private readonly List<Libc.Timex> _requests = [];

    [Fact]
    public void Construct_OnThisMachine_OnlyReads()
    {
        SystemClock clock = new();
        Assert.InRange(clock.Frequency.Ppm, -100_500, 100_500);
    }

    [Fact]
    public void Now_BetweenTwoReadingsOfDotnet_LiesBetween()
    {
        SystemClock clock = new();
        System.DateTime before = System.DateTime.UtcNow;
        PosixTime now = clock.Now();
        System.DateTime after = System.DateTime.UtcNow;

        // DateTime has steps of 100 ns.
        Assert.InRange(now.Nanoseconds, Nanoseconds(before) - 100, Nanoseconds(after) + 100);
    }

    [Fact]
    public void FromKernelTime_Any_IsTheSame()
    {
        PosixTime stamp = PosixTime.FromSeconds(1_790_000_000, 123_456_789);
        Assert.Equal(stamp, Recorded().FromKernelTime(stamp));
    }

    [Fact]
    public void Construct_KernelIsSteered_ReportsItsFrequency() => Assert.Equal(110, Recorded().Frequency.Ppm, tolerance: 1e-9);

    [Theory]
    [InlineData("synchronised", 0, 0, 250_000, 250)]
    [InlineData("nobody sets it", Libc.STA_UNSYNC, 5, 250_000, null)]
    [InlineData("the kernel refuses", 0, -1, 250_000, null)]
    public void MaximumError_ByStatus_IsThatOfWhoSetsIt(string why, int status, int result, long microseconds, int? milliseconds)
    {
        NtpDuration? error = SystemClock.MaximumError((ref Libc.Timex reading) =>
        {
            reading.status = status;
            reading.maxerror = microseconds;
            return result;
        });
        Assert.True((milliseconds is int expected ? NtpDuration.FromMilliseconds(expected) : null) == error, why);
    }

    [Fact]
    public void Construct_Always_ReadsWithModesZero()
    {
        _ = Recorded();
        Assert.Equal(0u, Assert.Single(_requests).modes);
    }

    [Fact]
    public void SetFrequency_First_TurnsTheLoopOffBefore()
    {
        Recorded().SetFrequency(FrequencyOffset.FromPpm(-3));
        Assert.Equal(
            [0, Libc.ADJ_OFFSET_SINGLESHOT, Libc.ADJ_OFFSET | Libc.ADJ_STATUS, Libc.ADJ_STATUS, Libc.ADJ_FREQUENCY | Libc.ADJ_TICK],
            _requests.ConvertAll(request => request.modes));
        Assert.Equal([0, 0, Libc.STA_PLL | Libc.STA_UNSYNC, Libc.STA_UNSYNC, 0], _requests.ConvertAll(request => request.status));
    }

    [Fact]
    public void Step_SecondSteering_IsOneCall()
    {
        SystemClock clock = Recorded();
        clock.SetFrequency(FrequencyOffset.FromPpm(1));
        int before = _requests.Count;
        clock.Step(ClockOffset.FromSeconds(-0.25));
        Assert.Equal(before + 1, _requests.Count);
        Assert.Equal((-1, 750_000_000), (_requests[^1].time.tv_sec, _requests[^1].time.tv_usec));
    }

    [Fact]
    public void SetFrequency_BeyondTheRange_ReportsWhatIsInForce()
    {
        SystemClock clock = Recorded();
        clock.SetFrequency(FrequencyOffset.FromPpm(300_000));
        Assert.Equal(100_000, clock.Frequency.Ppm, tolerance: 1e-6);
    }

    [Fact]
    public void SetQuality_Locked_ClearsUnsynchronised()
    {
        Recorded().SetQuality(true, NtpDuration.FromMicroseconds(2), NtpDuration.FromMicroseconds(9));
        Assert.Equal((0, 2, 9), (_requests[^1].status, _requests[^1].esterror, _requests[^1].maxerror));
    }

    [Fact]
    public void SetFrequency_Refused_SaysWhatIsMissing()
    {
        SystemClock clock = new(RefuseSteering, 100, () => 0);
        LinuxException failure = Assert.Throws<LinuxException>(() => clock.SetFrequency(FrequencyOffset.FromPpm(1)));
        Assert.Equal(Libc.EPERM, failure.Errno);
        Assert.Contains("CAP_SYS_TIME", failure.Message, System.StringComparison.Ordinal);
    }

    private static int RefuseSteering(ref Libc.Timex request)
    {
        if (request.modes == 0)
        {
            return 0;
        }

        Marshal.SetLastPInvokeError(Libc.EPERM);
        return -1;
    }

    private static long Nanoseconds(System.DateTime time) => (time - System.DateTime.UnixEpoch).Ticks * 100;

    private SystemClock Recorded() => new(Record, 100, () => 0);

    /// <summary>A kernel that runs 110 ppm fast: one tick of 100 ppm and a word of 10 ppm.</summary>
    private int Record(ref Libc.Timex request)
    {
        _requests.Add(request);
        if (request.modes == 0)
        {
            request.tick = 10_001;
            request.freq = 655_360;
        }

        return 0;
    }
}
