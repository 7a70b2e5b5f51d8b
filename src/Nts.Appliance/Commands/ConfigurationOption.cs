using System.CommandLine;
using Nts.Appliance.Configuration;

namespace Nts.Appliance.Commands;

/// <summary>The option <c>--config</c>, the same for every command that reads the configuration.</summary>
internal static class ConfigurationOption
{
    /// <summary>The option; null without it.</summary>
    public static Option<string?> Create() => new("--config")
    {
        Description = $"The configuration file. Without it {ConfigurationPlace.OfBootPartition}, else {ConfigurationPlace.OfSystem}.",
        HelpName = "FILE",
    };
}
