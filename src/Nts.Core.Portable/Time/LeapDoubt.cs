namespace Nts.Time;

/// <summary>A stretch of a clock's readings in which nobody can tell which second it is, because of a leap second. The default is none.</summary>
/// <param name="From">The first reading of it.</param>
/// <param name="Until">The first reading after it.</param>
public readonly record struct LeapDoubt(PosixTime From, PosixTime Until)
{
    /// <summary>The end of what lasts until something else ends it.</summary>
    public static PosixTime Forever => PosixTime.FromNanoseconds(long.MaxValue);

    /// <summary>Whether there is one at all.</summary>
    public bool Exists => Until > From;

    /// <summary>Whether a reading belongs to it.</summary>
    public bool Holds(PosixTime reading) => reading >= From && reading < Until;
}
