using System;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Configuration;
using Nts.Server;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance check-config</c>: whether a configuration file is good, and what follows from it; changes nothing.</summary>
/// <remarks>Exit code 0 when it is good, 1 when a file that it names has wrong permissions, 2 when it is not good or the command line is wrong.</remarks>
internal static class CheckConfigCommand
{
    private const int OpenSecret = 1;
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
        Command command = new("check-config", "Say whether a configuration file is good and what follows from it, or all that is wrong with it.") { file, json, sample };
        command.SetAction(result =>
        {
            if (result.GetValue(sample))
            {
                Console.Out.Write(SampleConfiguration.Render());
                return 0;
            }

            ConfigurationFile read = ConfigurationReader.ReadFile(result.GetValue(file));
            SecretProblem[] secrets = read.Configuration is { } good ? [.. Secrets.Problems(good)] : [];
            Console.Out.WriteLine(result.GetValue(json) ? Json(read, secrets) : Text(read, secrets));
            return read.Configuration is null ? BadConfiguration : secrets.Length > 0 ? OpenSecret : 0;
        });
        return command;
    }

    private static string Text(ConfigurationFile file, SecretProblem[] secrets)
    {
        if (file.Configuration is not { } configuration)
        {
            return string.Join('\n', file.Problems.Select(problem => $"{file.Name}: {problem}"));
        }

        string verdict = file.Path is null ? file.Description : $"{file.Path} is good";
        return string.Join('\n', [verdict, Columns.Rows([.. ConfigurationSummary.Rows(configuration)]), .. secrets.Select(secret => $"PROBLEM: {secret}")]);
    }

    private static string Json(ConfigurationFile file, SecretProblem[] secrets) => JsonSerializer.Serialize(
        new ConfigurationVerdict(
            file.Path,
            file.Configuration is not null,
            [.. file.Problems, .. secrets.Select(secret => new ConfigurationProblem(0, secret.Reason, secret.Fix))],
            file.Entries.ToDictionary(entry => $"{entry.Section}/{entry.Key}", entry => entry.Value)),
        ConfigurationJson.Default.ConfigurationVerdict);
}
