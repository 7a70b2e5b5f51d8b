namespace Nts.Ntp;

/// <summary>Why a request was answered, refused or dropped; each value is one counter.</summary>
public enum RespondReason
{
    /// <summary>Answered: plain NTP.</summary>
    Plain = 0,

    /// <summary>Answered: authenticated by NTS.</summary>
    Nts,

    /// <summary>Answered: authenticated with a symmetric key (RFC 5905 §7.3, RFC 8573).</summary>
    Mac,

    /// <summary>Dropped: the access list refuses the address.</summary>
    AccessDenied,

    /// <summary>Kissed with DENY: the access list refuses the address, and NTS vouches for the request.</summary>
    DenyKiss,

    /// <summary>Dropped: the address asks too often.</summary>
    RateLimited,

    /// <summary>Kissed with RATE: the address asks too often, and this is one of the few requests that are told so.</summary>
    RateKiss,

    /// <summary>NTS NAK: the cookie does not have the length of ours.</summary>
    CookieLength,

    /// <summary>NTS NAK: the cookie's key is not, or no longer, in the ring.</summary>
    CookieKeyUnknown,

    /// <summary>NTS NAK: the cookie does not open under the key it names.</summary>
    CookieForged,

    /// <summary>NTS NAK: the cookie holds an AEAD algorithm that this server does not have.</summary>
    CookieAlgorithm,

    /// <summary>NTS NAK: the request is not authentic under the cookie's key (RFC 8915 §5.7).</summary>
    RequestForged,

    /// <summary>Dropped: shorter than a header.</summary>
    Truncated,

    /// <summary>Dropped: longer than any request that makes sense.</summary>
    Oversized,

    /// <summary>Dropped: not a whole number of 32-bit words.</summary>
    LengthMisaligned,

    /// <summary>Dropped: not one of the protocol versions 1 to 4.</summary>
    Version,

    /// <summary>Dropped: not a packet that asks, so that two servers never answer each other; or NTS in another mode than a client's.</summary>
    NotClient,

    /// <summary>Dropped: authenticated with a symmetric key that is unknown here.</summary>
    MacUnknownKey,

    /// <summary>Dropped: no authentication code has the length of what follows the header or the last extension field; a crypto-NAK, too.</summary>
    MacLength,

    /// <summary>Dropped: the authentication code is not that of the key that it names.</summary>
    MacForged,

    /// <summary>Dropped: an authentication code follows an NTS authenticator; a packet has one of the two.</summary>
    MacAfterAuthenticator,

    /// <summary>Dropped: an extension field's length is not a multiple of four (RFC 7822 §3).</summary>
    FieldMisaligned,

    /// <summary>Dropped: an extension field is shorter than allowed (RFC 7822 §3).</summary>
    FieldTooShort,

    /// <summary>Dropped: an extension field ends behind the packet.</summary>
    FieldBeyondEnd,

    /// <summary>Dropped: NTS fields without a unique identifier in front of the authenticator (RFC 8915 §5.7).</summary>
    UniqueIdentifierMissing,

    /// <summary>Dropped: a unique identifier of less than 32 octets (RFC 8915 §5.3).</summary>
    UniqueIdentifierShort,

    /// <summary>Dropped: more than one unique identifier (RFC 8915 §5.7).</summary>
    UniqueIdentifierRepeated,

    /// <summary>Dropped: NTS fields without a cookie in front of the authenticator (RFC 8915 §5.5, §5.7).</summary>
    CookieMissing,

    /// <summary>Dropped: more than one cookie (RFC 8915 §5.7).</summary>
    CookieRepeated,

    /// <summary>Dropped: NTS fields without an authenticator (RFC 8915 §5.7).</summary>
    AuthenticatorMissing,

    /// <summary>Dropped: the nonce is empty or longer than its field (RFC 8915 §5.6).</summary>
    NonceLength,

    /// <summary>Dropped: the ciphertext cannot hold a tag or is longer than its field (RFC 8915 §5.6).</summary>
    CiphertextLength,

    /// <summary>Dropped: a short nonce without the padding that makes room for the reply's (RFC 8915 §5.6).</summary>
    PaddingShort,

    /// <summary>Dropped: authentic, but the encrypted fields are malformed (RFC 8915 §5.6).</summary>
    EncryptedFieldsMalformed,

    /// <summary>Dropped: authentic, but a field is encrypted that must not be (RFC 8915 §5.7).</summary>
    EncryptedFieldForbidden,
}
