namespace Nts.Server.KeyEstablishment;

/// <summary>The steps of a key establishment as a client sees them; a failure names the step that it happened in.</summary>
public enum KeyEstablishmentStage
{
    /// <summary>Finding the server's addresses.</summary>
    Resolve,

    /// <summary>Connecting over TCP.</summary>
    Connect,

    /// <summary>The TLS handshake, the certificate included.</summary>
    Tls,

    /// <summary>The request and its response.</summary>
    Exchange,

    /// <summary>Everything is done.</summary>
    Done,
}
