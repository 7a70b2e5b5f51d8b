namespace Nts.KeyEstablishment;

/// <summary>Protocols that may use the established keys (RFC 8915 §7.7).</summary>
public enum NextProtocol : ushort
{
    /// <summary>NTP version 4.</summary>
    Ntpv4 = 0,
}
