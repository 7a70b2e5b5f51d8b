namespace Nts.Simulation;

/// <summary>Where a clock that was locked had got at the end of a stretch without pulses.</summary>
/// <param name="When">The stretch.</param>
/// <param name="Error">Local minus true time in its last second, s.</param>
/// <param name="Bound">Root distance that a client was told then, s; null when the clock was not served any longer.</param>
/// <param name="Kept">The error that it would have had with the last estimate of its frequency, and nothing else, s.</param>
public readonly record struct OutageResult(Stretch When, double Error, double? Bound, double Kept);
