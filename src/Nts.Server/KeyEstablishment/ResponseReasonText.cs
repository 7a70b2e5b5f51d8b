using Nts.KeyEstablishment;

namespace Nts.Server.KeyEstablishment;

/// <summary>What a person is told when a key establishment response is not usable.</summary>
public static class ResponseReasonText
{
    /// <summary>Words for a reason that is not <see cref="ResponseReason.Accepted"/>.</summary>
    public static string Describe(ResponseReason reason) => reason switch
    {
        ResponseReason.NoCommonProtocol => "the server does not offer NTPv4",
        ResponseReason.NoCommonAead => "the server knows none of the AEAD algorithms offered",
        ResponseReason.UnrecognizedCriticalRecordReported => "the server reports error 0, unrecognised critical record",
        ResponseReason.BadRequestReported => "the server reports error 1, bad request",
        ResponseReason.InternalErrorReported => "the server reports error 2, internal server error",
        ResponseReason.Incomplete => "the response ends before its End of Message record",
        ResponseReason.CookieMissing => "the server sent no cookie",
        _ => $"the response is malformed ({reason})",
    };
}
