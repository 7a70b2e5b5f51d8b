namespace Nts.Drivers.Displays;

/// <summary>The next leap second; the default is none.</summary>
/// <param name="Change">+1: a second is added. −1: one is left out. 0: neither.</param>
/// <param name="At">The first second after it, since 1970: a midnight.</param>
public readonly record struct LeapPlan(int Change, long At);
