namespace Nts.Server.KeyEstablishment;

/// <summary>How far a session is.</summary>
internal enum SessionPhase
{
    /// <summary>The TLS handshake, the silence before it included.</summary>
    Handshake,

    /// <summary>TLS is up, and the request is not complete.</summary>
    Request,

    /// <summary>The last bytes to the client wait for room.</summary>
    Farewell,

    /// <summary>Everything is sent; what is left is the client's goodbye.</summary>
    Drain,
}
