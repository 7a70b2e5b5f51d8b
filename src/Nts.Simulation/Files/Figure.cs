using System;
using System.Collections.Generic;

namespace Nts.Simulation.Files;

/// <summary>One figure of a result that a scenario can put a limit to.</summary>
/// <param name="Key">Its key in the section <c>[limits]</c>.</param>
/// <param name="Kind">How its limits are written.</param>
/// <param name="Description">What it is.</param>
/// <param name="Of">Its value; not a number when the run has none, which keeps no limit.</param>
/// <param name="IsSigned">Whether a single limit goes both ways.</param>
internal sealed record Figure(string Key, ValueKind<double> Kind, string Description, Func<SimulationResult, double> Of, bool IsSigned = false)
{
    private static readonly ValueKind<double> Count = ValueKinds.Amount;

    /// <summary>All figures, in the order of the documentation.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        new("lock-within", ValueKinds.Length, "Second of the first lock.", r => r.LockedAt ?? double.NaN),
        new("settled-by", ValueKinds.Length, "Second of the last change of state.", r => r.States[^1].Second),
        new("rms", ValueKinds.Length, "Root of the mean square of the error, from `statistics-from` on.", r => r.Rms),
        new("mean", ValueKinds.Time, "Mean error, local minus true; a single limit goes both ways.", r => r.Mean, IsSigned: true),
        new("p99.9", ValueKinds.Length, "What 99.9 % of the errors stay within.", r => r.P999),
        new("max", ValueKinds.Length, "Largest error.", r => r.Max),
        new("max-served", ValueKinds.Length, "Largest error while the clock was served, from the first second on.", r => r.MaxServed),
        new("mean-bound", ValueKinds.Length, "Mean root distance while the clock was served.", r => r.MeanBound),
        new("dishonest", Count, "Seconds in which the error was above the root distance.", r => r.Dishonest),
        new("served", ValueKinds.Chance, "Share of the seconds in which the clock was served.", r => r.ServedShare),
        new("steps", Count, "Steps of the clock.", r => r.Last?.Steps ?? double.NaN),
        new("late", Count, "Pulses refused as late.", r => r.Last?.Pulses.Late ?? double.NaN),
        new("early", Count, "Pulses refused as early.", r => r.Last?.Pulses.Early ?? double.NaN),
        new("double", Count, "Pulses refused as too soon after another.", r => r.Last?.Pulses.Double ?? double.NaN),
        new("missing", Count, "Seconds without a pulse between pulses.", r => r.Last?.Pulses.Missing ?? double.NaN),
        new("moved", Count, "Times that pulses agreed with each other and not with the clock.", r => r.Last?.Pulses.Moved ?? double.NaN),
        new("client-rms", ValueKinds.Length, "Root of the mean square of a client's error when it followed the served clock at once.", r => r.Client.Rms),
        new("client-dishonest", Count, "Polls after which the client's error was above the root distance that it computed.", r => r.Client.Dishonest),
        new("client-answers", Count, "Answers that the client could use.", r => r.Client.Answers),
    ];
}
