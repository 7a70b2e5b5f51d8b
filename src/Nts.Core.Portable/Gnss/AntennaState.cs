namespace Nts.Gnss;

/// <summary>The antenna, as the receiver measures it by its current.</summary>
public enum AntennaState : byte
{
    /// <summary>The receiver does not know, or cannot measure it: most modules have no such circuit.</summary>
    Unknown = 0,

    /// <summary>Connected.</summary>
    Ok,

    /// <summary>Shorted.</summary>
    Short,

    /// <summary>Not connected, or a passive one.</summary>
    Open,
}
