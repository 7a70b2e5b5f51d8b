namespace Nts.Gnss;

/// <summary>How well the receiver knows where it is, as far as it bears on time.</summary>
public enum FixKind : byte
{
    /// <summary>No fix.</summary>
    None = 0,

    /// <summary>Dead reckoning only: time is not from satellites now.</summary>
    DeadReckoning = 1,

    /// <summary>Two-dimensional.</summary>
    TwoDimensional = 2,

    /// <summary>Three-dimensional.</summary>
    ThreeDimensional = 3,

    /// <summary>Time only: the position is known and held fixed, as timing receivers do.</summary>
    TimeOnly = 4,
}
