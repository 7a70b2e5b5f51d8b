namespace Nts.Simulation;

/// <summary>A receiver that is wrong for a while.</summary>
/// <param name="When">How long.</param>
/// <param name="Label">By how many seconds its label of a pulse is too high.</param>
/// <param name="Late">By how much it puts the pulse too late, in seconds.</param>
public readonly record struct ReceiverFault(Stretch When, int Label, double Late);
