namespace Nts.Gnss;

/// <summary>The receiver messages that say something of use here.</summary>
public enum MessageKind
{
    /// <summary>Recognised framing, content of no use here.</summary>
    Other = 0,

    /// <summary>NMEA RMC: date, time, status.</summary>
    Rmc,

    /// <summary>NMEA ZDA: date and time with a four-digit year.</summary>
    Zda,

    /// <summary>NMEA GGA: time without date, fix quality, satellites used.</summary>
    Gga,

    /// <summary>NMEA GSA: fix dimension.</summary>
    Gsa,

    /// <summary>NMEA GSV: satellites in view.</summary>
    Gsv,

    /// <summary>UBX-NAV-PVT: date, time, validity, fix.</summary>
    NavPvt,

    /// <summary>UBX-NAV-TIMEUTC: UTC with its own validity.</summary>
    NavTimeUtc,

    /// <summary>UBX-NAV-TIMELS: leap seconds, current and announced.</summary>
    NavTimeLs,

    /// <summary>UBX-TIM-TP: the time and quantisation error of the next pulse.</summary>
    TimTp,

    /// <summary>UBX-NAV-SAT: satellites in view.</summary>
    NavSat,
}
