namespace Nts.Ntp;

/// <summary>Why a walk over extension fields stopped.</summary>
public enum ExtensionFieldStatus
{
    /// <summary>Every octet belonged to a field; also the state while the walk goes on.</summary>
    Complete = 0,

    /// <summary>At most 24 octets are left, which is a message authentication code (RFC 7822 §3, §7.5.1).</summary>
    Mac,

    /// <summary>A length is not a multiple of four (RFC 7822 §3).</summary>
    Misaligned,

    /// <summary>A length is below the minimum: 16 octets in the clear (RFC 7822 §3), 4 when encrypted (RFC 8915 §5.6).</summary>
    TooShort,

    /// <summary>A length points behind the end of the packet.</summary>
    BeyondEnd,
}
