using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Configuration;
using Nts.Server;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance check-config</c>: whether a configuration file is good, and what follows from it; changes nothing.</summary>
/// <remarks>Exit code 0 when it is good, 1 when a file that it names has wrong permissions or the socket unit differs from it, 2 when it is not good or the command line is wrong.</remarks>
internal static class CheckConfigCommand
{
    private const int NeedsAttention = 1;
    private const int BadConfiguration = 2;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Argument<string?> file = new("file")
        {
            Description = $"The file. Without it {ConfigurationPlace.OfBootPartition}, else {ConfigurationPlace.OfSystem}.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Option<bool> sample = new("--sample") { Description = "Print a complete file with every key, its meaning and its default instead." };
        Option<string> root = new("--root") { Description = "The folder in which nts-appliance.socket is looked for, which must open what the file names.", HelpName = "DIR", DefaultValueFactory = _ => "/" };
        Command command = new("check-config", "Say whether a configuration file is good and what follows from it, or all that is wrong with it.") { file, json, sample, root };
        command.SetAction(result =>
        {
            if (result.GetValue(sample))
            {
                Console.Out.Write(SampleConfiguration.Render());
                return 0;
            }

            ConfigurationFile read = ConfigurationReader.ReadFile(result.GetValue(file));
            ConfigurationProblem[] around = read.Configuration is { } good ? [.. Around(good, result.GetValue(root)!)] : [];
            Console.Out.WriteLine(result.GetValue(json) ? Json(read, around) : Text(read, around));
            return read.Configuration is null ? BadConfiguration : around.Length > 0 ? NeedsAttention : 0;
        });
        return command;
    }

    /// <summary>What is wrong beside the file itself.</summary>
    private static IEnumerable<ConfigurationProblem> Around(ApplianceConfiguration configuration, string root)
    {
        foreach (SecretProblem secret in Secrets.Problems(configuration))
        {
            yield return new(0, secret.Reason, secret.Fix);
        }

        if (configuration.Display.ZoneProblem is { } zone)
        {
            yield return zone;
        }

        foreach (ConfigurationProblem difference in SocketUnit.Installed(root)?.DifferencesTo(configuration) ?? [])
        {
            yield return difference;
        }
    }

    private static string Text(ConfigurationFile file, ConfigurationProblem[] around)
    {
        if (file.Configuration is not { } configuration)
        {
            return string.Join('\n', file.Problems.Select(problem => $"{file.Name}: {problem}"));
        }

        string verdict = file.Path is null ? file.Description : $"{file.Path} is good";
        return string.Join('\n', [verdict, Columns.Rows([.. ConfigurationSummary.Rows(configuration)]), .. around.Select(problem => $"PROBLEM: {problem}")]);
    }

    private static string Json(ConfigurationFile file, ConfigurationProblem[] around) => JsonSerializer.Serialize(
        new ConfigurationVerdict(
            file.Path,
            file.Configuration is not null,
            [.. file.Problems, .. around],
            file.Entries.ToDictionary(entry => $"{entry.Section}/{entry.Key}", entry => entry.Value)),
        ConfigurationJson.Default.ConfigurationVerdict);
}
