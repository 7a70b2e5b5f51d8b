namespace Nts.Server.KeyEstablishment;

/// <summary>How a connection to the key establishment server ended.</summary>
public enum SessionOutcome
{
    /// <summary>A response was sent; the counters by request reason say which.</summary>
    Answered,

    /// <summary>As many sessions were under way as are allowed, all of them past their handshake: closed at once.</summary>
    Refused,

    /// <summary>As many sessions were under way with this address as are allowed: closed at once.</summary>
    Crowded,

    /// <summary>The address connects too often: closed at once.</summary>
    RateLimited,

    /// <summary>The longest in its handshake when all places were taken: closed for a newcomer.</summary>
    Displaced,

    /// <summary>The client's TLS is broken or older than 1.3 (RFC 8915 §3).</summary>
    TlsFailed,

    /// <summary>The client did not offer the application protocol <c>ntske/1</c> (RFC 8915 §4).</summary>
    WrongProtocol,

    /// <summary>The time was up before the handshake was done, or before the client took its answer.</summary>
    TimedOut,

    /// <summary>The client was silent for too long before the handshake was done.</summary>
    Silent,

    /// <summary>The client went away before it could be answered.</summary>
    Disconnected,

    /// <summary>The server was stopped.</summary>
    Stopped,

    /// <summary>The server failed for a reason of its own, such as a TLS library without memory.</summary>
    Failed,
}
