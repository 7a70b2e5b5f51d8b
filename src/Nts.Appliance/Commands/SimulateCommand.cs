using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
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
        Command command = new("simulate", "Run the discipline on a simulated crystal and receiver, and hold it against the truth.") { scenario, seeds, seconds, plot, csv };
        command.SetAction(result =>
        {
            IReadOnlyList<int>? chosen = null;
            if (result.GetValue(seeds) is { } text && SeedList.TryParse(text, out IReadOnlyList<int> parsed))
            {
                chosen = parsed;
            }

            Choices choices = new(chosen, result.GetValue(seconds), result.GetValue(plot), result.GetValue(csv));
            return result.GetValue(scenario) is { } words ? Run(words, choices) : List();
        });
        return command;
    }

    private static int List()
    {
        foreach (string path in ScenarioFolder.All)
        {
            Console.Out.WriteLine($"{ScenarioFolder.NameOf(path),-32}  {ScenarioFolder.Read(path).File?.Title ?? "(not readable)"}");
        }

        return 0;
    }

    private static int Run(string words, Choices choices)
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

        int[] codes = [.. paths.Select(path => Run(path, choices, Console.Out))];
        if (codes.Length > 1)
        {
            Console.Out.WriteLine($"{codes.Count(code => code == 0)} of {codes.Length} scenarios keep their limits");
        }

        return codes.Max();
    }

    private static int Run(string path, Choices choices, TextWriter output)
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
            return new ScenarioReport(output).Run(ScenarioFolder.NameOf(path), file, choices.Seeds ?? file.Seeds, plot, csv) ? 0 : LimitBroken;
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
