using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Nts.Simulation;
using Nts.Simulation.Files;

namespace Nts.Rivals;

/// <summary>What happens to a simulated clock second by second, for chronyd to be given the same, and what ours makes of it.</summary>
internal static class Program
{
    /// <summary>clknetsim has a pulse every second; chronyd drops one that would be this many seconds off, as if there were none.</summary>
    private const double NoPulse = 1e10;

    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (arguments is not [var name, var seedText, var directory] || !int.TryParse(seedText, out int seed) || ScenarioFolder.Find(name) is not { } path)
        {
            Console.Error.WriteLine($"usage: nts-rivals SCENARIO SEED DIRECTORY\n  scenarios: {string.Join(' ', ScenarioFolder.All.Select(ScenarioFolder.NameOf))}");
            return 2;
        }

        Scenario scenario = ScenarioFolder.Read(path).File!.Scenario;
        scenario = scenario with { Pulse = scenario.Pulse with { Latency = scenario.Pulse.Latency - MeanLateness(scenario.Pulse) } };
        Write(scenario, seed, directory);
        long outage = scenario.Receiver.Outages.Select(outage => outage.From).FirstOrDefault();
        Console.WriteLine($"{scenario.Seconds} {scenario.StatisticsFrom} {scenario.InitialError:R} {Theory(scenario)} {outage}");
        return 0;
    }

    /// <summary>Writes <c>frequency</c>, of the second that begins, from second 0; <c>late</c>, of the pulse, from second 1; <c>ours</c>, the
    /// clock's error when a second begins and its root distance while it is served, from second 0.</summary>
    private static void Write(Scenario scenario, int seed, string directory)
    {
        using StreamWriter frequency = new(Path.Combine(directory, "frequency"));
        using StreamWriter late = new(Path.Combine(directory, "late"));
        using StreamWriter ours = new(Path.Combine(directory, "ours"));
        Oscillator oscillator = new(scenario.Oscillator, scenario.Temperature, seed);
        PulsePath pulses = new(scenario.Pulse, seed);
        for (long second = 0; second <= scenario.Seconds; second++)
        {
            frequency.WriteLine($"{oscillator.Next(second):R}");
            PulseStamp stamp = pulses.Next();
            if (second > 0)
            {
                bool isMissing = stamp.IsMissing || scenario.Receiver.Outages.Any(outage => outage.Holds(second));
                late.WriteLine($"{(isMissing ? NoPulse : stamp.Late - stamp.Told):R}");
            }
        }

        ours.WriteLine($"{scenario.InitialError:R}");
        SimulationRun.Of(scenario, seed, point => ours.WriteLine($"{point.Error:R}\t{point.Bound:R}"));
    }

    /// <summary>How late stamps are on the average, which a calibration takes away.</summary>
    private static double MeanLateness(PulseModel pulse) =>
        pulse.Latency + pulse.Tail + (pulse.ModeShift / 2) + (pulse.Stalls * (pulse.StallFrom + pulse.StallTo) / 2);

    /// <summary>What the continuous Kalman filter reaches that knows the noise, in ns: σ² = √2 R^¾ A^¼, R the variance of a stamp, A that of the
    /// wander in a second. A dash where there is more than these two.</summary>
    private static string Theory(Scenario scenario)
    {
        if (scenario.Temperature.Coefficient != 0 || scenario.Oscillator.Flicker != 0 || scenario.Oscillator.WhiteNoise != 0)
        {
            return "-";
        }

        double stamp = Math.Pow(scenario.Pulse.Jitter, 2) + Math.Pow(scenario.Pulse.Tail, 2);
        double wander = Math.Pow(scenario.Oscillator.Wander, 2);
        return $"{1e9 * Math.Sqrt(Math.Sqrt(2) * Math.Pow(stamp, 0.75) * Math.Pow(wander, 0.25)):0.0}";
    }
}
