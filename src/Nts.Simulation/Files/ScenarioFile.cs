using System.Collections.Generic;
using System.Linq;
using Nts.Configuration;

namespace Nts.Simulation.Files;

/// <summary>A scenario as a file has it: what runs, with which seeds, and the limits that each run keeps.</summary>
public sealed class ScenarioFile
{
    private readonly Dictionary<string, Limit> _limits = new() { [Limit.Honesty.Key] = Limit.Honesty };

    private ScenarioFile()
    {
    }

    /// <summary>What it is about, in a line.</summary>
    public string Title { get; internal set; } = "";

    /// <summary>The seeds that it runs with.</summary>
    public IReadOnlyList<int> Seeds { get; internal set; } = [1, 2, 3, 4, 5];

    /// <summary>What runs.</summary>
    public Scenario Scenario { get; internal set; } = new();

    /// <summary>The limits; that no second is dishonest is always among them.</summary>
    public IReadOnlyCollection<Limit> Limits => _limits.Values;

    /// <summary>Reads a file's text; a scenario is returned only when there is no problem at all.</summary>
    /// <param name="text">The text.</param>
    /// <param name="seconds">Simulated time in place of the text's; null for the text's.</param>
    public static (ScenarioFile? File, IReadOnlyList<ConfigurationProblem> Problems) Read(string text, long? seconds = null)
    {
        ScenarioFile file = new();
        List<ConfigurationProblem> problems = SettingsText.Apply(text, ScenarioSettings.All, file);
        file.Scenario = file.Scenario with { Seconds = seconds ?? file.Scenario.Seconds };
        if (file.Title.Length == 0 && problems.Count == 0)
        {
            problems.Add(new(0, "the scenario has no title", "set title in [scenario]"));
        }

        if (file.Scenario.StatisticsFrom >= file.Scenario.Seconds)
        {
            problems.Add(new(0, "the statistics begin when all is over", "set statistics-from in [scenario] below seconds"));
        }

        return (problems.Count == 0 ? file : null, problems);
    }

    /// <summary>What a result breaks: one line for each limit.</summary>
    public IEnumerable<string> Broken(SimulationResult result) =>
        from limit in Limits
        let instead = limit.Broken(result)
        where instead is not null
        select $"{limit.Key} is {instead}, the limit {limit.Wanted}";

    internal void Add(Limit limit) => _limits[limit.Key] = limit;
}
