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

    /// <summary>NMEA GSA: fix dimension, satellites used of one constellation.</summary>
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

    /// <summary>UBX-NAV-TIMEGPS: GPS time and the leap seconds that make it UTC.</summary>
    NavTimeGps,

    /// <summary>UBX-NAV-STATUS: fix, and whether signals look counterfeit.</summary>
    NavStatus,

    /// <summary>UBX-NAV-SOL: fix, of receivers that have no NAV-PVT.</summary>
    NavSol,

    /// <summary>UBX-NAV-SVINFO: satellites in view, of receivers that have no NAV-SAT.</summary>
    NavSvInfo,

    /// <summary>UBX-TIM-SVIN: survey of the position.</summary>
    TimSvin,

    /// <summary>UBX-NAV-SVIN: survey of the position, of receivers for base stations.</summary>
    NavSvin,

    /// <summary>UBX-MON-RF: antenna and interference.</summary>
    MonRf,

    /// <summary>UBX-MON-HW: the same up to the eighth generation.</summary>
    MonHw,

    /// <summary>UBX-SEC-SIG: interference and counterfeit signals.</summary>
    SecSig,

    /// <summary>UBX-MON-VER: what the receiver is.</summary>
    MonVer,

    /// <summary>UBX-ACK: a command obeyed or refused.</summary>
    Ack,

    /// <summary>NMEA TXT: start-up texts, the antenna's state.</summary>
    Txt,

    /// <summary>PMTK001 and PMTK705: a command answered, and what the receiver is; PGTOP and PCD: MediaTek's antenna.</summary>
    Pmtk,
}
