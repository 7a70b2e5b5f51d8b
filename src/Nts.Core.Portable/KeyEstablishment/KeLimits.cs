using Nts.Nts;

namespace Nts.KeyEstablishment;

/// <summary>Sizes and numbers that bound a key establishment.</summary>
public static class KeLimits
{
    /// <summary>The TCP port of NTS-KE (RFC 8915 §7.1).</summary>
    public const ushort DefaultPort = 4460;

    /// <summary>The UDP port of an NTP server that no Port record names (RFC 8915 §4.1.8).</summary>
    public const ushort DefaultNtpPort = 123;

    /// <summary>The longest request that a server reads, in bytes; it must accept 1024 (RFC 8915 §4).</summary>
    public const int MaxRequestLength = 4096;

    /// <summary>The longest response that a client reads, in bytes (RFC 8915 §4).</summary>
    public const int MaxResponseLength = 65536;

    /// <summary>Room that every response of this server fits into, in bytes.</summary>
    public const int ResponseRoom = 4096;

    /// <summary>How many cookies a server sends (RFC 8915 §4.1.6).</summary>
    public const int CookieCount = NtsSession.MaxCookies;

    /// <summary>The longest name in a Server record, in bytes: the longest domain name, with its final dot.</summary>
    public const int MaxServerNameLength = 254;
}
