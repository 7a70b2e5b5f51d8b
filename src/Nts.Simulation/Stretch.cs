namespace Nts.Simulation;

/// <summary>A stretch of simulated time.</summary>
/// <param name="From">Its first second.</param>
/// <param name="To">The first second after it.</param>
public readonly record struct Stretch(long From, long To)
{
    /// <summary>Whether a second belongs to it.</summary>
    public bool Holds(long second) => second >= From && second < To;
}
