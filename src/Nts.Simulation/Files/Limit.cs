using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Discipline;

namespace Nts.Simulation.Files;

/// <summary>A limit that every seed of a scenario keeps.</summary>
/// <param name="Key">What it is a limit of.</param>
/// <param name="Wanted">The limit as the file has it.</param>
/// <param name="Broken">What a result has instead; null when it keeps the limit.</param>
public sealed record Limit(string Key, string Wanted, Func<SimulationResult, string?> Broken)
{
    private const string Between = " to ";

    /// <summary>No second may be dishonest, whatever a file says of other limits.</summary>
    internal static Limit Honesty { get; } = Of(Figure.All.Single(figure => figure.Key == "dishonest"), "0", 0, 0);

    /// <summary>Reads a limit: <c>300 ns</c> is the most, <c>850 to 1150</c> least and most.</summary>
    internal static string? Read(Figure figure, string text, Action<Limit> set)
    {
        string expected = $"{figure.Kind.Expected}, or two with 'to' between them, the lower one first";
        double low = 0;
        double high = 0;
        int middle = text.IndexOf(Between, StringComparison.Ordinal);
        bool isRead = middle < 0
            ? figure.Kind.Read(text, value => (low, high) = (figure.IsSigned ? -value : double.NegativeInfinity, value)) is null
            : figure.Kind.Read(text[..middle].Trim(), value => low = value) is null && figure.Kind.Read(text[(middle + Between.Length)..].Trim(), value => high = value) is null;
        if (!isRead || low > high)
        {
            return expected;
        }

        set(Of(figure, text, low, high));
        return null;
    }

    /// <summary>The states that a run goes through.</summary>
    internal static Limit OfStates(IReadOnlyList<LockState> wanted) => new("states", ValueKinds.Words(wanted), result =>
    {
        LockState[] states = [.. result.States.Select(static entry => entry.State)];
        return states.SequenceEqual(wanted) ? null : ValueKinds.Words(states);
    });

    private static Limit Of(Figure figure, string text, double low, double high) => new(figure.Key, text, result =>
    {
        double value = figure.Of(result);
        return value >= low && value <= high ? null : double.IsNaN(value) ? "none" : figure.Kind.Write(value);
    });
}
