namespace Nts.Gnss;

/// <summary>Where a receiver has its current count of leap seconds from (UBX-NAV-TIMELS srcOfCurrLs).</summary>
public enum LeapSource : byte
{
    /// <summary>A constant in the firmware: may be years old.</summary>
    FirmwareDefault = 0,

    /// <summary>Difference between GPS and GLONASS time.</summary>
    GpsGlonassDifference = 1,

    /// <summary>GPS navigation message.</summary>
    Gps = 2,

    /// <summary>SBAS.</summary>
    Sbas = 3,

    /// <summary>BeiDou navigation message.</summary>
    BeiDou = 4,

    /// <summary>Galileo navigation message.</summary>
    Galileo = 5,

    /// <summary>Aiding data given to the receiver.</summary>
    Aided = 6,

    /// <summary>Configured by a command.</summary>
    Configured = 7,

    /// <summary>The receiver does not say.</summary>
    Unknown = 255,
}
