namespace Nts.Drivers.GpsPps.Lives;

/// <summary>Kinds of receivers, by what they tell.</summary>
internal enum Family
{
    /// <summary>UBX with TIM-TP on UTC.</summary>
    TimingUtc = 0,

    /// <summary>UBX with TIM-TP on GPS time.</summary>
    TimingGps,

    /// <summary>UBX without TIM-TP: NAV-PVT and NAV-TIMEUTC.</summary>
    Navigation,

    /// <summary>NMEA half a second late, as MTK3339 and L76.</summary>
    Mtk,

    /// <summary>NMEA, five epochs a second.</summary>
    FiveHertz,

    /// <summary>NMEA with any delay.</summary>
    Nmea,
}
