namespace Nts.Gnss;

/// <summary>A satellite system.</summary>
public enum Constellation : byte
{
    /// <summary>Not told.</summary>
    Unknown = 0,

    /// <summary>GPS.</summary>
    Gps,

    /// <summary>GLONASS.</summary>
    Glonass,

    /// <summary>Galileo.</summary>
    Galileo,

    /// <summary>BeiDou.</summary>
    BeiDou,

    /// <summary>QZSS.</summary>
    Qzss,

    /// <summary>NavIC.</summary>
    NavIc,

    /// <summary>A satellite-based augmentation system.</summary>
    Sbas,
}
