using System;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Discipline;

public sealed class ClockFilterTests
{
    private const double Jitter = 0.3e-6;
    private const double PerDegree = 0.05e-6;

    [Fact]
    public void OnTemperature_CrystalFollowsTheThermometer_LearnsTheCoefficient()
    {
        Bench bench = new(PerDegree);
        bench.Run(20_000);
        TemperatureCoefficient learned = bench.Filter.Temperature!.Value.Lasting;
        Assert.True(Math.Abs(learned.PerDegree.Ratio - PerDegree) < 0.1 * PerDegree, $"{learned}; {bench.Random}");
        Assert.True(learned.Deviation.Ratio < 0.1 * PerDegree, $"{learned}; {bench.Random}");
    }

    [Fact]
    public void OnTemperature_CrystalIsIndifferent_GivesTheThermometerNoWeight()
    {
        Bench bench = new(perDegree: 0);
        bench.Run(20_000);
        TemperatureCoefficient learned = bench.Filter.Temperature!.Value.Lasting;
        Assert.True(Math.Abs(learned.PerDegree.Ratio) < 0.04 * PerDegree, $"{learned}; {bench.Random}");
    }

    [Fact]
    public void At_WithoutPulsesWhileItWarmsUp_FollowsTheTemperature()
    {
        Bench bench = new(PerDegree);
        bench.Run(20_000);
        bench.HasPulses = false;
        double phase = bench.Phase;
        double kept = bench.Filter.At(bench.Now).Frequency;
        bench.Run(5000);
        double drift = bench.Phase - phase - (5000 * kept);
        double error = bench.Filter.At(bench.Now).Phase - bench.Phase;
        Assert.True(Math.Abs(error) < 0.25 * Math.Abs(drift), $"{error} of {drift}; {bench.Random}");
    }

    [Fact]
    public void Temperature_BeforeAReading_IsNotKnown() => Assert.Null(new ClockFilter().Temperature);

    [Fact]
    public void RestAt_TheTemperatureChanges_StaysAsItWas()
    {
        Bench bench = new(PerDegree);
        bench.Run(20_000);
        bench.HasPulses = false;
        ClockEstimate measured = bench.Filter.Measured;
        ClockEstimate rest = bench.Filter.RestAt(bench.Now);
        bench.Run(5000);
        Assert.Equal(rest.Phase + (5000 * rest.Frequency), bench.Filter.RestAt(bench.Now).Phase, 1e-11);
        Assert.NotEqual(measured.Frequency, bench.Filter.At(bench.Now).Frequency, 1e-9);
        Assert.Equal(measured, bench.Filter.Measured);
    }

    [Theory]
    [InlineData("a reading before the start: the frequency is another by the temperature", 30, 10)]
    [InlineData("none before the start: the frequency stays, and changes count from the first reading on", null, 0)]
    public void Remember_WhatAnEarlierRunLearnt_IsUsedFromTheStart(string why, int? before, int degrees)
    {
        ClockFilter filter = new();
        if (before is { } celsius)
        {
            filter.OnTemperature(celsius, At(0));
        }

        filter.Restart(At(0), new ClockEstimate(0, 1e-6, 0, 0, 1e-18));
        filter.Remember(Learnt(20), 0);
        Assert.True(Math.Abs(1e-6 + (degrees * PerDegree) - filter.At(At(0)).Frequency) < 1e-12, why);
        for (int second = 1; second < 4000; second++)
        {
            filter.OnTemperature(second < 10 ? 30 : 35, At(second));
        }

        Assert.True(Math.Abs(1e-6 + ((degrees + 5) * PerDegree) - filter.At(At(4000)).Frequency) < 1e-9, why);
    }

    [Fact]
    public void Remember_ALongTimeAgo_IsLessCertain()
    {
        const double Year = 365 * 86_400;
        double young = Deviation(0);
        double old = Deviation(Year);
        Assert.Equal(5e-12 * Math.Sqrt(2 * Year), Math.Sqrt((old * old) - (young * young)), 1e-12);

        static double Deviation(double age)
        {
            ClockFilter filter = new();
            filter.OnTemperature(20, At(0));
            filter.Restart(At(0), default);
            filter.Remember(Learnt(20), age);
            return filter.Temperature!.Value.Lasting.Deviation.Ratio;
        }
    }

    [Fact]
    public void Measure_APulse_AllocatesNothing()
    {
        Bench bench = new(PerDegree);
        bench.Run(300);
        Assert.Equal(0, Allocated.During(() => bench.Run(10)));
    }

    private static ThermalMemory Learnt(double celsius)
    {
        ThermalWay half = new(celsius, new TemperatureCoefficient(FrequencyOffset.FromRatio(PerDegree / 2), FrequencyOffset.FromRatio(1e-9)));
        return new ThermalMemory(half, half, -0.5);
    }

    private static MonotonicTime At(long second) => MonotonicTime.FromNanoseconds(second * 1_000_000_000);

    /// <summary>A crystal in a room that is heated every hour, its thermometer and its pulses.</summary>
    private sealed class Bench(double perDegree)
    {
        private long _second;
        private double _frequency;

        public Seeded Random { get; } = Seeded.Fixed(1);

        public ClockFilter Filter { get; } = new();

        public bool HasPulses { get; set; } = true;

        public double Phase { get; private set; }

        public MonotonicTime Now => At(_second);

        public void Run(int seconds)
        {
            for (int i = 0; i < seconds; i++)
            {
                _second++;
                double room = 5 * Math.Sin(2 * Math.PI * _second / 3600);
                _frequency += 1e-10 * Normal();
                Phase += _frequency + (perDegree * room);
                if (_second % 4 == 0)
                {
                    Filter.OnTemperature(Math.Round((room + (0.1 * Normal())) * 4) / 4, Now);
                }

                double measured = Phase + (Jitter * Normal());
                if (!Filter.HasStarted)
                {
                    Filter.Restart(Now, new ClockEstimate(measured, 0, Jitter * Jitter, 0, 1e-12));
                }
                else if (HasPulses)
                {
                    Filter.Measure(Now, measured, Jitter * Jitter);
                }
            }
        }

        private double Normal() => Math.Sqrt(-2 * Math.Log(1 - Random.NextDouble())) * Math.Cos(2 * Math.PI * Random.NextDouble());
    }
}
