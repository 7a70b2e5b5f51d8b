namespace Nts.KeyEstablishment;

/// <summary>What an Error record says (RFC 8915 §4.1.3).</summary>
public enum KeErrorCode : ushort
{
    /// <summary>The request held a critical record that the server does not know.</summary>
    UnrecognizedCriticalRecord = 0,

    /// <summary>The request was incomplete, malformed or late.</summary>
    BadRequest = 1,

    /// <summary>The server failed for a reason of its own.</summary>
    InternalServerError = 2,
}
