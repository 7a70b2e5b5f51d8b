namespace Nts.Drivers.GpsPps.Lives;

/// <summary>How a receiver's life went.</summary>
/// <param name="Plan">What it was like.</param>
/// <param name="Labels">Edges that got a second.</param>
/// <param name="FirstLabel">Seconds from the fix to the first of them; null when there was none.</param>
/// <param name="Wrong">What was wrong with the first wrong label; null when none was.</param>
/// <param name="State">How it ended.</param>
internal sealed record LifeResult(LifePlan Plan, int Labels, double? FirstLabel, string? Wrong, PairingState State);
