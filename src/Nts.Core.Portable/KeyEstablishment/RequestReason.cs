namespace Nts.KeyEstablishment;

/// <summary>Why a server answers a key establishment request as it does (RFC 8915 §4, §4.1).</summary>
public enum RequestReason
{
    /// <summary>Protocol and algorithm are agreed: cookies follow.</summary>
    Accepted,

    /// <summary>The client did not offer NTPv4 (RFC 8915 §4.1.2): an empty Next Protocol record follows.</summary>
    NoCommonProtocol,

    /// <summary>The client offered no algorithm known here (RFC 8915 §4.1.5): an empty AEAD record follows.</summary>
    NoCommonAead,

    /// <summary>A critical record of an unknown type (RFC 8915 §4.1.3): Error 0.</summary>
    UnrecognizedCriticalRecord,

    /// <summary>The time was up before the request was complete (RFC 8915 §4.1.3): Error 1.</summary>
    TimedOut,

    /// <summary>The client finished before its End of Message (RFC 8915 §4.1.1): Error 1.</summary>
    Incomplete,

    /// <summary>More than <see cref="KeLimits.MaxRequestLength"/> bytes (RFC 8915 §4): Error 1.</summary>
    TooLong,

    /// <summary>Bytes after End of Message (RFC 8915 §4.1.1): Error 1.</summary>
    BytesAfterEnd,

    /// <summary>An End of Message with a body or without its critical bit (RFC 8915 §4.1.1): Error 1.</summary>
    EndOfMessageMalformed,

    /// <summary>No Next Protocol record (RFC 8915 §4.1.2): Error 1.</summary>
    NextProtocolMissing,

    /// <summary>More than one Next Protocol record (RFC 8915 §4.1.2): Error 1.</summary>
    NextProtocolRepeated,

    /// <summary>A Next Protocol record that is empty, of odd length or not critical (RFC 8915 §4.1.2): Error 1.</summary>
    NextProtocolMalformed,

    /// <summary>NTPv4 is offered without an AEAD record (RFC 8915 §4.1.5): Error 1.</summary>
    AeadMissing,

    /// <summary>More than one AEAD record (RFC 8915 §4.1.5): Error 1.</summary>
    AeadRepeated,

    /// <summary>An AEAD record that is empty or of odd length (RFC 8915 §4.1.5): Error 1.</summary>
    AeadMalformed,

    /// <summary>An Error, Warning or New Cookie record, which only servers may send (RFC 8915 §4.1.3, §4.1.4, §4.1.6): Error 1.</summary>
    ServerOnlyRecord,

    /// <summary>More than one Server record (RFC 8915 §4.1.7): Error 1.</summary>
    ServerRepeated,

    /// <summary>A Server record that cannot be a name or an address (RFC 8915 §4.1.7): Error 1.</summary>
    ServerMalformed,

    /// <summary>A Port record that is not two bytes long (RFC 8915 §4.1.8): Error 1.</summary>
    PortMalformed,

    /// <summary>A record 1024 with a body (chrony's specification of it): Error 1.</summary>
    Record1024Malformed,

    /// <summary>Keys could not be exported or cookies not be made (RFC 8915 §4.1.3): Error 2.</summary>
    InternalError,
}
