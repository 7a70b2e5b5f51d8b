using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>A software clock over a leap second of its own; the machine's clocks, which it stands on, have none then.</summary>
public sealed class SoftwareClockLeapTests
{
    private const long Midnight = 1_483_228_800_000_000_000;
    private const long Millisecond = 1_000_000;
    private readonly FakeKernel _kernel = new();
    private readonly SoftwareClock _clock;

    public SoftwareClockLeapTests()
    {
        NtpDuration toMidnight = NtpDuration.FromNanoseconds(Midnight - (_kernel.Raw + _kernel.RealtimeMinusRaw));
        _clock = new SoftwareClock(toMidnight - NtpDuration.FromSeconds(10), default, _kernel.ReadRealtime, _kernel.ReadRaw);
    }

    [Theory]
    [InlineData("before", 9_999, -1)]
    [InlineData("23:59:60.5 is 23:59:59.5 once more", 10_500, -500)]
    [InlineData("after", 11_000, 0)]
    [InlineData("the next day", 86_411_000, 86_400_000)]
    public void Now_Insertion_RepeatsTheLastSecond(string why, long milliseconds, long reading)
    {
        _clock.SetLeap(LeapIndicator.InsertSecond, null);
        _kernel.Raw += milliseconds * Millisecond;
        Assert.Equal((why, reading), (why, Reading()));
    }

    [Theory]
    [InlineData("before", 8_999, -1001)]
    [InlineData("23:59:59.0 is midnight", 9_000, 0)]
    [InlineData("after", 10_000, 1000)]
    public void Now_Deletion_LeavesTheLastSecondOut(string why, long milliseconds, long reading)
    {
        _clock.SetLeap(LeapIndicator.DeleteSecond, null);
        _kernel.Raw += milliseconds * Millisecond;
        Assert.Equal((why, reading), (why, Reading()));
    }

    [Theory]
    [InlineData("stamped before, converted within", 9_900, 10_100, -100)]
    [InlineData("stamped before, converted after", 9_900, 11_500, -100)]
    [InlineData("stamped within, converted after", 10_900, 11_100, -100)]
    [InlineData("stamped after", 11_100, 11_200, 100)]
    public void FromKernelTime_StampAcrossTheLeap_IsWhatTheClockReadThen(string why, long stampedAt, long convertedAt, long reading)
    {
        _clock.SetLeap(LeapIndicator.InsertSecond, null);
        long start = _kernel.Raw;
        _kernel.Raw = start + (stampedAt * Millisecond);
        PosixTime stamp = PosixTime.FromNanoseconds(_kernel.ReadRealtime());
        Assert.Equal((why, reading), (why, Reading()));
        _kernel.Raw = start + (convertedAt * Millisecond);
        _clock.SetFrequency(FrequencyOffset.FromPpm(0));
        Assert.Equal((why, reading), (why, (_clock.FromKernelTime(stamp).Nanoseconds - Midnight) / Millisecond));
    }

    [Fact]
    public void SetLeap_EverySecondAsTheTimekeeperDoes_LeapsOnce()
    {
        for (int second = 0; second < 200; second++)
        {
            PosixTime now = _clock.Now();
            if (!LeapSchedule.IsNearMidnight(now))
            {
                _clock.SetLeap(now.Nanoseconds < Midnight ? LeapIndicator.InsertSecond : LeapIndicator.None, null);
            }

            _clock.SetFrequency(FrequencyOffset.FromPpm(0));
            _kernel.Raw += 1000 * Millisecond;
        }

        Assert.Equal(189_000, Reading());
    }

    [Fact]
    public void Step_WithinTheLeap_MovesByExactlyThat()
    {
        _clock.SetLeap(LeapIndicator.InsertSecond, null);
        _kernel.Raw += 10_500 * Millisecond;
        _clock.Step(ClockOffset.FromSeconds(0.01));
        Assert.Equal(-490, Reading());
    }

    [Fact]
    public void SetLeap_None_TakesItBack()
    {
        _clock.SetLeap(LeapIndicator.InsertSecond, null);
        _clock.SetLeap(LeapIndicator.None, null);
        _kernel.Raw += 10_500 * Millisecond;
        Assert.Equal(500, Reading());
    }

    private long Reading() => (_clock.Now().Nanoseconds - Midnight) / Millisecond;
}
