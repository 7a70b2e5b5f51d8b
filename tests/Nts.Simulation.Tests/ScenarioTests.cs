using System;
using System.Globalization;
using System.Linq;
using Nts.Discipline;
using Nts.Time;
using Xunit.Abstractions;

namespace Nts.Simulation;

/// <summary>Numbered scenarios with numeric limits; in every one no sample may be further from the truth than clients are told.</summary>
public sealed class ScenarioTests(ITestOutputHelper output)
{
    private const int Seeds = 5;
    private static readonly DisciplineOptions NoSystematicError = new Scenario().Options;

    [Theory]
    [InlineData("fast", 0.3, 20e-6)]
    [InlineData("slow", -0.3, -20e-6)]
    [InlineData("bad crystal", 0.04, 95e-6)]
    [InlineData("already right", 0, 0)]
    [InlineData("no RTC: 56 years behind", -1_770_000_000.0, 5e-6)]
    public void S001_ColdStart_LocksWithin60Seconds(string why, double initialError, double frequencyError) =>
        Measure(new() { InitialError = initialError, Oscillator = new() { FrequencyError = frequencyError }, StatisticsFrom = 60 }, why, (result, figures) =>
        {
            Assert.True(result.LockedAt <= 35, figures);
            Assert.True(result.MaxServed < 5e-6, figures);
            Assert.True(result.Rms < 300e-9, figures);
        });

    [Fact]
    public void S001_ColdStartWithPulsesOnly_StepsOnceAndLocks() =>
        Measure(new() { Receiver = new() { FirstPulse = 0 }, StatisticsFrom = 60 }, "pulses only", (result, figures) =>
        {
            Assert.True(result.LockedAt <= 30, figures);
            Assert.Equal(1, result.Last?.Steps);
        });

    [Fact]
    public void S003_FifthOfPulsesMissing_CostsLittle() =>
        Measure(new() { Seconds = 20_000, Pulse = new() { Missing = 0.2 } }, "missing 20 %", (result, figures) =>
        {
            Assert.True(result.Rms < 260e-9, figures);
            Assert.InRange(result.Last!.Pulses.Missing, 3500, 4500);
            Assert.Equal(LockState.Locked, result.States[^1].State);
        });

    [Fact]
    public void S004_DoublePulses_AreNotUsed() =>
        Measure(new() { Seconds = 20_000, Pulse = new() { Doubles = 0.2 } }, "double 20 %", (result, figures) =>
        {
            Assert.True(result.Rms < 240e-9, figures);
            Assert.InRange(result.Last!.Pulses.Double, 3500, 4500);
            Assert.Equal(3, result.States.Count);
        });

    [Fact]
    public void S005_LateTail_DoesNotShiftTheMean()
    {
        // Late by an exponential of deviation 1.72 µs; the latency takes its mean away, as a calibration does.
        Scenario scenario = new() { Seconds = 100_000, StatisticsFrom = 10_000, Pulse = new() { Jitter = 0, Tail = 1.72e-6, Latency = -1.72e-6 } };
        Measure(scenario, "late tail", (result, figures) =>
        {
            Assert.True(Math.Abs(result.Mean) < 30e-9, figures);
            Assert.True(result.Rms < 350e-9, figures);
        });
    }

    [Fact]
    public void S006_PulseLostForTenMinutes_HoldsOverAndRelocksWithoutStep() =>
        Measure(new() { Seconds = 7200, Receiver = Without(3600, 4200) }, "10 min without pulse", (result, figures) =>
        {
            Assert.Equal(
                [LockState.Coarse, LockState.Acquiring, LockState.Locked, LockState.Holdover, LockState.Locked], result.States.Select(static s => s.State));
            Assert.Equal(LockReason.PulsesReturned, result.States[^1].Reason);
            Assert.InRange(result.States[^2].Second, 3609, 3611);
            Assert.InRange(result.States[^1].Second, 4200, 4202);
            Assert.True(result.MaxServed < 60e-6, figures);
            Assert.True(result.Last!.Steps <= 2, figures);
        });

    [Fact]
    public void S006_PulseLostWhileTheRoomWarmsUp_StaysWithinTheBound() =>
        Measure(
            new() { Seconds = 7200, Receiver = Without(3600, 4800), Temperature = Cycle(0.1e-6, 3600) },
            "20 min without pulse, 0.1 ppm swing",
            (result, figures) => Assert.Equal(LockState.Locked, result.States[^1].State));

    [Fact]
    public void S006_PulseLostForHours_SaysSoAndComesBackWithoutStep() =>
        Measure(new() { Seconds = 30_000, Receiver = Without(3600, 25_000) }, "6 h without pulse", (result, figures) =>
        {
            Assert.Equal(
                [
                    (LockState.Holdover, LockReason.PulsesMissing), (LockState.Lost, LockReason.BoundExceeded),
                    (LockState.Acquiring, LockReason.PulsesArrived), (LockState.Locked, LockReason.Converged),
                ],
                result.States[^4..].Select(static s => (s.State, s.Reason)));
            Assert.True(result.States[^1].Second < 25_060, figures);
        });

