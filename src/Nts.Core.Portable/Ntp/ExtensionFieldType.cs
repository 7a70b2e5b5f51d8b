namespace Nts.Ntp;

/// <summary>Field types that this code understands (RFC 8915 §7.5); every other value is legal and ignored (RFC 7822 §3).</summary>
public enum ExtensionFieldType : ushort
{
    /// <summary>Random octets of the client that the server repeats (RFC 8915 §5.3).</summary>
    UniqueIdentifier = 0x0104,

    /// <summary>An NTS cookie (RFC 8915 §5.4).</summary>
    Cookie = 0x0204,

    /// <summary>Room for one more cookie in the reply (RFC 8915 §5.5).</summary>
    CookiePlaceholder = 0x0304,

    /// <summary>NTS authenticator and encrypted extension fields (RFC 8915 §5.6).</summary>
    Authenticator = 0x0404,
}
