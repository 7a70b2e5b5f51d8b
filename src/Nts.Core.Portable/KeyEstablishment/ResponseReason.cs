namespace Nts.KeyEstablishment;

/// <summary>What a client makes of a key establishment response (RFC 8915 §4, §4.1).</summary>
public enum ResponseReason
{
    /// <summary>Protocol and algorithm are agreed and at least one cookie came.</summary>
    Accepted,

    /// <summary>The server speaks none of the protocols offered (RFC 8915 §4.1.2).</summary>
    NoCommonProtocol,

    /// <summary>The server knows none of the algorithms offered (RFC 8915 §4.1.5).</summary>
    NoCommonAead,

    /// <summary>The server reports Error 0, a critical record that it does not know (RFC 8915 §4.1.3).</summary>
    UnrecognizedCriticalRecordReported,

    /// <summary>The server reports Error 1, a bad request (RFC 8915 §4.1.3).</summary>
    BadRequestReported,

    /// <summary>The server reports Error 2, a failure of its own (RFC 8915 §4.1.3).</summary>
    InternalErrorReported,

    /// <summary>The server reports an error that no specification names (RFC 8915 §4.1.3).</summary>
    UnknownErrorReported,

    /// <summary>The server warns; no warning is defined, so each is an error (RFC 8915 §4.1.4).</summary>
    WarningReported,

    /// <summary>A critical record of an unknown type (RFC 8915 §4).</summary>
    UnrecognizedCriticalRecord,

    /// <summary>The server finished before its End of Message (RFC 8915 §4.1.1).</summary>
    Incomplete,

    /// <summary>More than <see cref="KeLimits.MaxResponseLength"/> bytes (RFC 8915 §4).</summary>
    TooLong,

    /// <summary>Bytes after End of Message (RFC 8915 §4.1.1).</summary>
    BytesAfterEnd,

    /// <summary>An End of Message with a body or without its critical bit (RFC 8915 §4.1.1).</summary>
    EndOfMessageMalformed,

    /// <summary>No Next Protocol record (RFC 8915 §4.1.2).</summary>
    NextProtocolMissing,

    /// <summary>More than one Next Protocol record (RFC 8915 §4.1.2).</summary>
    NextProtocolRepeated,

    /// <summary>A Next Protocol record of odd length or not critical (RFC 8915 §4.1.2).</summary>
    NextProtocolMalformed,

    /// <summary>A protocol that was not offered (RFC 8915 §4.1.2).</summary>
    ProtocolNotOffered,

    /// <summary>NTPv4 is chosen without an AEAD record (RFC 8915 §4.1.5).</summary>
    AeadMissing,

    /// <summary>More than one AEAD record (RFC 8915 §4.1.5).</summary>
    AeadRepeated,

    /// <summary>An AEAD record of odd length or with more than one algorithm (RFC 8915 §4.1.5).</summary>
    AeadMalformed,

    /// <summary>An algorithm that was not offered (RFC 8915 §4.1.5).</summary>
    AeadNotOffered,

    /// <summary>An Error or Warning record that is not two bytes long (RFC 8915 §4.1.3, §4.1.4).</summary>
    ErrorMalformed,

    /// <summary>No cookie (RFC 8915 §4.1.6).</summary>
    CookieMissing,

    /// <summary>A cookie that no NTP request can carry: empty, too long or not a multiple of four bytes (RFC 8915 §5.4).</summary>
    CookieMalformed,

    /// <summary>More than one Server record (RFC 8915 §4.1.7).</summary>
    ServerRepeated,

    /// <summary>A Server record that cannot be a name or an address (RFC 8915 §4.1.7).</summary>
    ServerMalformed,

    /// <summary>More than one Port record, which leaves the port in doubt (RFC 8915 §4.1.8).</summary>
    PortRepeated,

    /// <summary>A Port record that is not two bytes long, or names port 0 (RFC 8915 §4.1.8).</summary>
    PortMalformed,

    /// <summary>A record 1024 with a body (chrony's specification of it).</summary>
    Record1024Malformed,
}
