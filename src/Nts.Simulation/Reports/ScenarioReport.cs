using System;
using System.Collections.Generic;
using System.IO;
using Nts.Simulation.Files;

namespace Nts.Simulation.Reports;

/// <summary>Runs a scenario with its seeds, one after the other, and says what came of it.</summary>
/// <param name="writer">Gets the table.</param>
public sealed class ScenarioReport(TextWriter writer)
{
    /// <summary>Runs it; false when a seed broke a limit.</summary>
    /// <param name="name">The scenario's name.</param>
    /// <param name="file">What runs.</param>
    /// <param name="seeds">With which seeds; one or more.</param>
    /// <param name="plot">Gets a drawing of the first seed; null for none.</param>
    /// <param name="csv">Gets every second of every seed; null for none.</param>
    /// <param name="each">Gets the figures of every seed; null for nobody.</param>
    public bool Run(string name, ScenarioFile file, IReadOnlyList<int> seeds, TextWriter? plot = null, TextWriter? csv = null, Action<int, SimulationResult>? each = null)
    {
        ResultTable table = new(writer);
        TraceCsv? traces = csv is null ? null : new TraceCsv(csv);
        PlotData? drawn = plot is null ? null : new PlotData(file.Scenario);
        table.Begin(name, file);
        TimeSpan took = TimeSpan.Zero;
        foreach (int seed in seeds)
        {
            PlotData? data = seed == seeds[0] ? drawn : null;
            TimeSpan before = Environment.CpuUsage.TotalTime;
            SimulationResult result = SimulationRun.Of(file.Scenario, seed, data is null && traces is null ? null : point =>
            {
                data?.Add(point);
                traces?.Write(seed, point);
            });
            took += Environment.CpuUsage.TotalTime - before;
            table.Add(seed, result, file);
            each?.Invoke(seed, result);
            if (data is not null)
            {
                plot!.Write(ScenarioPlot.Draw($"{name}: {file.Title}", seed, data, result));
            }
        }

        table.End((double)file.Scenario.Seconds * seeds.Count, took);
        return table.IsKept;
    }
}
