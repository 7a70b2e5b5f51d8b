using System;

namespace Nts.Discipline;

public sealed class HoldoverPlanTests
{
    private const double UnobservedDrift = 0.2e-6;
    private const int SamplesADay = 86_400 / PhaseHistory.Spacing;
    private static readonly ClockEstimate Last = new(0, 1e-6, 1e-14, 0, 1e-18);

    [Fact]
    public void BoundAfter_NothingRehearsed_IsTheFiltersForecastAndTheUnobservedDrift()
    {
        HoldoverPlan plan = new(new Rehearsals(), new PhaseHistory(), Last, 1e-18, UnobservedDrift);
        const double Seconds = 4096;
        Assert.Equal((6 * 1e-9 * Math.Sqrt(Seconds * Seconds * (1 + (Seconds / 3)))) + (UnobservedDrift * Seconds), plan.BoundAfter(Seconds), 1e-9);
        Assert.Equal(0, plan.DriftAfter(Seconds));
    }

    [Fact]
    public void BoundAfter_EveryHorizon_NeverShrinks()
    {
        HoldoverPlan plan = After(SamplesADay, static i => 1e-9 * Math.Sin(i * 0.7));
        double before = 0;
        for (double seconds = 0; seconds < 30 * 86_400; seconds += 100)
        {
            double bound = plan.BoundAfter(seconds);
            Assert.True(bound >= before, $"{seconds} s");
            before = bound;
        }
    }

    [Fact]
    public void BoundAfter_MoreOfTheDayIsSeen_TrustsTheCrystalMore()
    {
        double hour = After(3600 / PhaseHistory.Spacing, static _ => 0).BoundAfter(3600);
        double day = After(SamplesADay + 20, static _ => 0).BoundAfter(3600);
        Assert.InRange(hour, 0.9 * UnobservedDrift * 3600, UnobservedDrift * 3600 * 1.1);
        Assert.InRange(day, 0, 0.1 * hour);
    }

    [Fact]
    public void DriftAfter_FrequencyThatSwings_GoesBackToTheMeanWhereRehearsalsSaySo()
    {
        // A square wave of ±1e-8 that turns every 1024 s, and ends high: the last frequency is right for minutes, the mean for hours.
        HoldoverPlan plan = After(2 * SamplesADay, static i => i / 16 % 2 == 0 ? 1e-8 : -1e-8);
        Assert.InRange(Math.Abs(plan.DriftAfter(128)), 0, 1e-8 * 128);
        Assert.InRange(Math.Abs(plan.DriftAfter(16_384) / 16_384), 0.7e-8, 1.3e-8);
    }

    [Fact]
    public void SecondsUntil_Limit_IsWhereTheBoundPassesIt()
    {
        HoldoverPlan plan = After(SamplesADay, static i => 1e-9 * Math.Sin(i * 0.7));
        double seconds = plan.SecondsUntil(1e-4);
        Assert.Equal(1e-4, plan.BoundAfter(seconds), 1e-9);
        Assert.Equal(double.PositiveInfinity, plan.SecondsUntil(1e9));
    }

    /// <summary>A plan after so many samples of a clock whose frequency is known.</summary>
    private static HoldoverPlan After(int samples, Func<int, double> frequencyAt)
    {
        PhaseHistory history = new();
        Rehearsals rehearsals = new();
        double phase = 0;
        double frequency = 0;
        for (int i = 0; i < samples; i++)
        {
            frequency = frequencyAt(i);
            phase += frequency * PhaseHistory.Spacing;
            history.Add(phase, frequency);
            rehearsals.Add(history);
        }

        return new HoldoverPlan(rehearsals, history, Last with { Frequency = frequency }, 1e-20, UnobservedDrift);
    }
}
