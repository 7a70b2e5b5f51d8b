using System.Collections.Generic;
using Nts.Configuration;

namespace Nts.Appliance.Configuration;

/// <summary>A configuration as it was read.</summary>
/// <param name="Path">The file; null when there was none, so that the defaults hold.</param>
/// <param name="Configuration">What it says; null when there is any problem.</param>
/// <param name="Problems">All that is wrong with it, in the order of its lines.</param>
/// <param name="Entries">The lines that set something.</param>
internal sealed record ConfigurationFile(
    string? Path, ApplianceConfiguration? Configuration, IReadOnlyList<ConfigurationProblem> Problems, IReadOnlyList<IniEntry> Entries)
{
    /// <summary>The file's whole text; empty when it could not be read.</summary>
    public string Text { get; init; } = "";

    /// <summary>The file as it is called in front of a problem.</summary>
    public string Name => Path ?? "no configuration file";

    /// <summary>Which file it is, for the log.</summary>
    public string Description => Path ?? $"neither {ConfigurationPlace.OfBootPartition} nor {ConfigurationPlace.OfSystem} is there: the defaults hold";
}
