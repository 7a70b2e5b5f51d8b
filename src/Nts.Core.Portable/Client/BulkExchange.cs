using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.Time;

namespace Nts.Client;

/// <summary>Requests and replies by the hundred thousand, for a load on a server of one's own: nothing here allocates after the start.</summary>
/// <remarks>
/// On the wire a request is one of <see cref="NtpExchange"/>. But cookies are used again, which a server cannot tell and RFC 8915 §5.7
/// forbids for the sake of privacy alone; and identifiers and nonces are unique without being unpredictable. No clock should follow this.
/// </remarks>
public sealed class BulkExchange
{
    private const int CookieOffset = NtpHeader.Length + (2 * ExtensionField.HeaderLength) + NtpExchange.UniqueIdentifierLength;
    private const int IdentifierOffset = NtpHeader.Length + ExtensionField.HeaderLength;

    /// <summary>A field type without a meaning (RFC 7822 §3).</summary>
    private const ExtensionFieldType UnknownField = (ExtensionFieldType)0x2005;
    private const int LongestPlaintext = 2048;

    /// <summary>What tells apart the numbers that are made of one challenge.</summary>
    private const ulong IdentifierDomain = 0;
    private const ulong NonceDomain = 4;

    private readonly NtsSession? _session;
    private readonly byte[][] _cookies = [];
    private readonly byte[] _template;
    private readonly int _authenticated;
    private readonly ulong _secret;
    private readonly byte[] _plaintext = new byte[LongestPlaintext];
    private uint _nextCookie;
    private uint _newestCookie;

    /// <summary>Plain requests, or those of a session.</summary>
    /// <param name="session">Keys and cookies, of which there must be one; null for plain NTP. The cookies are taken out of it.</param>
    /// <param name="cookies">Cookies to ask for with each request, 1 to 8; fewer are asked for if they are long, as clients do.</param>
    /// <param name="random">Makes the numbers of this run unlike those of another.</param>
    /// <param name="octets">What plain requests are made to measure, with an extension field that nobody knows.</param>
    /// <exception cref="ArgumentException">The session has no cookie.</exception>
    public BulkExchange(NtsSession? session, int cookies, IRandomSource random, int octets = NtpHeader.Length)
    {
        _session = session;
        random.Fill(MemoryMarshal.AsBytes(new Span<ulong>(ref _secret)));
        if (session is null)
        {
            _template = new byte[octets];
            if (octets > NtpHeader.Length)
            {
                ExtensionField.WriteHeader(_template.AsSpan(NtpHeader.Length), UnknownField, octets - NtpHeader.Length - ExtensionField.HeaderLength);
            }
        }
        else
        {
            _cookies = TakeCookies(session);
            int cookieField = ExtensionField.HeaderLength + _cookies[0].Length;
            int placeholders = Math.Min(cookies, NtpExchange.MaxCookieOctets / cookieField) - 1;
            _authenticated = CookieOffset - ExtensionField.HeaderLength + ((1 + placeholders) * cookieField);
            _template = new byte[_authenticated + Authenticator.EmptyFieldLength(session.Algorithm)];
            Span<byte> rest = _template.AsSpan(NtpHeader.Length);
            rest = rest[ExtensionField.Write(rest, ExtensionFieldType.UniqueIdentifier, stackalloc byte[NtpExchange.UniqueIdentifierLength])..];
            rest = rest[ExtensionField.Write(rest, ExtensionFieldType.Cookie, _cookies[0])..];
            for (int i = 0; i < placeholders; i++)
            {
                ExtensionField.WriteHeader(rest, ExtensionFieldType.CookiePlaceholder, _cookies[0].Length);
                rest = rest[cookieField..];
            }
        }

        new NtpHeader { Version = NtpHeader.CurrentVersion, Mode = NtpMode.Client }.TryWrite(_template);
    }

    /// <summary>Octets of every request.</summary>
    public int RequestLength => _template.Length;

    /// <summary>Writes what all requests have in common.</summary>
    /// <param name="request">At least <see cref="RequestLength"/> octets, to be given to <see cref="Write"/>.</param>
    public void Prepare(Span<byte> request) => _template.CopyTo(request);

    /// <summary>Makes a prepared or used buffer a new request.</summary>
    /// <param name="request">The buffer.</param>
    /// <param name="challenge">What the reply will repeat as its origin; never the same twice.</param>
    public void Write(Span<byte> request, NtpTimestamp challenge)
    {
        NtpHeader.WriteTransmitTime(request, challenge);
        if (_session is null)
        {
            return;
        }

        Span<byte> nonce = stackalloc byte[AeadKey.NonceSize(_session.Algorithm)];
        Spread(challenge, IdentifierDomain, request.Slice(IdentifierOffset, NtpExchange.UniqueIdentifierLength));
        Spread(challenge, NonceDomain, nonce);
        _cookies[_nextCookie++ % (uint)_cookies.Length].CopyTo(request[CookieOffset..]);
        _session.SealRequest(request[.._authenticated], nonce, Authenticator.Write(request[_authenticated..RequestLength], nonce, 0));
    }

