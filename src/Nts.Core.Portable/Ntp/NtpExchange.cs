using System;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Nts.Crypto;
using Nts.Nts;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>The client side of one request and its reply, plain or with NTS (RFC 5905 §8, RFC 8915 §5.7).</summary>
/// <remarks>
/// The request tells nothing of the client: every header field that a server does not need is zero, and the transmit timestamp is a
/// random number that only the true reply can repeat. The moment of sending stays with the caller.
/// </remarks>
public sealed class NtpExchange
{
    internal const int UniqueIdentifierLength = 32;

    /// <summary>Octets that cookie and placeholders may take, to stay below what common servers read and networks carry.</summary>
    internal const int MaxCookieOctets = 864;

    /// <summary>Two clocks of different speed give a delay below zero, but none like this: one of them leapt in the midst of the exchange, or was stepped.</summary>
    private static readonly NtpDuration LeastDelay = NtpDuration.FromMilliseconds(-100);

    private readonly NtsSession? _session;
    private readonly NtpTimestamp _challenge;
    private readonly byte[] _uniqueIdentifier = [];
    private readonly byte[] _request;
    private bool _answered;

    private NtpExchange(IRandomSource random)
    {
        _challenge = DrawChallenge(random);
        _request = new byte[NtpHeader.Length];
        WriteHeader();
    }

    private NtpExchange(NtsSession session, ReadOnlySpan<byte> cookie, IRandomSource random)
    {
        _session = session;
        _challenge = DrawChallenge(random);
        _uniqueIdentifier = new byte[UniqueIdentifierLength];
        random.Fill(_uniqueIdentifier);
        int cookieField = ExtensionField.HeaderLength + cookie.Length;
        int placeholders = Math.Min(NtsSession.MaxCookies - session.CookieCount, MaxCookieOctets / cookieField) - 1;
        int authenticated = NtpHeader.Length + ExtensionField.HeaderLength + UniqueIdentifierLength + ((1 + placeholders) * cookieField);
        _request = new byte[authenticated + Authenticator.EmptyFieldLength(session.Algorithm)];
        WriteHeader();
        Span<byte> rest = _request.AsSpan(NtpHeader.Length);
        rest = rest[ExtensionField.Write(rest, ExtensionFieldType.UniqueIdentifier, _uniqueIdentifier)..];
        rest = rest[ExtensionField.Write(rest, ExtensionFieldType.Cookie, cookie)..];
        for (int i = 0; i < placeholders; i++)
        {
            ExtensionField.WriteHeader(rest, ExtensionFieldType.CookiePlaceholder, cookie.Length);
            rest = rest[cookieField..];
        }

        Span<byte> nonce = stackalloc byte[AeadKey.NonceSize(session.Algorithm)];
        random.Fill(nonce);
        session.SealRequest(_request.AsSpan(0, authenticated), nonce, Authenticator.Write(rest, nonce, 0));
    }

    /// <summary>The datagram to send, once.</summary>
    public ReadOnlyMemory<byte> Request => _request;

    /// <summary>Starts a plain exchange.</summary>
    public static NtpExchange CreatePlain(IRandomSource random) => new(random);

    /// <summary>Starts an authenticated exchange: takes one cookie from the session, and asks for as many as bring it back to eight.</summary>
    /// <param name="session">The session; it gets the reply's new cookies.</param>
    /// <param name="random">Where the unpredictable parts come from.</param>
    /// <param name="exchange">The exchange, when the result is true.</param>
    /// <returns>False when no cookie is left: establish keys anew.</returns>
    public static bool TryCreateNts(NtsSession session, IRandomSource random, [NotNullWhen(true)] out NtpExchange? exchange)
    {
        exchange = session.TryTakeCookie(out byte[]? cookie) ? new NtpExchange(session, cookie, random) : null;
        return exchange is not null;
    }

    /// <summary>Judges a datagram that came from the server; after a refused one the true reply may still come.</summary>
    /// <param name="reply">The datagram; anything at all.</param>
    /// <param name="sentAt">When the request left, by the local clock (T1).</param>
    /// <param name="receivedAt">When the datagram came, by the local clock (T4).</param>
    /// <param name="sample">What it tells; empty when the datagram is not the reply to this request, or cannot be read.</param>
    public ExchangeStatus Accept(ReadOnlySpan<byte> reply, PosixTime sentAt, PosixTime receivedAt, out NtpSample sample)
    {
        sample = default;
        if (_answered)
        {
            return ExchangeStatus.Repeated;
        }

        if (!NtpHeader.TryParse(reply, out NtpHeader header))
        {
            return ExchangeStatus.Truncated;
        }

        if (header.Mode != NtpMode.Server)
        {
            return ExchangeStatus.NotServer;
        }

        if (header.Version is not (3 or 4))
        {
            return ExchangeStatus.Version;
        }

        if (header.OriginTime != _challenge)
        {
            return ExchangeStatus.OriginMismatch;
        }

        int newCookies = 0;
        ExchangeStatus status = _session is null ? ExchangeStatus.Accepted : Authenticate(_session, reply, header, out newCookies);
        bool authentic = _session is not null && status == ExchangeStatus.Accepted;
        _answered = status == ExchangeStatus.Accepted;
        if (_answered || status is ExchangeStatus.NtsNak or ExchangeStatus.Kiss)
        {
            sample = Measure(header, sentAt, receivedAt, authentic, newCookies);
        }

        return _answered ? Judge(header, sample.Delay) : status;
    }

