namespace Nts.Interop.Harness;

/// <summary>What a program that asks a server once found out.</summary>
/// <param name="Offset">How far the machine's clock is off, in seconds; null when no time was to be had.</param>
/// <param name="Outcome">All it said.</param>
internal sealed record OneShot(double? Offset, Outcome Outcome);
