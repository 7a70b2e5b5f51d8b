using System.Diagnostics;

namespace Nts.Ntp;

/// <summary>Stable short names for counters and logs.</summary>
public static class RespondReasonNames
{
    /// <summary>What a request that ended for a reason got.</summary>
    public static RespondAction Action(this RespondReason reason) => reason switch
    {
        RespondReason.Plain or RespondReason.Nts or RespondReason.Mac => RespondAction.Answer,
        RespondReason.DenyKiss or RespondReason.RateKiss or RespondReason.CookieLength or RespondReason.CookieKeyUnknown or RespondReason.CookieForged
            or RespondReason.CookieAlgorithm or RespondReason.RequestForged => RespondAction.Kiss,
        _ => RespondAction.Drop,
    };

    /// <summary>The reason's name in lower case with dashes; it never changes once published.</summary>
    public static string ShortName(this RespondReason reason) => reason switch
    {
        RespondReason.Plain => "ntp",
        RespondReason.Nts => "nts",
        RespondReason.Mac => "mac",
        RespondReason.AccessDenied => "access-denied",
        RespondReason.DenyKiss => "deny-kiss",
        RespondReason.RateLimited => "rate-limited",
        RespondReason.RateKiss => "rate-kiss",
        RespondReason.CookieLength => "cookie-length",
        RespondReason.CookieKeyUnknown => "cookie-key-unknown",
        RespondReason.CookieForged => "cookie-forged",
        RespondReason.CookieAlgorithm => "cookie-algorithm",
        RespondReason.RequestForged => "request-forged",
        RespondReason.Truncated => "truncated",
        RespondReason.Oversized => "oversized",
        RespondReason.LengthMisaligned => "length-misaligned",
        RespondReason.Version => "version",
        RespondReason.NotClient => "not-client",
        RespondReason.MacUnknownKey => "mac-unknown-key",
        RespondReason.MacLength => "mac-length",
        RespondReason.MacForged => "mac-forged",
        RespondReason.MacAfterAuthenticator => "mac-after-authenticator",
        RespondReason.FieldMisaligned => "field-misaligned",
        RespondReason.FieldTooShort => "field-too-short",
        RespondReason.FieldBeyondEnd => "field-beyond-end",
        RespondReason.UniqueIdentifierMissing => "uid-missing",
        RespondReason.UniqueIdentifierShort => "uid-short",
        RespondReason.UniqueIdentifierRepeated => "uid-repeated",
        RespondReason.CookieMissing => "cookie-missing",
        RespondReason.CookieRepeated => "cookie-repeated",
        RespondReason.AuthenticatorMissing => "authenticator-missing",
        RespondReason.NonceLength => "nonce-length",
        RespondReason.CiphertextLength => "ciphertext-length",
        RespondReason.PaddingShort => "padding-short",
        RespondReason.EncryptedFieldsMalformed => "encrypted-fields-malformed",
        RespondReason.EncryptedFieldForbidden => "encrypted-field-forbidden",
        _ => throw new UnreachableException(),
    };
}
