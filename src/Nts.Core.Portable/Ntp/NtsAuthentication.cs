using System;
using System.Security.Cryptography;
using Nts.Crypto;
using Nts.Nts;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>The cryptography of an NTS request and its reply (RFC 8915 §5.7). Holds scratch memory, so each thread has its own.</summary>
internal sealed class NtsAuthentication
{
    private const int MaxCookies = 8;

    private readonly KeyRing _ring;
    private readonly IRandomSource _random;
    private readonly byte[] _secretBytes = new byte[CookieSecrets.MaxLength];
    private readonly byte[] _plaintext = new byte[NtpResponder.MaxPacketLength];
    private readonly byte[] _nonces = new byte[AeadKey.MaxNonceSize + (MaxCookies * Cookie.NonceLength)];

    public NtsAuthentication(KeyRing ring, IRandomSource random)
    {
        _ring = ring;
        _random = random;
    }

    /// <summary>Opens the cookie, and with its key the request. <see cref="Forget"/> must follow.</summary>
    /// <returns><see cref="RespondReason.Nts"/>, or why not.</returns>
    public RespondReason Check(ref RequestFields fields, out CookieSecrets secrets)
    {
        CookieStatus status = Cookie.TryOpen(_ring.Snapshot, fields.SealedCookie, _secretBytes, out secrets);
        if (status != CookieStatus.Ok)
        {
            return status switch
            {
                CookieStatus.Length => RespondReason.CookieLength,
                CookieStatus.KeyUnknown => RespondReason.CookieKeyUnknown,
                CookieStatus.Algorithm => RespondReason.CookieAlgorithm,
                _ => RespondReason.CookieForged,
            };
        }

        if (fields.Authenticator.NonceRoom < AeadKey.NonceSize(secrets.Algorithm))
        {
            return RespondReason.PaddingShort;
        }

        if (!AeadKey.TakesNonce(secrets.Algorithm, fields.Authenticator.Nonce.Length))
        {
            return RespondReason.NonceLength;
        }

        Span<byte> plaintext = _plaintext.AsSpan(0, fields.Authenticator.PlaintextLength);
        AeadKey.Expand(secrets.Algorithm, secrets.C2S, out AeadKey c2s);
        bool authentic = c2s.TryOpen(fields.AssociatedData, fields.Authenticator.Nonce, fields.Authenticator.SealedText, plaintext);
        c2s.Clear();
        return authentic ? fields.ParseDecrypted(plaintext) : RespondReason.RequestForged;
    }

    /// <summary>
    /// Fills a reply of exactly the request's length, so that both ways take equally long (RFC 8915 §5.6 allows additional padding).
    /// It always fits: what the reply has beyond header and identifier, the request had as cookie, placeholders and authenticator.
    /// </summary>
    /// <param name="secrets">The keys of the request's cookie.</param>
    /// <param name="placeholders">How many cookies are wanted beside the one that was used.</param>
    /// <param name="reply">The reply, with header and identifier in it.</param>
    /// <param name="head">Octets of header and identifier.</param>
    /// <param name="clock">Read for the transmit timestamp, if the header has none, when only the last seal, which covers the header, is left to do.</param>
    public void Seal(CookieSecrets secrets, int placeholders, Span<byte> reply, int head, IClock clock)
    {
        int cookies = Math.Min(1 + placeholders, MaxCookies);
        int nonceLength = AeadKey.NonceSize(secrets.Algorithm);
        Span<byte> nonces = _nonces.AsSpan(0, nonceLength + (cookies * Cookie.NonceLength));
        _random.Fill(nonces);
        ReadOnlySpan<byte> nonce = nonces[..nonceLength];
        ReadOnlySpan<byte> cookieNonces = nonces[nonceLength..];

        KeyRingSnapshot keys = _ring.Snapshot;
        AeadKey.Expand(secrets.Algorithm, secrets.S2C, out AeadKey s2c);
        int cookieLength = Cookie.LengthFor(secrets.Algorithm);
        int fieldLength = ExtensionField.HeaderLength + cookieLength;
        Span<byte> sealedText = Authenticator.Write(reply[head..], nonce, cookies * fieldLength);
        Span<byte> plaintext = sealedText.Slice(s2c.CiphertextOffset, cookies * fieldLength);
        for (int i = 0; i < cookies; i++)
        {
            Span<byte> cookie = ExtensionField.WriteHeader(plaintext[(i * fieldLength)..], ExtensionFieldType.Cookie, cookieLength);
            Cookie.Seal(keys, secrets, cookieNonces.Slice(i * Cookie.NonceLength, Cookie.NonceLength), cookie);
        }

        ReplyTimes.Stamp(reply, clock);
        s2c.Seal(reply[..head], nonce, plaintext, sealedText);
        s2c.Clear();
    }

    /// <summary>Wipes the keys of the last request.</summary>
    public void Forget() => CryptographicOperations.ZeroMemory(_secretBytes);
}