    /// <summary>Judges a datagram whose origin is the challenge of a request.</summary>
    /// <param name="reply">The datagram.</param>
    /// <param name="header">Its header.</param>
    /// <param name="authenticates">Whether to look at identifier and authenticator, if it is a session's. Only then new cookies are taken.</param>
    public ExchangeStatus Judge(ReadOnlySpan<byte> reply, in NtpHeader header, bool authenticates)
    {
        if (header.Stratum == Stratum.Kiss)
        {
            return Refusal(header);
        }

        ExchangeStatus status = authenticates && _session is not null ? Authenticate(_session, reply, header) : ExchangeStatus.Accepted;
        return status != ExchangeStatus.Accepted ? status
            : header.Version is not (3 or 4) ? ExchangeStatus.Version
            : header.Leap == LeapIndicator.Unsynchronized || header.Stratum == Stratum.Unsynchronized ? ExchangeStatus.Unsynchronized
            : header.ReceiveTime.IsZero || header.TransmitTime.IsZero || header.TransmitTime.IsBefore(header.ReceiveTime) ? ExchangeStatus.TimestampsInvalid
            : ExchangeStatus.Accepted;
    }

    private static byte[][] TakeCookies(NtsSession session)
    {
        List<byte[]> cookies = [];
        while (session.TryTakeCookie(out byte[]? cookie))
        {
            cookies.Add(cookie);
        }

        // Requests have all one length.
        cookies.RemoveAll(cookie => cookie.Length != cookies[0].Length);
        return cookies.Count > 0 ? [.. cookies] : throw new ArgumentException("A session without cookies.", nameof(session));
    }

    private ExchangeStatus Refusal(in NtpHeader header)
    {
        if (_session is null || header.ReferenceId != ReferenceId.NtsNak)
        {
            return ExchangeStatus.Kiss;
        }

        // With AEAD 30 there may be a second pair of keys to try.
        _ = _session.TrySwitchToAlternativeKeys();
        return ExchangeStatus.NtsNak;
    }

    private ExchangeStatus Authenticate(NtsSession session, ReadOnlySpan<byte> reply, in NtpHeader header)
    {
        Span<byte> expected = stackalloc byte[NtpExchange.UniqueIdentifierLength];
        Spread(header.OriginTime, IdentifierDomain, expected);
        bool isIdentified = false;
        ExtensionFieldReader reader = ExtensionFieldReader.InClear(reply[NtpHeader.Length..]);
        while (reader.MoveNext())
        {
            ExtensionField field = reader.Current;
            if (field.Type == ExtensionFieldType.UniqueIdentifier)
            {
                isIdentified = !isIdentified && field.Body.SequenceEqual(expected);
            }
            else if (field.Type == ExtensionFieldType.Authenticator)
            {
                return isIdentified ? Open(session, reply[..(NtpHeader.Length + field.Offset)], field.Body) : ExchangeStatus.UniqueIdentifierMismatch;
            }
        }

        return reader.Status is ExtensionFieldStatus.Complete or ExtensionFieldStatus.Mac ? ExchangeStatus.NotAuthenticated : ExchangeStatus.FieldsMalformed;
    }

    private ExchangeStatus Open(NtsSession session, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> body)
    {
        if (Authenticator.TryParse(body, out Authenticator authenticator) != AuthenticatorStatus.Ok || authenticator.PlaintextLength > LongestPlaintext)
        {
            return ExchangeStatus.FieldsMalformed;
        }

        Span<byte> plaintext = _plaintext.AsSpan(0, authenticator.PlaintextLength);
        if (!session.TryOpenReply(associatedData, authenticator, plaintext))
        {
            return ExchangeStatus.Forged;
        }

        ExtensionFieldReader reader = ExtensionFieldReader.Decrypted(plaintext);
        while (reader.MoveNext())
        {
            // Fresh cookies outlive the server's next change of keys.
            if (reader.Current.Type == ExtensionFieldType.Cookie && reader.Current.Body.Length == _cookies[0].Length)
            {
                reader.Current.Body.CopyTo(_cookies[_newestCookie++ % (uint)_cookies.Length]);
            }
        }

        return reader.Status == ExtensionFieldStatus.Complete ? ExchangeStatus.Accepted : ExchangeStatus.FieldsMalformed;
    }

    /// <summary>Fills up to 32 octets with what only this challenge gives in this run (the mixing function of SplitMix64).</summary>
    private void Spread(NtpTimestamp challenge, ulong domain, Span<byte> destination)
    {
        Span<byte> numbers = stackalloc byte[NtpExchange.UniqueIdentifierLength];
        for (int i = 0; i * sizeof(ulong) < destination.Length; i++)
        {
            unchecked
            {
                ulong mixed = (challenge.ToWire() ^ _secret) + ((domain + (ulong)i + 1) * 0x9E3779B97F4A7C15);
                mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                BinaryPrimitives.WriteUInt64LittleEndian(numbers[(i * sizeof(ulong))..], mixed ^ (mixed >> 31));
            }
        }

        numbers[..destination.Length].CopyTo(destination);
    }
}
