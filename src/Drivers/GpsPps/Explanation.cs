namespace Nts.Drivers.GpsPps;

/// <summary>A state in plain words.</summary>
/// <param name="Sentence">What is so, with names and numbers; no capital at its start and no full stop, so that it can follow a name.</param>
/// <param name="NextStep">The next thing to try, written likewise; null when all is well.</param>
public readonly record struct Explanation(string Sentence, string? NextStep);
