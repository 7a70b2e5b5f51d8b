using Nts.Crypto;

namespace Nts.KeyEstablishment;

/// <summary>A server's decision on a request.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Aead">The algorithm chosen; of a meaning only when accepted.</param>
/// <param name="HasRecord1024">Whether the client sent <see cref="KeRecordType.CompliantGcmSivExport"/>.</param>
public readonly record struct Negotiation(RequestReason Reason, AeadAlgorithm Aead = default, bool HasRecord1024 = false)
{
    /// <summary>Whether keys are to be exported and cookies to be sent.</summary>
    public bool IsAccepted => Reason == RequestReason.Accepted;

    /// <summary>The error to send, or null when the response is not an error (RFC 8915 §4.1.3).</summary>
    public KeErrorCode? Error => Reason switch
    {
        RequestReason.Accepted or RequestReason.NoCommonProtocol or RequestReason.NoCommonAead => null,
        RequestReason.UnrecognizedCriticalRecord => KeErrorCode.UnrecognizedCriticalRecord,
        RequestReason.InternalError => KeErrorCode.InternalServerError,
        _ => KeErrorCode.BadRequest,
    };
}
