namespace Nts.KeyEstablishment;

/// <summary>What a record of a key establishment message says (RFC 8915 §4.1); 15 bits on the wire.</summary>
public enum KeRecordType : ushort
{
    /// <summary>The last record of every message (RFC 8915 §4.1.1).</summary>
    EndOfMessage = 0,

    /// <summary>The protocols that shall use the keys (RFC 8915 §4.1.2).</summary>
    NextProtocol = 1,

    /// <summary>The server could not fulfil the request (RFC 8915 §4.1.3).</summary>
    Error = 2,

    /// <summary>A warning; none is defined, so every one is an error (RFC 8915 §4.1.4).</summary>
    Warning = 3,

    /// <summary>The AEAD algorithms offered or the one chosen (RFC 8915 §4.1.5).</summary>
    AeadAlgorithm = 4,

    /// <summary>A cookie, from the server only (RFC 8915 §4.1.6).</summary>
    NewCookie = 5,

    /// <summary>Host name or address of the NTP server (RFC 8915 §4.1.7).</summary>
    Server = 6,

    /// <summary>UDP port of the NTP server (RFC 8915 §4.1.8).</summary>
    Port = 7,

    /// <summary>Both sides export the keys of AEAD 30 by the letter of RFC 8915 §5.1; without a body (chrony's specification, IANA).</summary>
    CompliantGcmSivExport = 1024,
}
