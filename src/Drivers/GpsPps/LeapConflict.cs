using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>The leap-second table and the receiver do not say the same of a day's end.</summary>
/// <param name="At">The midnight in question.</param>
/// <param name="ByTable">+1, −1 or 0: what the table says.</param>
/// <param name="ByReceiver">+1, −1 or 0: what the receiver says.</param>
public readonly record struct LeapConflict(PosixTime At, int ByTable, int ByReceiver)
{
    /// <summary>The same in plain words, and what follows from it.</summary>
    public override string ToString() =>
        $"leap second just before {At.ToString()[..10]}: the receiver says {Word(ByReceiver)}, the leap-second table {Word(ByTable)}; none is announced until they agree";

    private static string Word(int change) => change switch
    {
        > 0 => "one is inserted",
        < 0 => "one is left out",
        _ => "none",
    };
}
