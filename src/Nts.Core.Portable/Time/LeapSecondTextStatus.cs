namespace Nts.Time;

/// <summary>What is wrong with the text of a leap-second table, or nothing.</summary>
public enum LeapSecondTextStatus
{
    /// <summary>The text is a table.</summary>
    Ok = 0,

    /// <summary>A line is neither a comment nor two numbers.</summary>
    Line,

    /// <summary>A time does not lie at the first midnight of a month, or not after the one before it.</summary>
    Time,

    /// <summary>The first count is not the 10 s of 1972, or a count does not differ from the one before it by one second.</summary>
    Count,

    /// <summary>There is no line with the last update (<c>#$</c>), or there are two.</summary>
    Update,

    /// <summary>There is no line with the expiry (<c>#@</c>), there are two, or it lies before the last update.</summary>
    Expiry,

    /// <summary>There is no line with the digest (<c>#h</c>), or it is none of SHA-1.</summary>
    Digest,

    /// <summary>The digest is not that of the numbers.</summary>
    Damaged,

    /// <summary>There is no entry, or there are more than can be.</summary>
    Entries,
}
