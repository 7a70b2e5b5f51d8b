using System.Collections.Generic;
using Nts.Simulation;
using Nts.Simulation.Files;

namespace Nts.Appliance.Commands;

/// <summary>A scenario as <c>nts-appliance simulate --json</c> prints it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it is about.</param>
/// <param name="IsKept">Whether all seeds kept all limits; null when it was not run.</param>
/// <param name="Seeds">What came of each seed.</param>
internal sealed record ScenarioFigures(string Name, string Title, bool? IsKept, IReadOnlyList<SeedFigures> Seeds);

/// <summary>The figures of one seed: the columns of the table. Errors are of the clock against true time; null where there was nothing to measure.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="LockedAtSecond">When the clock locked; null for never.</param>
/// <param name="RmsSeconds">Root of the mean square of the error.</param>
/// <param name="MeanSeconds">Mean error.</param>
/// <param name="P999Seconds">What 99.9 % of the errors stay within.</param>
/// <param name="MaxSeconds">Largest error.</param>
/// <param name="MeanBoundSeconds">Mean claimed bound while served.</param>
/// <param name="DishonestSeconds">Served seconds with an error above the bound.</param>
/// <param name="ServedShare">Share of the seconds in which it was served.</param>
/// <param name="Broken">The limits that were broken, in words.</param>
internal sealed record SeedFigures(
    int Seed,
    long? LockedAtSecond,
    double? RmsSeconds,
    double? MeanSeconds,
    double? P999Seconds,
    double? MaxSeconds,
    double? MeanBoundSeconds,
    long DishonestSeconds,
    double ServedShare,
    IReadOnlyList<string> Broken)
{
    /// <summary>Those of a result.</summary>
    public static SeedFigures Of(int seed, SimulationResult result, ScenarioFile file) => new(
        seed,
        result.LockedAt,
        Known(result.Rms),
        Known(result.Mean),
        Known(result.P999),
        Known(result.Max),
        Known(result.MeanBound),
        result.Dishonest,
        result.ServedShare,
        [.. file.Broken(result)]);

    /// <summary>JSON has no word for what is no number.</summary>
    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
