using System;
using System.Threading;
using System.Threading.Tasks;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Drivers.Linux;

public sealed class SoftwareClockTests
{
    private const long Day = 86_400_000_000_000;
    private readonly FakeKernel _kernel = new();

    [Theory]
    [InlineData(0.3)]
    [InlineData(-2.5)]
    [InlineData(0)]
    public void Now_AtTheStart_IsRealtimePlusTheError(double seconds)
    {
        SoftwareClock clock = Clock(seconds, ppm: 20);
        Assert.Equal(_kernel.Raw + _kernel.RealtimeMinusRaw + (long)(seconds * 1e9), clock.Now().Nanoseconds);
    }

    [Theory]
    [InlineData("20 ppm fast: 1.728 s a day", 20, 7, 12_096_000_000)]
    [InlineData("20 ppm slow", -20, 7, -12_096_000_000)]
    [InlineData("no error: not a nanosecond in a year", 0, 365, 0)]
    public void Now_AfterDays_IsExactToTheNanosecond(string why, double ppm, long days, long gained)
    {
        SoftwareClock clock = Clock(0, ppm);
        long start = clock.Now().Nanoseconds;
        _kernel.Raw += days * Day;

        // 2⁻⁶⁴ of a week is far below a nanosecond; the ppm itself is a double, good to 1e-16, and the reading is rounded down.
        Assert.Equal(why, Math.Abs(clock.Now().Nanoseconds - start - (days * Day) - gained) <= 1 ? why : clock.Now().ToString());
    }

    [Fact]
    public void SetFrequency_ManyTimes_LosesNothingToRounding()
    {
        SoftwareClock clock = Clock(0, ppm: 0);
        long start = clock.Now().Nanoseconds;

        // A quarter of a nanosecond a second: each second alone rounds to nothing.
        for (int second = 0; second < 100_000; second++)
        {
            clock.SetFrequency(FrequencyOffset.FromRatio(0.25e-9));
            _kernel.Raw += 1_000_000_000;
        }

        Assert.InRange(clock.Now().Nanoseconds - start - 100_000_000_000_000, 24_999, 25_000);
    }

    [Fact]
    public void SetFrequency_AgainstTheError_StopsTheDrift()
    {
        SoftwareClock clock = Clock(0, ppm: 20);

        // (1 + 20e-6)(1 + f) = 1
        clock.SetFrequency(FrequencyOffset.FromRatio((1 / (1 + 20e-6)) - 1));
        long start = clock.Now().Nanoseconds;
        _kernel.Raw += Day;
        Assert.InRange(clock.Now().Nanoseconds - start - Day, -2, 2);
    }

    [Theory]
    [InlineData(800, 500)]
    [InlineData(-1e6, -500)]
    [InlineData(499, 499)]
    public void SetFrequency_Any_IsClampedTo500Ppm(double asked, double inForce)
    {
        SoftwareClock clock = Clock(0, ppm: 20);
        clock.SetFrequency(FrequencyOffset.FromPpm(asked));
        Assert.Equal(inForce, clock.Frequency.Ppm, tolerance: 1e-9);
    }

    [Theory]
    [InlineData(300_000_000)]
    [InlineData(-1)]
    [InlineData(-86_400_000_000_000)]
    public void Step_Nanoseconds_MovesByExactlyThat(long nanoseconds)
    {
        SoftwareClock clock = Clock(0.3, ppm: 20);
        _kernel.Raw += 12_345_678;
        long before = clock.Now().Nanoseconds;
        clock.Step(ClockOffset.FromCorrection(NtpDuration.FromNanoseconds(nanoseconds)));
        Assert.Equal(before + nanoseconds, clock.Now().Nanoseconds);
    }

