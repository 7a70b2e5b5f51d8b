namespace Nts.Appliance.Status;

/// <summary>One satellite in view.</summary>
internal sealed record SatelliteStatus
{
    /// <summary>Its system: <c>GPS</c>, <c>Galileo</c> …</summary>
    public string System { get; set; } = string.Empty;

    /// <summary>Its number as the receiver gives it.</summary>
    public int Number { get; set; }

    /// <summary>Degrees above the horizon; null when unknown.</summary>
    public int? Elevation { get; set; }

    /// <summary>Degrees from north; null when unknown.</summary>
    public int? Azimuth { get; set; }

    /// <summary>Carrier to noise density in dB-Hz; null when it is not received.</summary>
    public int? Signal { get; set; }

    /// <summary>Whether it is used in the fix; null when no message told.</summary>
    public bool? IsUsed { get; set; }
}
