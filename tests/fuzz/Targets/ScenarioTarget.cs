using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nts.Configuration;
using Nts.Simulation.Files;

namespace Nts.Fuzz.Targets;

/// <summary>A scenario file of the simulator, which a person edits.</summary>
internal sealed class ScenarioTarget : IFuzzTarget
{
    public string Name => "scenario";

    public int MaxLength => 600;

    public IEnumerable<byte[]> Seeds { get; } =
    [
        .. ScenarioSettings.All.Select(setting => Encoding.UTF8.GetBytes($"[{setting.Section}]\n{setting.Key} = {setting.Default}\n")),
        "[scenario]\ntitle = t\n[receiver]\noutages = 1 h to 70 min, 2 h to 3 h\nfaults = 1 h to 64 min: label +1, 2 h to 3 h: late -1 ms\n"u8.ToArray(),
        "[scenario]\ntitle = t\nseeds = 1, 3, 7-9\n[limits]\nmean = -1 us to 2 us\nstates = coarse, acquiring, locked\n"u8.ToArray(),
    ];

    public IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. ScenarioSettings.All.Select(setting => Encoding.UTF8.GetBytes(setting.Key + " = ")),
        .. ScenarioSettings.All.Select(setting => Encoding.UTF8.GetBytes(setting.Default)),
        " to "u8.ToArray(), ": label "u8.ToArray(), ": late "u8.ToArray(), " ppm"u8.ToArray(), " %"u8.ToArray(), " h"u8.ToArray(), "-"u8.ToArray(), ", "u8.ToArray(),
        "99999999999999999999"u8.ToArray(), "1e99"u8.ToArray(), "1e-30"u8.ToArray(), "\n"u8.ToArray(), "#"u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        (ScenarioFile? file, IReadOnlyList<ConfigurationProblem> problems) = ScenarioFile.Read(text);
        BrokenRuleException.Unless((file is null) == (problems.Count > 0), "a file is right, or has problems");
        BrokenRuleException.Unless(problems.All(problem => problem.Line <= 1 + text.Count(c => c == '\n')), "problems name a line of the file");
        BrokenRuleException.Unless(file is null || (file.Title.Length > 0 && file.Seeds.Count > 0 && file.Scenario.Seconds > file.Scenario.StatisticsFrom), "a scenario can run");
        BrokenRuleException.Unless(file is null || file.Limits.Any(limit => limit.Key == "dishonest"), "no file goes without honesty");
    }
}
