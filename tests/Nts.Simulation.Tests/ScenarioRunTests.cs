using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Configuration;
using Nts.Simulation.Files;
using Nts.Simulation.Reports;
using Xunit.Abstractions;

namespace Nts.Simulation;

/// <summary>Every scenario file with its seeds, held against its limits. <c>NTS_SCENARIOS=all</c> runs all seeds of all files.</summary>
public sealed class ScenarioRunTests(ITestOutputHelper output)
{
    /// <summary>Simulated seconds of one file without <c>NTS_SCENARIOS=all</c>: all seeds of short scenarios, and as many of long ones as fit.</summary>
    private const long Budget = 200_000;

    private static bool IsWhole => Environment.GetEnvironmentVariable("NTS_SCENARIOS") == "all";

    public static TheoryData<string> Names() => [.. ScenarioFolder.All.Select(ScenarioFolder.NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Scenario_OfEveryFile_KeepsItsLimits(string name)
    {
        ScenarioFile file = Read(name);
        IEnumerable<int> seeds = file.Seeds.Take(IsWhole ? int.MaxValue : (int)Math.Max(1, Budget / file.Scenario.Seconds));
        StringWriter text = new();
        ResultTable table = new(text);
        table.Begin(name, file);
        foreach (int seed in seeds)
        {
            SimulationResult result = SimulationRun.Of(file.Scenario, seed);
            table.Add(seed, result, file);
            Assert.True(result.Served > 0, $"{name} never serves: its honesty shows nothing.");
        }

        output.WriteLine(text.ToString());
        Assert.True(table.IsKept, text + string.Join("\n", table.Broken));
    }

    [Fact]
    public void Files_OfAllScenarios_HaveNumbersOfTheirOwn()
    {
        string[] numbers = [.. ScenarioFolder.All.Select(path => ScenarioFolder.NameOf(path)[..3])];
        Assert.NotEmpty(numbers);
        Assert.All(numbers, number => Assert.True(number.All(char.IsAsciiDigit), number));
        Assert.Equal(numbers.Distinct(), numbers);
    }

    internal static ScenarioFile Read(string words)
    {
        (ScenarioFile? file, IReadOnlyList<ConfigurationProblem> problems) = ScenarioFolder.Read(ScenarioFolder.Find(words)!);
        Assert.Empty(problems);
        return file!;
    }
}
