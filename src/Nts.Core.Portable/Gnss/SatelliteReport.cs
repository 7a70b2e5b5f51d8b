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

/// <summary>One satellite in view.</summary>
/// <param name="Constellation">Its system.</param>
/// <param name="Id">Its number as the message gives it.</param>
/// <param name="Elevation">Degrees above the horizon, −90 to 90; null when unknown.</param>
/// <param name="Azimuth">Degrees from north, 0 to 359; null when unknown.</param>
/// <param name="SignalToNoise">Carrier to noise density in dB-Hz; null when not tracked.</param>
public readonly record struct SatelliteReport(Constellation Constellation, int Id, int? Elevation, int? Azimuth, int? SignalToNoise);
