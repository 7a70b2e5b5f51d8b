namespace Nts.Gnss;

/// <summary>Whose commands a receiver obeys.</summary>
public enum ReceiverMaker : byte
{
    /// <summary>Not known: it is left as it is.</summary>
    Unknown = 0,

    /// <summary>u-blox: UBX.</summary>
    Ublox,

    /// <summary>MediaTek and its descendants: <c>$PMTK</c> sentences.</summary>
    MediaTek,

    /// <summary>Zhongke Microelectronics (AT6558 and others): <c>$PCAS</c> sentences.</summary>
    Casic,
}
