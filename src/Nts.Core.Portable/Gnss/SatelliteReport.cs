namespace Nts.Gnss;

/// <summary>One satellite in view.</summary>
/// <param name="Constellation">Its system.</param>
/// <param name="Id">Its number as the message gives it.</param>
/// <param name="Elevation">Degrees above the horizon, −90 to 90; null when unknown.</param>
/// <param name="Azimuth">Degrees from north, 0 to 359; null when unknown.</param>
/// <param name="SignalToNoise">Carrier to noise density in dB-Hz; null when not tracked.</param>
public readonly record struct SatelliteReport(Constellation Constellation, int Id, int? Elevation, int? Azimuth, int? SignalToNoise)
{
    /// <summary>Used in the fix; null when the message does not tell.</summary>
    public bool? IsUsed { get; init; }
}
