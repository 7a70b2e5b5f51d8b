using System;
using Nts.Crypto;
using Nts.Nts;
using Nts.Wire;

namespace Nts.Ntp;

/// <summary>Where the extension fields of a request are that matter to a server, checked for shape but not for truth (RFC 8915 §5.7).</summary>
internal struct RequestFields
{
    private const int ShortestUniqueIdentifier = 32;
    private bool _hasAuthenticator;
    private int _placeholderLength;

    /// <summary>Octets for the server to repeat; empty when there is no such field.</summary>
    public Octets UniqueIdentifier { get; private set; }

    public Octets SealedCookie { get; private set; }

    /// <summary>Placeholders as long as the cookie, as they must be (RFC 8915 §5.5); the others are ignored.</summary>
    public int Placeholders { get; private set; }

    public Octets Nonce { get; private set; }

    /// <summary>Octets that a reply of the same length has for its nonce.</summary>
    public int NonceRoom { get; private set; }

    /// <summary>Tag and ciphertext.</summary>
    public Octets SealedText { get; private set; }

    /// <summary>What the NTS authenticator or the authentication code covers: everything in front of it.</summary>
    public Octets AssociatedData { get; private set; }

    /// <summary>The authentication code behind the fields; empty when there is none.</summary>
    public Octets Mac { get; private set; }

    /// <summary>Whether anything of NTS is in the request; a unique identifier alone belongs to no NTS (RFC 8915 §5.3).</summary>
    private readonly bool HasNts => _hasAuthenticator || Placeholders > 0 || !SealedCookie.IsEmpty;

    /// <summary>Sorts the fields of an NTPv4 request. Fields behind the NTS authenticator are discarded, because nothing authenticates them (RFC 8915 §5.7).</summary>
    /// <returns><see cref="RespondReason.Plain"/>, <see cref="RespondReason.Mac"/>, <see cref="RespondReason.Nts"/>, or why the request is to be dropped.</returns>
    public static RespondReason Parse(ReadOnlySpan<byte> request, out RequestFields fields)
    {
        fields = default;
        ExtensionFieldReader reader = ExtensionFieldReader.InClear(request[NtpHeader.Length..]);
        while (reader.MoveNext())
        {
            ExtensionField field = reader.Current;
            RespondReason reason = field.Type switch
            {
                _ when fields._hasAuthenticator => RespondReason.Plain,
                ExtensionFieldType.UniqueIdentifier => fields.TakeUniqueIdentifier(Octets.In(request, field.Body)),
                ExtensionFieldType.Cookie => fields.TakeCookie(Octets.In(request, field.Body)),
                ExtensionFieldType.CookiePlaceholder => fields.TakePlaceholder(field.Body.Length),
                ExtensionFieldType.Authenticator => fields.TakeAuthenticator(field, request),
                _ => RespondReason.Plain,
            };
            if (reason != RespondReason.Plain)
            {
                return reason;
            }
        }

        return reader.Status switch
        {
            ExtensionFieldStatus.Misaligned => RespondReason.FieldMisaligned,
            ExtensionFieldStatus.TooShort => RespondReason.FieldTooShort,
            ExtensionFieldStatus.BeyondEnd => RespondReason.FieldBeyondEnd,
            ExtensionFieldStatus.Mac when fields._hasAuthenticator => RespondReason.MacAfterAuthenticator,
            _ when fields.HasNts => fields.CheckNts(),
            ExtensionFieldStatus.Mac => fields.TakeMac(request, NtpHeader.Length + reader.Position),
            _ => RespondReason.Plain,
        };
    }

    /// <summary>Looks through the fields that the request encrypts (RFC 8915 §5.5, §5.7).</summary>
    /// <returns><see cref="RespondReason.Nts"/>, or why the request is to be dropped.</returns>
    public RespondReason ParseDecrypted(ReadOnlySpan<byte> plaintext)
    {
        ExtensionFieldReader reader = ExtensionFieldReader.Decrypted(plaintext);
        while (reader.MoveNext())
        {
            switch (reader.Current.Type)
            {
                case ExtensionFieldType.UniqueIdentifier or ExtensionFieldType.Cookie or ExtensionFieldType.Authenticator:
                    return RespondReason.EncryptedFieldForbidden;
                case ExtensionFieldType.CookiePlaceholder when reader.Current.Body.Length == SealedCookie.Length:
                    Placeholders++;
                    break;
            }
        }

        return reader.Status == ExtensionFieldStatus.Complete ? RespondReason.Nts : RespondReason.EncryptedFieldsMalformed;
    }

    /// <summary>Takes what follows for an authentication code.</summary>
    /// <returns><see cref="RespondReason.Mac"/>, or why the request is to be dropped.</returns>
    public RespondReason TakeMac(ReadOnlySpan<byte> request, int start)
    {
        AssociatedData = new(0, start);
        Mac = new(start, request.Length - start);
        return Mac.Length is >= MessageAuthentication.MinLength and <= MessageAuthentication.MaxLength ? RespondReason.Mac : RespondReason.MacLength;
    }

    private RespondReason TakeUniqueIdentifier(Octets body)
    {
        if (!UniqueIdentifier.IsEmpty)
        {
            return RespondReason.UniqueIdentifierRepeated;
        }

        UniqueIdentifier = body;
        return body.Length < ShortestUniqueIdentifier ? RespondReason.UniqueIdentifierShort : RespondReason.Plain;
    }

    private RespondReason TakeCookie(Octets body)
    {
        if (!SealedCookie.IsEmpty)
        {
            return RespondReason.CookieRepeated;
        }

        SealedCookie = body;
        return RespondReason.Plain;
    }

    /// <summary>Counts placeholders of the first one's length: the cookie that they must match may come later.</summary>
    private RespondReason TakePlaceholder(int length)
    {
        _placeholderLength = Placeholders == 0 ? length : _placeholderLength;
        Placeholders += length == _placeholderLength ? 1 : 0;
        return RespondReason.Plain;
    }

    private RespondReason TakeAuthenticator(ExtensionField field, ReadOnlySpan<byte> request)
    {
        _hasAuthenticator = true;
        AssociatedData = new(0, NtpHeader.Length + field.Offset);
        AuthenticatorStatus status = Authenticator.TryParse(field.Body, out Authenticator authenticator);
        Nonce = Octets.In(request, authenticator.Nonce);
        NonceRoom = authenticator.NonceRoom;
        SealedText = Octets.In(request, authenticator.SealedText);
        return status switch
        {
            AuthenticatorStatus.NonceLength => RespondReason.NonceLength,
            AuthenticatorStatus.CiphertextLength => RespondReason.CiphertextLength,
            _ => authenticator.NonceRoom < AeadKey.MinNonceSize ? RespondReason.PaddingShort : RespondReason.Plain,
        };
    }

    private RespondReason CheckNts()
    {
        Placeholders = _placeholderLength == SealedCookie.Length ? Placeholders : 0;
        return UniqueIdentifier.IsEmpty ? RespondReason.UniqueIdentifierMissing
            : SealedCookie.IsEmpty ? RespondReason.CookieMissing
            : !_hasAuthenticator ? RespondReason.AuthenticatorMissing
            : RespondReason.Nts;
    }
}
