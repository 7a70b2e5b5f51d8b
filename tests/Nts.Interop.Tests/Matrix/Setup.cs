namespace Nts.Interop.Matrix;

/// <summary>How key establishment leads a client to NTP.</summary>
internal enum Setup
{
    /// <summary>Both on one host, on the ports that IANA assigned.</summary>
    Plain,

    /// <summary>The same by IPv6.</summary>
    IPv6,

    /// <summary>NTP on another port, which a Port record tells.</summary>
    OtherPort,

    /// <summary>NTP on another host, which a Server record tells.</summary>
    OtherHost,
}
