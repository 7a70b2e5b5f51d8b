namespace Nts.Gnss;

/// <summary>What became of bytes from a receiver. Every byte that was fed gets exactly one of these.</summary>
public enum GnssVerdict
{
    /// <summary>An NMEA sentence with a good checksum, understood or of no use here.</summary>
    Nmea,

    /// <summary>A UBX frame with a good checksum, understood or of no use here.</summary>
    Ubx,

    /// <summary>A carriage return or line feed outside a frame, as after every NMEA sentence.</summary>
    LineEnd,

    /// <summary>Another protocol, stepped over: an RTCM 3 frame with a good CRC-24Q.</summary>
    Rtcm3,

    /// <summary>Another protocol, stepped over: a SiRF binary frame with a good checksum.</summary>
    Sirf,

    /// <summary>Another protocol, stepped over: a Trimble TSIP version 1 frame with a good checksum.</summary>
    Tsip,

    /// <summary>Another protocol, stepped over: a Motorola Oncore frame with a good checksum.</summary>
    Oncore,

    /// <summary>Refused: a complete frame whose checksum does not match.</summary>
    BadChecksum,

    /// <summary>Refused: a complete NMEA sentence without a checksum.</summary>
    MissingChecksum,

    /// <summary>Refused: longer than <see cref="GnssDecoder.MaximumFrameLength"/>.</summary>
    TooLong,

    /// <summary>Refused: cut off by another frame, by a byte that cannot stand in it, or by the end of the stream.</summary>
    Truncated,

    /// <summary>Refused: good checksum, but a UBX payload of a length that its message cannot have.</summary>
    WrongLength,

    /// <summary>Refused: good checksum, but a field missing, unreadable or out of range, such as the date 31 February.</summary>
    MalformedField,

    /// <summary>Refused: belongs to no frame: plain text, bytes received at a wrong baud rate, unknown protocols.</summary>
    Junk,
}
