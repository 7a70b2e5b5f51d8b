using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Nts.Simulation.Files;

namespace Nts.Simulation.Reports;

/// <summary>The figures of a scenario as a table for people: a line a seed, and one for all of them.</summary>
public sealed class ResultTable(TextWriter writer)
{
    private static readonly string[] Heads = ["seed", "lock", "rms", "mean", "99.9 %", "max", "mean bound", "dishonest", "limits"];
    private static readonly int[] Widths = [6, 9, 11, 12, 11, 11, 12, 11, 9];
    private readonly List<SimulationResult> _results = [];
    private readonly List<string> _broken = [];
    private int _kept;

    /// <summary>Whether all limits held so far.</summary>
    public bool IsKept => _broken.Count == 0;

    /// <summary>What broke which limit.</summary>
    public IReadOnlyList<string> Broken => _broken;

    /// <summary>Writes the heading of a scenario.</summary>
    public void Begin(string name, ScenarioFile file)
    {
        writer.WriteLine($"{name}: {file.Title}");
        writer.WriteLine();
        Line(Heads);
    }

    /// <summary>Writes the line of a seed.</summary>
    public void Add(int seed, SimulationResult result, ScenarioFile file)
    {
        string[] broken = [.. file.Broken(result)];
        _broken.AddRange(broken.Select(text => string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {text}")));
        _kept += broken.Length == 0 ? 1 : 0;
        _results.Add(result);
        Line(
            seed.ToString(CultureInfo.InvariantCulture),
            Lock(result.LockedAt),
            Quantity.OfTime(result.Rms),
            Signed(result.Mean),
            Quantity.OfTime(result.P999),
            Quantity.OfTime(result.Max),
            Quantity.OfTime(result.MeanBound),
            Seconds(result.Dishonest),
            broken.Length == 0 ? "kept" : "BROKEN");
    }

    /// <summary>Writes the line of all seeds, and what broke which limit.</summary>
    /// <param name="seconds">Simulated time of all seeds.</param>
    /// <param name="took">Processor time that it took.</param>
    public void End(double seconds, TimeSpan took)
    {
        SizeHistogram sizes = new();
        _results.ForEach(result => sizes.Add(result.Sizes));
        Line(
            "all",
            Lock(_results.Any(r => r.LockedAt is null) ? null : _results.Max(r => r.LockedAt)),
            Quantity.OfTime(Math.Sqrt(_results.Average(r => r.Rms * r.Rms))),
            Signed(_results.Average(r => r.Mean)),
            Quantity.OfTime(Math.Min(sizes.Percentile(0.999), _results.Max(r => r.Max))),
            Quantity.OfTime(_results.Max(r => r.Max)),
            Quantity.OfTime(_results.Average(r => r.MeanBound)),
            Seconds(_results.Sum(r => r.Dishonest)),
            string.Create(CultureInfo.InvariantCulture, $"{_kept} of {_results.Count}"));
        _broken.ForEach(text => writer.WriteLine("  " + text));
        Outages();
        ClientResult[] clients = [.. _results.Select(r => r.Client).Where(client => client.Answers > 0)];
        if (clients.Length > 0)
        {
            writer.WriteLine();
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  a client: {clients.Sum(c => c.Answers)} answers, rms {Quantity.OfTime(Math.Sqrt(clients.Average(c => c.Rms * c.Rms)))}, the worst error filled {clients.Max(c => c.WorstShare):0 %} of the root distance, dishonest {Seconds(clients.Sum(c => c.Dishonest))}"));
        }

        writer.WriteLine();
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {seconds:0} s in {took.TotalSeconds:0.0} s of processor time: {seconds / took.TotalSeconds:0} x real time on one core"));
        writer.WriteLine();
    }

    /// <summary>Writes where the clocks had got at the end of each stretch without pulses, over all seeds.</summary>
    private void Outages()
    {
        foreach (IGrouping<Stretch, OutageResult> ends in _results.SelectMany(r => r.Outages).GroupBy(end => end.When))
        {
            double error = Rms(ends.Select(end => end.Error));
            OutageResult[] served = [.. ends.Where(end => end.Bound is not null)];
            string claim = served.Length == 0 ? "not served any longer" : string.Create(
                CultureInfo.InvariantCulture,
                $"bound {Quantity.OfTime(served.Average(end => end.Bound.GetValueOrDefault()))}, {served.Average(end => end.Bound.GetValueOrDefault()) / Rms(served.Select(end => end.Error)):0.0} x the error, which filled {served.Max(end => Math.Abs(end.Error) / end.Bound.GetValueOrDefault()):0 %} of it at most");
            writer.WriteLine();
            writer.WriteLine($"  after {Seconds(ends.Key.To - ends.Key.From)} without pulses: off by {Quantity.OfTime(error)} (rms of {ends.Count()}), with the last frequency kept {Quantity.OfTime(Rms(ends.Select(end => end.Kept)))}; {claim}");
        }
    }

    private static double Rms(IEnumerable<double> values) => Math.Sqrt(values.Average(value => value * value));

    private static string Lock(long? second) => second is long s ? Seconds(s) : "never";

    private static string Seconds(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} s");

    private static string Signed(double seconds) => (seconds >= 0 ? "+" : "") + Quantity.OfTime(seconds);

    private void Line(params IReadOnlyList<string> cells) => writer.WriteLine(string.Concat(cells.Select((cell, i) => cell.PadLeft(Widths[i]))));
}