    [Theory]
    [InlineData("label a second ahead for five pulses", 1, 0, 5)]
    [InlineData("label a second ahead for four minutes", 1, 0, 240)]
    [InlineData("label a second behind for four minutes", -1, 0, 240)]
    [InlineData("pulse a millisecond early for four minutes", 0, -1e-3, 240)]
    [InlineData("pulse a tenth of a second late for a minute", 0, 0.1, 60)]
    public void S007_ReceiverJumps_IsNotFollowedWhileServing(string why, int label, double pulse, long duration)
    {
        Scenario scenario = new()
        {
            Seconds = 7200,
            Receiver = new() { Faults = [new ReceiverFault(new Stretch(3600, 3600 + duration), label, pulse)] },
        };
        Measure(scenario, why, (result, figures) =>
        {
            Assert.Equal(duration > 10, result.States.Any(static s => s.Reason is LockReason.PulsesMoved));
            Assert.Equal(LockState.Locked, result.States[^1].State);
            Assert.True(result.MaxServed < 5e-6, figures);
            Assert.True(result.Last!.Steps <= 2, figures);
        });
    }

    [Fact]
    public void S007_InterruptLatencyChanges_KeepsTheLock()
    {
        Scenario scenario = new()
        {
            Seconds = 7200,
            Pulse = new() { Jitter = 0.3e-6, Latency = 7e-6, ModeShift = 5e-6, ModeSeconds = 1000 },
            Options = NoSystematicError with { StampUncertainty = NtpDuration.FromMicroseconds(13) },
        };
        Measure(scenario, "latency 7 or 12 us", (result, figures) =>
        {
            Assert.Equal(3, result.States.Count);
            Assert.True(result.MaxServed < 13.5e-6, figures);
        });
    }

    [Fact]
    public void S009_Stalls_AreNotUsed() =>
        Measure(new() { Seconds = 20_000, Pulse = new() { Stalls = 0.05 } }, "stalls 5 %", (result, figures) =>
        {
            Assert.True(result.Rms < 240e-9, figures);
            Assert.InRange(result.Last!.Pulses.Late, 850, 1150);
            Assert.Equal(3, result.States.Count);
        });

    [Theory]
    [InlineData("day cycle, 0.3 ppm", 0.3e-6, 86_400, 0, 250)]
    [InlineData("heating, 0.5 ppm in an hour's cycle", 0.5e-6, 3600, 0, 450)]
    [InlineData("white frequency noise 1e-9", 0, 1, 1e-9, 250)]
    public void S010_OtherClocksThanTheModel_AreFollowed(string why, double amplitude, double period, double white, double limitNanoseconds)
    {
        Scenario scenario = new()
        {
            Seconds = 86_400,
            StatisticsFrom = 3600,
            Oscillator = new() { Wander = 3e-10, WhiteNoise = white },
            Temperature = Cycle(amplitude, period),
        };
        Measure(scenario, why, (result, figures) => Assert.True(result.Rms < limitNanoseconds * 1e-9, figures));
    }

    [Fact]
    public void S011_EverythingAtOnce_StaysLockedAndHonest()
    {
        Scenario scenario = new()
        {
            Seconds = 86_400,
            StatisticsFrom = 3600,
            Temperature = Cycle(0.2e-6, 86_400),
            Pulse = new() { Latency = 6e-6, Jitter = 0.3e-6, Tail = 1.5e-6, Stalls = 0.01, Missing = 0.02, Doubles = 0.01 },
            Options = new DisciplineOptions(),
        };
        Measure(scenario, "a Raspberry Pi", (result, figures) =>
        {
            Assert.Equal(3, result.States.Count);
            Assert.True(Math.Abs(result.Mean + 7.5e-6) < 60e-9, figures);
        });
    }

    [Theory]
    [InlineData("50 us", 50e-6, 0, 6e-6)]
    [InlineData("50 us, stalls 5 % that cannot be told from it", 50e-6, 0.05, 10e-6)]
    [InlineData("10 ns", 10e-9, 0, 10e-9)]
    [InlineData("10 ns, stalls 10 %", 10e-9, 0.1, 30e-9)]
    public void S012_AnyJitter_IsLearnedFromThePulses(string why, double jitter, double stalls, double limit)
    {
        Scenario scenario = new()
        {
            Seconds = 20_000,
            StatisticsFrom = 4000,
            Pulse = new() { Jitter = jitter, Stalls = stalls },
            Options = NoSystematicError with { StampUncertainty = NtpDuration.FromSeconds(stalls * 75e-6) },
        };
        Measure(scenario, why, (result, figures) =>
        {
            Assert.True(result.LockedAt <= 90, figures);
            Assert.True(result.Rms < limit, figures);
            Assert.Equal(3, result.States.Count);
        });
    }

    private static ReceiverModel Without(long from, long to) => new() { Outages = [new Stretch(from, to)] };

    /// <summary>A frequency that follows a sine.</summary>
    private static TemperatureModel Cycle(double amplitude, double period) => new() { Coefficient = amplitude, Swing = 1, Period = period, Lag = 1 };

    private void Measure(Scenario scenario, string why, Action<SimulationResult, string> limits)
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            SimulationResult result = SimulationRun.Of(scenario, seed);
            string states = string.Join(", ", result.States.Select(static s => $"{s.Second} {s.State} ({s.Reason})"));
            string figures = string.Create(CultureInfo.InvariantCulture, $"{why}, seed {seed}: {result}\n    {states}");
            output.WriteLine(figures);

            // Scenario 008, in all of them.
            Assert.True(result.Dishonest == 0, figures);
            Assert.True(result.Served > 0, figures);
            limits(result, figures);
        }
    }
}
