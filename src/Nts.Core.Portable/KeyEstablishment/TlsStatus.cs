namespace Nts.KeyEstablishment;

/// <summary>How far a step of a TLS session went.</summary>
public enum TlsStatus
{
    /// <summary>The step is done.</summary>
    Done,

    /// <summary>Bytes of the peer are missing: send what is pending, feed what arrives, try again.</summary>
    NeedsInput,

    /// <summary>The peer sent close_notify: nothing more will come.</summary>
    Closed,

    /// <summary>The handshake came to an end without the application protocol <c>ntske/1</c> (RFC 8915 §4).</summary>
    WrongProtocol,

    /// <summary>The peer's certificate is not the one that was asked for, or nobody trusted vouches for it.</summary>
    NotTrusted,

    /// <summary>The peer broke TLS, speaks no version of it that is allowed here, or sent an alert.</summary>
    Failed,
}
