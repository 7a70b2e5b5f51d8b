using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>
/// Random boxes, by the hundred or by as many as NTS_BOXES says: no second of any may be further from the truth than clients are told, the clock is never
/// stepped while it is served, and never slewed faster than allowed. A box is reproduced by its seed alone: NTS_BOX_SEED=SEED NTS_BOXES=1.
/// </summary>
public sealed class HonestyTests
{
    private const int UsualBoxes = 100;

    [Fact]
    public void Run_RandomBoxes_NeverClaimMoreThanIsTrue()
    {
        int boxes = Number("NTS_BOXES", UsualBoxes);
        int first = Number("NTS_BOX_SEED", 1);
        List<(int Seed, string Wrong)> wrong = [];
        (long served, int locked) = (0, 0);
        Parallel.For(first, first + boxes, new ParallelOptions { MaxDegreeOfParallelism = boxes > UsualBoxes ? 2 : 1 }, seed =>
        {
            Scenario box = RandomBox(seed);
            SimulationResult result = SimulationRun.Of(box, seed);
            string? broken = result.Dishonest > 0 ? $"{result.Dishonest} dishonest seconds ({string.Join(", ", result.FirstDishonest.Select(Told))})"
                : result.StepsWhileServed > 0 ? "stepped while served"
                : result.FastestSlew > box.Options.MaximumSlew.Ratio + 2e-6 ? $"slewed by {result.FastestSlew}"
                : null;
            lock (wrong)
            {
                served += result.Served;
                locked += result.LockedAt is null ? 0 : 1;
                if (broken is not null)
                {
                    wrong.Add((seed, string.Create(CultureInfo.InvariantCulture, $"NTS_BOX_SEED={seed}: {broken}\n    {result}\n    {box.Oscillator}\n    {box.Temperature}\n    {box.Pulse}\n    {string.Join(' ', box.Receiver.Outages)} restarts {string.Join(' ', box.Restarts)} memory {box.HasMemory} {box.MemoryError}\n    {string.Join(", ", result.States)}")));
                }
            }
        });

        if (Environment.GetEnvironmentVariable("NTS_BOXES_REPORT") is string file)
        {
            File.WriteAllText(file, $"seeds {first} to {first + boxes - 1}: {locked} locked, {served} seconds served, {wrong.Count} wrong\n{string.Join('\n', wrong.OrderBy(w => w.Seed).Take(20).Select(w => w.Wrong))}\n");
        }

        Assert.True(locked > 0.9 * boxes, $"only {locked} ever locked");
        Assert.Empty(wrong.OrderBy(w => w.Seed).Take(5).Select(w => w.Wrong));
    }

    private static string Told((long Second, double Error, double Bound) moment) =>
        string.Create(CultureInfo.InvariantCulture, $"at {moment.Second}: {moment.Error:0.00e0} of {moment.Bound:0.00e0}");

    /// <summary>A box of three to eight hours, with outages and sometimes a restart. What rehearsals cannot have seen is within the drift that the options allow.</summary>
    private static Scenario RandomBox(int seed)
    {
        Random random = new(seed);
        bool Chance(double chance) => random.NextDouble() < chance;
        double Between(double least, double most) => least * Math.Pow(most / least, random.NextDouble());
        long seconds = (long)Between(10_000, 30_000);
        double jitter = Between(20e-9, 5e-6);
        double shift = Chance(0.2) ? Between(1e-6, 6e-6) : 0;
        double tail = Chance(0.4) ? Between(0.2e-6, 2e-6) : 0;
        double coefficient = Chance(0.6) ? Between(0.005e-6, 0.05e-6) : 0;
        List<Stretch> outages = [];
        for (long at = (long)Between(300, 20_000); at < seconds && Chance(0.8); at += (long)Between(300, 10_000))
        {
            long end = at + (long)Between(5, 6_000);
            outages.Add(new Stretch(at, end));
            at = end;
        }

        List<Stretch> restarts = [];
        if (Chance(0.3))
        {
            long at = (long)Between(600, seconds);
            restarts.Add(new Stretch(at, at + (long)Between(10, 3_000)));
        }

        return new Scenario
        {
            Seconds = seconds,
            StatisticsFrom = 60,
            InitialError = Chance(0.1) ? -1e9 : (random.NextDouble() - 0.5) * Between(1e-6, 10),
            Restarts = restarts,
            HasMemory = Chance(0.8),
            MemoryError = Chance(0.5) ? (random.NextDouble() - 0.5) * Between(1e-9, 40e-6) : 0,
            Oscillator = new()
            {
                FrequencyError = (random.NextDouble() - 0.5) * 160e-6,
                Wander = Chance(0.1) ? 0 : Between(1e-11, 3e-9),
                WhiteNoise = Chance(0.3) ? Between(1e-10, 5e-9) : 0,
                Flicker = Chance(0.4) ? Between(1e-10, 3e-9) : 0,
            },
            Temperature = new()
            {
                Coefficient = coefficient,
                Swing = Between(0.3, 3),
                LoadAtCrystal = Chance(0.5) ? Between(0.5, 3) : 0,
                LoadAtSensor = 10,
                LoadSeconds = Between(300, 3_000),
                Lag = Between(50, 400),
                HasSensor = Chance(0.5),
            },
            Pulse = new()
            {
                Jitter = jitter,
                Tail = tail,
                Latency = -tail,
                Stalls = Chance(0.3) ? Between(0.001, 0.05) : 0,
                Missing = Chance(0.3) ? Between(0.001, 0.3) : 0,
                Doubles = Chance(0.2) ? Between(0.001, 0.1) : 0,
                ModeShift = shift,
                // Modes that are 50 times the jitter apart and last seconds are not bounded to the last second yet: docs/discipline.md says so.
                ModeSeconds = Between(120, 3_000),
            },
            Receiver = new() { FirstPulse = (long)Between(1, 60), Outages = outages },

            // A shift of the latency is a systematic error, and so is the mean of a tail that a filter does not follow to the last.
            Options = new() { StampUncertainty = NtpDuration.FromSeconds(shift + tail), HoldoverLimit = NtpDuration.FromMilliseconds(Chance(0.5) ? 1 : 100) },
        };
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : usual;
}