    private static NtpTimestamp DrawChallenge(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        random.Fill(bytes);
        return NtpTimestamp.FromWire(BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    private static NtpSample Measure(in NtpHeader header, PosixTime sentAt, PosixTime receivedAt, bool authentic, int newCookies)
    {
        NtpTimestamp sent = NtpTimestamp.FromPosix(sentAt);
        NtpTimestamp received = NtpTimestamp.FromPosix(receivedAt);
        ClockOffset offset = ClockOffset.FromExchange(sent, header.ReceiveTime, header.TransmitTime, received);
        NtpDuration delay = (received - sent) - (header.TransmitTime - header.ReceiveTime);
        return new NtpSample(header, offset, delay, authentic, newCookies);
    }

    private static ExchangeStatus Judge(in NtpHeader header, NtpDuration delay) =>
        header.Stratum == Stratum.Kiss ? ExchangeStatus.Kiss
        : header.Leap == LeapIndicator.Unsynchronized || header.Stratum == Stratum.Unsynchronized ? ExchangeStatus.Unsynchronized
        : header.ReceiveTime.IsZero || header.TransmitTime.IsZero || header.TransmitTime.IsBefore(header.ReceiveTime) || delay < LeastDelay
            ? ExchangeStatus.TimestampsInvalid
        : ExchangeStatus.Accepted;

    private void WriteHeader() =>
        new NtpHeader { Version = NtpHeader.CurrentVersion, Mode = NtpMode.Client, TransmitTime = _challenge }.TryWrite(_request);

    /// <summary>Looks for the identifier and the authenticator; what follows the authenticator is nobody's word (RFC 8915 §5.7).</summary>
    private ExchangeStatus Authenticate(NtsSession session, ReadOnlySpan<byte> reply, in NtpHeader header, out int newCookies)
    {
        newCookies = 0;
        bool identified = false;
        ExtensionFieldReader reader = ExtensionFieldReader.InClear(header.Version == 4 ? reply[NtpHeader.Length..] : []);
        while (reader.MoveNext())
        {
            ExtensionField field = reader.Current;
            if (field.Type == ExtensionFieldType.UniqueIdentifier)
            {
                if (identified || !field.Body.SequenceEqual(_uniqueIdentifier))
                {
                    return ExchangeStatus.UniqueIdentifierMismatch;
                }

                identified = true;
            }
            else if (field.Type == ExtensionFieldType.Authenticator)
            {
                return identified
                    ? Open(session, reply[..(NtpHeader.Length + field.Offset)], field.Body, out newCookies)
                    : ExchangeStatus.UniqueIdentifierMismatch;
            }
        }

        return reader.Status is not (ExtensionFieldStatus.Complete or ExtensionFieldStatus.Mac) ? ExchangeStatus.FieldsMalformed
            : !identified ? ExchangeStatus.UniqueIdentifierMismatch
            : header.Stratum != Stratum.Kiss ? ExchangeStatus.NotAuthenticated
            : header.ReferenceId == ReferenceId.NtsNak ? ExchangeStatus.NtsNak
            : ExchangeStatus.Kiss;
    }

    private static ExchangeStatus Open(NtsSession session, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> body, out int newCookies)
    {
        newCookies = 0;
        if (Authenticator.TryParse(body, out Authenticator authenticator) != AuthenticatorStatus.Ok)
        {
            return ExchangeStatus.FieldsMalformed;
        }

        byte[] plaintext = new byte[authenticator.PlaintextLength];
        if (!session.TryOpenReply(associatedData, authenticator, plaintext))
        {
            return ExchangeStatus.Forged;
        }

        ExtensionFieldReader reader = ExtensionFieldReader.Decrypted(plaintext);
        while (reader.MoveNext())
        {
            if (reader.Current.Type == ExtensionFieldType.Cookie && session.TryAddCookie(reader.Current.Body))
            {
                newCookies++;
            }
        }

        return reader.Status == ExtensionFieldStatus.Complete ? ExchangeStatus.Accepted : ExchangeStatus.FieldsMalformed;
    }
}