    [Fact]
    public void Step_WhileSteered_KeepsTheFrequency()
    {
        SoftwareClock clock = Clock(0, ppm: 0);
        clock.SetFrequency(FrequencyOffset.FromPpm(100));
        clock.Step(ClockOffset.FromSeconds(1));
        long start = clock.Now().Nanoseconds;
        _kernel.Raw += 1_000_000_000;
        Assert.Equal(1_000_100_000, clock.Now().Nanoseconds - start, tolerance: 1);
    }

    [Fact]
    public void FromKernelTime_StampOfAMomentAgo_IsWhatTheClockReadThen()
    {
        SoftwareClock clock = Clock(0.3, ppm: 20);
        _kernel.Raw += Day;
        PosixTime stamp = PosixTime.FromNanoseconds(_kernel.Raw + _kernel.RealtimeMinusRaw);
        PosixTime then = clock.Now();
        _kernel.Raw += 2_000_000_000;
        Assert.Equal(then, clock.FromKernelTime(stamp));
    }

    [Fact]
    public void Now_OnThisMachineWithoutErrors_FollowsRealtime()
    {
        SoftwareClock clock = new(NtpDuration.Zero, default);
        long before = KernelClock.ReadRealtime();
        long now = clock.Now().Nanoseconds;
        long after = KernelClock.ReadRealtime();
        Assert.InRange(now, before - 1_000_000, after + 1_000_000);
    }

    [Fact]
    public async Task Now_WhileAnotherThreadSteers_NeverSeesHalfAChange()
    {
        // Forwards and backwards by a day: half a change would read a day off the two values that are right.
        SoftwareClock clock = Clock(0, ppm: 0);
        long low = clock.Now().Nanoseconds;
        using CancellationTokenSource stop = new();
        Task steering = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                clock.Step(ClockOffset.FromCorrection(NtpDuration.FromNanoseconds(Day)));
                clock.SetFrequency(FrequencyOffset.FromPpm(300));
                clock.Step(ClockOffset.FromCorrection(NtpDuration.FromNanoseconds(-Day)));
                clock.SetFrequency(FrequencyOffset.FromPpm(-300));
            }
        });
        int wrong = 0;
        for (int i = 0; i < 1_000_000; i++)
        {
            long reading = clock.Now().Nanoseconds;
            wrong += reading == low || reading == low + Day ? 0 : 1;
        }

        await stop.CancelAsync();
        await steering;
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Read_Always_AllocatesNothing()
    {
        SoftwareClock clock = new(NtpDuration.FromMilliseconds(300), FrequencyOffset.FromPpm(20));
        PosixTime stamp = PosixTime.FromNanoseconds(KernelClock.ReadRealtime());
        Assert.Equal(0, Allocated.During(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                _ = clock.Now();
                _ = clock.FromKernelTime(stamp);
            }
        }));
    }

    [Fact]
    public void Steer_AtRandom_AgreesWithExactArithmetic()
    {
        Seeded random = Seeded.Create();
        SoftwareClock clock = Clock(0, ppm: 0);
        decimal expected = clock.Now().Nanoseconds;
        decimal ratio = 0;
        for (int i = 0; i < 1000; i++)
        {
            long elapsed = random.NextInt64(1, 10_000_000_000);
            _kernel.Raw += elapsed;
            expected += elapsed + (elapsed * ratio);
            double ppm = (random.NextDouble() - 0.5) * 1000;
            clock.SetFrequency(FrequencyOffset.FromPpm(ppm));
            ratio = (decimal)FrequencyOffset.FromPpm(ppm).Ratio;
        }

        // decimal takes a double to 15 digits: 1e-19 of 5e12 ns each, summed over 1000 stretches.
        Assert.True(Math.Abs(clock.Now().Nanoseconds - expected) < 2, $"{random}: {clock.Now().Nanoseconds} against {expected}");
    }

    private SoftwareClock Clock(double startSeconds, double ppm) =>
        new(NtpDuration.FromSeconds(startSeconds), FrequencyOffset.FromPpm(ppm), _kernel.ReadRealtime, _kernel.ReadRaw);
}
