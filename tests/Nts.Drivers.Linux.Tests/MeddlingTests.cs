using Nts.Discipline;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>Others change the clock that a <see cref="SystemClock"/> steers.</summary>
public sealed class MeddlingTests
{
    private readonly FakeTimekeeping _kernel = new();
    private readonly SystemClock _clock;

    public MeddlingTests() => _clock = new(_kernel.Adjust, 100, () => _kernel.Raw);

    [Fact]
    public void TakeBack_BeforeTheFirstSteering_FindsNothing()
    {
        _kernel.Pass(1);
        _kernel.Freq = 77;
        Assert.Equal(MeddlingKinds.None, _clock.TakeBackMeddling().Kinds);
        Assert.Equal(77, _kernel.Freq);
    }

    [Fact]
    public void TakeBack_OwnSteering_FindsNothing()
    {
        Steered();
        foreach (double ppm in (double[])[3, -480, 777, 0.001])
        {
            _clock.SetFrequency(FrequencyOffset.FromPpm(ppm));
            _kernel.Pass(0.5);
            _clock.Step(ClockOffset.FromSeconds(-0.25));
            _kernel.Pass(700);
            _clock.SetQuality(true, NtpDuration.Zero, NtpDuration.Zero);
            Assert.Equal(default, _clock.TakeBackMeddling());
        }
    }

    [Theory]
    [InlineData(5_000_000_000)]
    [InlineData(-100_000)]
    [InlineData(25_000)]
    public void TakeBack_SetByAnother_SaysByHowMuch(long nanoseconds)
    {
        Steered();
        _kernel.RealtimeMinusRaw += nanoseconds;
        _kernel.Pass(0.8);
        Meddling found = _clock.TakeBackMeddling();
        Assert.Equal(MeddlingKinds.Step, found.Kinds);
        NtpDuration error = found.Correction.Correction + NtpDuration.FromNanoseconds(nanoseconds);
        Assert.True(error.Magnitude <= found.Uncertainty, $"{found}");
        Assert.True(found.Uncertainty < NtpDuration.FromMicroseconds(20), $"{found}");
        Assert.Equal(default, _clock.TakeBackMeddling());
    }

    [Fact]
    public void TakeBack_FrequencySetByAnother_IsOursAgain()
    {
        Steered();
        long ours = _kernel.Freq;
        (_kernel.Freq, _kernel.Tick) = (123, 10_001);
        Assert.Equal(MeddlingKinds.Frequency, _clock.TakeBackMeddling().Kinds);
        Assert.Equal((ours, 10_000), (_kernel.Freq, _kernel.Tick));
    }

    [Fact]
    public void TakeBack_FrequencyOfAnotherWasInForce_SaysWhereItLed()
    {
        Steered();
        _kernel.Tick += 1;
        _kernel.Pass(1);
        Meddling found = _clock.TakeBackMeddling();
        Assert.Equal(MeddlingKinds.Frequency | MeddlingKinds.Step, found.Kinds);
        Assert.Equal(-100e-6, found.Correction.TotalSeconds, tolerance: 2e-6);
    }

    [Fact]
    public void TakeBack_FrequencyOfAnotherForAMoment_SaysWhereItLedToo()
    {
        Steered();
        _kernel.Tick += 1;
        _kernel.Pass(0.05);
        Meddling found = _clock.TakeBackMeddling();
        Assert.Equal(MeddlingKinds.Frequency, found.Kinds);
        Assert.Equal(-5e-6, found.Correction.TotalSeconds, tolerance: 2e-6);
    }

    [Fact]
    public void TakeBack_LoopTurnedOn_IsOffAgain()
    {
        Steered();
        _kernel.Status |= Libc.STA_PLL;
        Assert.Equal(MeddlingKinds.Loop, _clock.TakeBackMeddling().Kinds);
        Assert.Equal(0, _kernel.Status & Libc.STA_PLL);
    }

    [Fact]
    public void TakeBack_SlewByAnother_IsOver()
    {
        Steered();
        _kernel.Slew = 400_000;
        Assert.Equal(MeddlingKinds.Slew, _clock.TakeBackMeddling().Kinds);
        Assert.Equal(0, _kernel.Slew);
    }

    [Fact]
    public void TakeBack_LeapSecondSetByAnother_IsWithdrawn()
    {
        Steered();
        _kernel.Status |= Libc.STA_INS;
        Assert.Equal(MeddlingKinds.Leap, _clock.TakeBackMeddling().Kinds);
        Assert.Equal(0, _kernel.Status & Libc.STA_INS);
    }

    [Fact]
    public void TakeBack_TaiSetByAnother_IsTold()
    {
        Steered();
        _kernel.Tai = 37;
        Assert.Equal(MeddlingKinds.Tai, _clock.TakeBackMeddling().Kinds);
        Assert.Equal(MeddlingKinds.None, _clock.TakeBackMeddling().Kinds);
    }

    [Theory]
    [InlineData(LeapIndicator.InsertSecond, 1)]
    [InlineData(LeapIndicator.DeleteSecond, -1)]
    public void TakeBack_LeapSecondThatWeAnnounced_IsNobodysDoing(LeapIndicator leap, int change)
    {
        Steered();
        _clock.SetLeap(leap, null);
        _kernel.RealtimeMinusRaw -= change * 1_000_000_000L;
        _kernel.Tai += change;
        _kernel.Pass(1);
        Assert.Equal(default, _clock.TakeBackMeddling());
    }

    [Fact]
    public void TakeBack_LeapSecondThatWeDidNotAnnounce_IsAStep()
    {
        Steered();
        _kernel.RealtimeMinusRaw -= 1_000_000_000;
        _kernel.Tai += 1;
        Assert.Equal(MeddlingKinds.Step | MeddlingKinds.Tai, _clock.TakeBackMeddling().Kinds);
    }

    [Fact]
    public void TakeBack_KernelCountsItAsUnsynchronised_FindsNothing()
    {
        Steered();
        _kernel.Status |= Libc.STA_UNSYNC;
        Assert.Equal(default, _clock.TakeBackMeddling());
    }

    [Fact]
    public void TakeBack_ReadingHeldUp_IsReadAgain()
    {
        Steered();
        _kernel.HoldUp = 30_000_000;
        Assert.Equal(default, _clock.TakeBackMeddling());
        _kernel.RealtimeMinusRaw += 50_000;
        _kernel.HoldUp = 30_000_000;
        Assert.Equal(MeddlingKinds.Step, _clock.TakeBackMeddling().Kinds);
    }

    /// <summary>Steers, and looks once: that is where looking starts from.</summary>
    private void Steered()
    {
        _clock.SetFrequency(FrequencyOffset.FromPpm(12.5));
        _clock.SetQuality(true, NtpDuration.Zero, NtpDuration.Zero);
        Assert.Equal(default, _clock.TakeBackMeddling());
    }
}
