using System;
using Nts.Time;

namespace Nts.Ntp;

public sealed class LeapSmearTests
{
    /// <summary>2017-01-01.</summary>
    private static readonly PosixTime Midnight = PosixTime.FromSeconds(1_483_228_800);
    private static readonly NtpDuration Day = NtpDuration.FromSeconds(86_400);
    private static readonly LeapSmear Insertion = LeapSmear.Of(new LeapSchedule(1, Midnight, Midnight), Day);
    private static readonly LeapSmear Deletion = LeapSmear.Of(new LeapSchedule(-1, Midnight, Midnight), Day);

    // Google's and Amazon's: 86,401 seconds of the atomic clock become 86,400, from noon to noon.
    [Theory]
    [InlineData("noon before", -43_200, 0)]
    [InlineData("a quarter", -21_600, -21_600 / 86_401.0)]
    [InlineData("the last moment before", -1, -43_199 / 86_401.0)]
    [InlineData("midnight, after the inserted second", 0, 43_200 / 86_401.0)]
    [InlineData("three quarters", 21_600, 21_600 / 86_401.0)]
    [InlineData("noon after", 43_200, 0)]
    [InlineData("days before", -200_000, 0)]
    [InlineData("days after", 200_000, 0)]
    public void Apply_Insertion_IsLinearFromNoonToNoon(string why, int seconds, double added)
    {
        PosixTime reading = Midnight + NtpDuration.FromSeconds(seconds);
        Assert.True(Math.Abs((Insertion.Apply(reading).Nanoseconds - reading.Nanoseconds) - (added * 1e9)) <= 1, why);
    }

    [Theory]
    [InlineData("insertion", 1)]
    [InlineData("deletion", -1)]
    public void Apply_OverTheLeapSecond_RunsAtOneRateAndNeverBackwards(string why, int change)
    {
        LeapSmear smear = change > 0 ? Insertion : Deletion;
        LeapStep step = new(change, Midnight - (change < 0 ? NtpDuration.FromSeconds(1) : NtpDuration.Zero));
        long last = 0;
        for (int second = -43_300; second < 43_300; second += 10)
        {
            PosixTime count = Midnight + NtpDuration.FromSeconds(second);
            bool isReadTwice = change > 0 && second == 0;
            long smeared = isReadTwice ? last + (long)(10e9 * 86_400 / 86_401) : smear.Apply(step.Read(count)).Nanoseconds;
            double rate = (smeared - last) / 10e9;
            Assert.True(last == 0 || Math.Abs(rate - 1) < 1.2e-5, $"{why}: {second} s from midnight the rate is {rate}");
            last = smeared;
        }
    }

    [Fact]
    public void Apply_Interval_IsAsLongAsAsked()
    {
        LeapSmear smear = LeapSmear.Of(new LeapSchedule(1, Midnight, Midnight), NtpDuration.FromSeconds(7200));
        Assert.Equal((Midnight - NtpDuration.FromSeconds(3600), Midnight + NtpDuration.FromSeconds(3600)), (smear.From, smear.Until));
        Assert.Equal(-1800 / 7201.0, smear.Added(Midnight - NtpDuration.FromSeconds(1800)).TotalSeconds, tolerance: 1e-9);
    }

    [Fact]
    public void Apply_State_NeverAnnouncesAndTellsBySmearedTimeAndReferenceId()
    {
        PosixTime now = Midnight - NtpDuration.FromSeconds(21_600);
        ClockState state = Scene.Locked with { Leap = LeapIndicator.InsertSecond, ReferenceTime = now - NtpDuration.FromSeconds(1) };
        ClockState smeared = Insertion.Apply(state, now);
        Assert.Equal((LeapIndicator.None, Stratum.Primary), (smeared.Leap, smeared.Stratum));
        Assert.Equal(Insertion.Apply(state.ReferenceTime), smeared.ReferenceTime);
        Assert.Equal(-0.25, smeared.ReferenceId.SmearAdded!.Value.TotalSeconds, tolerance: 1e-5);
        Assert.Equal(ReferenceId.Pps, Insertion.Apply(state, Midnight + Day).ReferenceId);
    }

    [Fact]
    public void Apply_StateInDoubt_CoversTheSmearedReadings()
    {
        ClockState state = Scene.Locked with { Doubt = new LeapDoubt(Midnight - NtpDuration.FromSeconds(1), Midnight + NtpDuration.FromSeconds(2)) };
        LeapDoubt smeared = Insertion.Apply(state, Midnight).Doubt;
        Assert.True(smeared.Holds(Insertion.Apply(state.Doubt.From)));
        Assert.True(smeared.Holds(Insertion.Apply(state.Doubt.Until - NtpDuration.FromNanoseconds(2))));
    }

    [Fact]
    public void Apply_Unsynchronized_StaysSo() => Assert.Same(ClockState.Unsynchronized, Insertion.Apply(ClockState.Unsynchronized, Midnight));

    [Fact]
    public void Of_NoLeapSecond_IsNone() => Assert.Same(LeapSmear.None, LeapSmear.Of(new LeapSchedule(0, default, Midnight), Day));
}
