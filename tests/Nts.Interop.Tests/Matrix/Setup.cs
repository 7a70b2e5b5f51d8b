namespace Nts.Interop.Matrix;

/// <summary>How a client is led to NTP.</summary>
internal enum Setup
{
    /// <summary>Key establishment and NTP on one host, on the ports that IANA assigned.</summary>
    OneHost,

    /// <summary>The same by IPv6.</summary>
    IPv6,

    /// <summary>NTP on another port, which a Port record tells.</summary>
    OtherPort,

    /// <summary>NTP on another host, which a Server record tells.</summary>
    OtherHost,

    /// <summary>NTPv4 alone.</summary>
    WithoutNts,
}
