namespace Nts.Client;

/// <summary>What last kept an association from getting usable time.</summary>
public enum AssociationTrouble
{
    /// <summary>Nothing: the last poll brought usable time, or none was due yet.</summary>
    None = 0,

    /// <summary>The last key establishment failed.</summary>
    KeyEstablishment,

    /// <summary>The last poll had to be left out because every cookie is spent.</summary>
    NoCookie,

    /// <summary>The last poll brought no answer.</summary>
    NoAnswer,

    /// <summary>What came on the last poll was not the reply, or not authentic.</summary>
    Refused,

    /// <summary>The server does not accept the cookie (RFC 8915 §5.7, NTS NAK).</summary>
    Nak,

    /// <summary>The server asks for fewer requests (RFC 5905 §7.4, RATE).</summary>
    Rate,

    /// <summary>The server refuses to serve this client (RFC 5905 §7.4, DENY or RSTR).</summary>
    Denied,

    /// <summary>The server says that it does not know the time.</summary>
    Unsynchronized,

    /// <summary>The reply's timestamps contradict each other.</summary>
    TimestampsInvalid,
}
