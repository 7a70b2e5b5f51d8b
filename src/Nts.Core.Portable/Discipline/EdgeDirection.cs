namespace Nts.Discipline;

/// <summary>Which way a line changed.</summary>
public enum EdgeDirection
{
    /// <summary>From low to high; "assert" in the PPS interface.</summary>
    Rising = 0,

    /// <summary>From high to low; "clear" in the PPS interface.</summary>
    Falling,
}
