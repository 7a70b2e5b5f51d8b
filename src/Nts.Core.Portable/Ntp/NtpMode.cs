namespace Nts.Ntp;

/// <summary>Association mode of a packet (RFC 5905 §7.3, figure 10).</summary>
public enum NtpMode : byte
{
    /// <summary>Reserved; NTPv1 clients and servers sent it.</summary>
    Reserved = 0,

    /// <summary>Symmetric active.</summary>
    SymmetricActive = 1,

    /// <summary>Symmetric passive.</summary>
    SymmetricPassive = 2,

    /// <summary>A client's request, the only mode that is answered.</summary>
    Client = 3,

    /// <summary>A server's reply.</summary>
    Server = 4,

    /// <summary>Broadcast.</summary>
    Broadcast = 5,

    /// <summary>NTP control message.</summary>
    Control = 6,

    /// <summary>Reserved for private use.</summary>
    Private = 7,
}
