using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using Nts.Configuration;
using Nts.Simulation.Files;
using Nts.Simulation.Reports;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance simulate</c>: the discipline on a simulated crystal and receiver, with the truth beside it.</summary>
/// <remarks>Exit code 0 when all limits hold, 1 when not, 2 for a file that cannot be read or a wrong command line.</remarks>
internal static class SimulateCommand
{
    private const int LimitBroken = 1;
    private const int Unreadable = 2;
    private const string All = "all";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Argument<string> scenario = new("scenario")
        {
            Description = "A scenario's file, its name or how that begins, such as 101, or 'all'. Without it they are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> seeds = new("--seeds") { Description = "Seeds of the random numbers, such as 1-5, in place of the file's." };
        Option<long?> seconds = new("--seconds") { Description = "Simulated seconds, in place of the file's." };
        Option<string> plot = new("--plot") { Description = "Draw the first seed to this file (SVG)." };
        Option<string> csv = new("--csv") { Description = "Write every second of every seed to this file." };
        Option<bool> json = new("--json") { Description = "Print JSON in place of the table." };
        seeds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && !SeedList.TryParse(text, out _))
            {
                result.AddError($"'{text}' are no seeds: write 1-5 or 1, 3, 7-9");
            }
        });
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() is <= 0 or > 100_000_000)
            {
                result.AddError("simulated seconds are from 1 to 100000000");
            }
        });
        Command command = new("simulate", "Run the discipline on a simulated crystal and receiver, and hold it against the truth.") { scenario, seeds, seconds, plot, csv, json };
        command.SetAction(result =>
        {
            IReadOnlyList<int>? chosen = null;
            if (result.GetValue(seeds) is { } text && SeedList.TryParse(text, out IReadOnlyList<int> parsed))
            {
                chosen = parsed;
            }

            Choices choices = new(chosen, result.GetValue(seconds), result.GetValue(plot), result.GetValue(csv));
            List<ScenarioFigures>? figures = result.GetValue(json) ? [] : null;
            int code = result.GetValue(scenario) is { } words ? Run(words, choices, figures) : List(figures);
            if (figures is not null)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(figures, CommandJson.Default.ListScenarioFigures));
            }

            return code;
        });
        return command;
    }

    private static int List(List<ScenarioFigures>? figures)
    {
        foreach (string path in ScenarioFolder.All)
        {
            string title = ScenarioFolder.Read(path).File?.Title ?? "(not readable)";
            if (figures is not null)
            {
                figures.Add(new(ScenarioFolder.NameOf(path), title, null, []));
                continue;
            }

            Console.Out.WriteLine($"{ScenarioFolder.NameOf(path),-32}  {title}");
        }

        return 0;
    }

    private static int Run(string words, Choices choices, List<ScenarioFigures>? figures)
    {
        if (words == All && (choices.Plot ?? choices.Csv) is not null)
        {
            Console.Error.WriteLine("--plot and --csv show one scenario, not all");
            return Unreadable;
        }

        string[] paths = words == All ? [.. ScenarioFolder.All] : ScenarioFolder.Find(words) is { } one ? [one] : [];
        if (paths.Length == 0)
        {
            Console.Error.WriteLine($"there is no scenario '{words}', or more than one: 'nts-appliance simulate' lists them");
            return Unreadable;
        }

        TextWriter output = figures is null ? Console.Out : TextWriter.Null;
        int[] codes = [.. paths.Select(path => Run(path, choices, output, figures))];
        if (codes.Length > 1)
        {
            output.WriteLine($"{codes.Count(code => code == 0)} of {codes.Length} scenarios keep their limits");
        }

        return codes.Max();
    }

    private static int Run(string path, Choices choices, TextWriter output, List<ScenarioFigures>? figures)
    {
        (ScenarioFile? file, IReadOnlyList<ConfigurationProblem> problems) = ScenarioFolder.Read(path, choices.Seconds);
        if (file is null)
        {
            foreach (ConfigurationProblem problem in problems)
            {
                Console.Error.WriteLine($"{path}: {problem}");
            }

            return Unreadable;
        }

        try
        {
            using StreamWriter? plot = choices.Plot is { } drawing ? new StreamWriter(drawing) : null;
            using StreamWriter? csv = choices.Csv is { } table ? new StreamWriter(table) : null;
            List<SeedFigures> seeds = [];
            bool isKept = new ScenarioReport(output).Run(
                ScenarioFolder.NameOf(path), file, choices.Seeds ?? file.Seeds, plot, csv, figures is null ? null : (seed, result) => seeds.Add(SeedFigures.Of(seed, result, file)));
            figures?.Add(new(ScenarioFolder.NameOf(path), file.Title, isKept, seeds));
            return isKept ? 0 : LimitBroken;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return Unreadable;
        }
    }

    /// <summary>What was asked for in place of what the file says.</summary>
    private sealed record Choices(IReadOnlyList<int>? Seeds, long? Seconds, string? Plot, string? Csv);
}
