using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Nts.Drivers.GpsPps.Lives;

/// <summary>What many lives come to.</summary>
internal sealed class LifeStatistics
{
    private readonly List<(int Seed, LifeResult Life)> _lives = [];

    /// <summary>Lives within the rules that had a wrong label: there must be none.</summary>
    public IEnumerable<(int Seed, LifeResult Life)> Wrong => _lives.Where(l => l.Life.Wrong is not null && !l.Life.Plan.IsBeyondTheRules);

    public void Add(int seed, LifeResult life) => _lives.Add((seed, life));

    public override string ToString()
    {
        StringBuilder text = new();
        List<LifeResult> beyond = [.. _lives.Select(l => l.Life).Where(l => l.Plan.IsBeyondTheRules)];
        text.Append(CultureInfo.InvariantCulture, $"{_lives.Count} lives, {_lives.Sum(l => (long)l.Life.Plan.Seconds)} s simulated, {_lives.Sum(l => (long)l.Life.Labels)} labels, wrong lives: {Wrong.Count()}\n");
        text.Append(CultureInfo.InvariantCulture, $"beyond the rules, where labels may be wrong: {beyond.Count} lives, wrong {beyond.Count(l => l.Wrong is not null)}\n");
        text.Append("| receiver | lives | with labels | first label after the fix, median | worst |\n| --- | ---: | ---: | ---: | ---: |\n");
        foreach (IGrouping<Family, LifeResult> family in _lives.Select(l => l.Life).Where(l => !l.Plan.IsBeyondTheRules).GroupBy(l => l.Plan.Family).OrderBy(g => g.Key))
        {
            double[] first = [.. family.Select(l => l.FirstLabel).OfType<double>().Order()];
            string median = first.Length == 0 ? "–" : first[first.Length / 2].ToString("0.0 s", CultureInfo.InvariantCulture);
            string worst = first.Length == 0 ? "–" : first[^1].ToString("0.0 s", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"| {family.Key} | {family.Count()} | {first.Length} | {median} | {worst} |\n");
        }

        text.AppendJoin(", ", _lives.Where(l => l.Life.Labels == 0).GroupBy(l => l.Life.State).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}"));
        return text.Insert(text.ToString().LastIndexOf('\n') + 1, "without a label: ").ToString();
    }
}
