namespace Nts.Gnss;

/// <summary>Interference, by the receiver's own monitor.</summary>
public enum JammingState : byte
{
    /// <summary>The receiver does not watch for it.</summary>
    Unknown = 0,

    /// <summary>None to speak of.</summary>
    None,

    /// <summary>Present, but the fix is good.</summary>
    Warning,

    /// <summary>So strong that there is no fix.</summary>
    Critical,
}
