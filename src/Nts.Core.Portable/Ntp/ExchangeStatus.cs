namespace Nts.Ntp;

/// <summary>What became of a datagram that may be the reply to a request.</summary>
public enum ExchangeStatus
{
    /// <summary>The reply; the sample may be used.</summary>
    Accepted = 0,

    /// <summary>The reply, and authentic if NTS was asked for, but the server says that it does not know the time.</summary>
    Unsynchronized,

    /// <summary>A kiss-o'-death; the header's reference id is the code (RFC 5905 §7.4), the sample says whether it is authentic.</summary>
    Kiss,

    /// <summary>An NTS NAK: establish keys anew if the next request fails as well (RFC 8915 §5.7).</summary>
    NtsNak,

    /// <summary>The request has been answered before.</summary>
    Repeated,

    /// <summary>Shorter than a header.</summary>
    Truncated,

    /// <summary>Not a server's packet.</summary>
    NotServer,

    /// <summary>Not version 3 or 4.</summary>
    Version,

    /// <summary>Not the reply to this request: the origin timestamp differs (RFC 5905 §8, test 2).</summary>
    OriginMismatch,

    /// <summary>The extension fields are malformed (RFC 7822 §3, RFC 8915 §5.6).</summary>
    FieldsMalformed,

    /// <summary>The unique identifier is missing, repeated or another one (RFC 8915 §5.7).</summary>
    UniqueIdentifierMismatch,

    /// <summary>An unprotected reply to an NTS request (RFC 8915 §5.7).</summary>
    NotAuthenticated,

    /// <summary>Not authentic under the session's key.</summary>
    Forged,

    /// <summary>The receive or transmit timestamp is zero, or the reply left before the request came (RFC 5905 §8, test 3), or a clock leapt in between.</summary>
    TimestampsInvalid,
}
