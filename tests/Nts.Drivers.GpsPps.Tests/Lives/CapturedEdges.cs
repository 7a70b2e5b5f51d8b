namespace Nts.Drivers.GpsPps.Lives;

/// <summary>Which edges of a pulse the source gives.</summary>
internal enum CapturedEdges
{
    /// <summary>The beginning alone.</summary>
    Leading = 0,

    /// <summary>Both, and which way the line changed.</summary>
    Both,

    /// <summary>Both, as if they were of one kind.</summary>
    BothAlike,

    /// <summary>The end alone: wrong polarity.</summary>
    Trailing,
}
