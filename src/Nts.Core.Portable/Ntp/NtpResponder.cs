using System;
using System.Security.Cryptography;
using Nts.Crypto;
using Nts.Nts;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>The server side of NTP and NTS: one request in, at most one reply out, and nothing remembered between but <see cref="Interleaved"/> (RFC 5905 §9.2, RFC 8915 §5.7).</summary>
/// <remarks>Holds scratch memory, so each socket thread has its own. Allocates nothing per request and takes no lock.</remarks>
public sealed class NtpResponder
{
    /// <summary>Octets of the longest request that is looked at; a reply never has more than its request.</summary>
    public const int MaxPacketLength = 2048;

    private const int MaxCookies = 8;
    private const sbyte LongestPoll = 17;

    private readonly KeyRing _keys;
    private readonly IRandomSource _random;
    private readonly byte[] _secrets = new byte[CookieSecrets.MaxLength];
    private readonly byte[] _plaintext = new byte[MaxPacketLength];
    private readonly byte[] _nonces = new byte[AeadKey.MaxNonceSize + (MaxCookies * Cookie.NonceLength)];

    /// <summary>A responder for one thread.</summary>
    /// <param name="keys">The keys of this server's cookies; shared with other threads.</param>
    /// <param name="random">Where nonces come from.</param>
    public NtpResponder(KeyRing keys, IRandomSource random)
    {
        _keys = keys;
        _random = random;
    }

    /// <summary>Earlier replies, for interleaved mode; shared with other threads. Null answers everybody in basic mode.</summary>
    public InterleavedTimes? Interleaved { get; init; }

    /// <summary>Answers one datagram.</summary>
    /// <param name="request">The datagram as it came.</param>
    /// <param name="state">What to say of the clock.</param>
    /// <param name="clock">Read for the transmit timestamp, as late as the format allows.</param>
    /// <param name="reply">Room for the reply, at least <see cref="MaxPacketLength"/> octets, not overlapping the request.</param>
    public RespondResult Respond(in NtpRequest request, ClockState state, IClock clock, Span<byte> reply)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reply.Length, MaxPacketLength);
        RespondReason reason = Classify(request.Datagram, out NtpHeader asked, out RequestFields fields);
        switch (reason)
        {
            case RespondReason.Plain:
                ReplyTimes times = ReplyTimes.Choose(Interleaved, asked, request.ReceivedAt, isAuthentic: false);
                int length = WriteHead(reply, times.In(Describe(asked, request.ReceivedAt, state)), fields.UniqueIdentifier);
                Stamp(reply, clock);
                return times.In(new RespondResult(RespondAction.Answer, reason, length));
            case RespondReason.Nts:
                KeyRingSnapshot keys = _keys.Snapshot;
                reason = Authenticate(keys, ref fields, out CookieSecrets secrets);
                times = reason == RespondReason.Nts ? ReplyTimes.Choose(Interleaved, asked, request.ReceivedAt, isAuthentic: true) : default;
                RespondResult result = reason switch
                {
                    RespondReason.Nts => times.In(
                        AnswerNts(keys, secrets, fields, times.In(Describe(asked, request.ReceivedAt, state)), clock, reply[..request.Datagram.Length])),
                    RespondReason.NonceLength or RespondReason.PaddingShort
                        or RespondReason.EncryptedFieldsMalformed or RespondReason.EncryptedFieldForbidden => new(RespondAction.Drop, reason, 0),
                    _ => Refuse(reason, fields, Describe(asked, request.ReceivedAt, state), clock, reply),
                };
                CryptographicOperations.ZeroMemory(_secrets);
                return result;
            default:
                return new RespondResult(RespondAction.Drop, reason, 0);
        }
    }

    private static RespondReason Classify(ReadOnlySpan<byte> request, out NtpHeader asked, out RequestFields fields)
    {
        fields = default;
        if (!NtpHeader.TryParse(request, out asked))
        {
            return RespondReason.Truncated;
        }

        if (request.Length > MaxPacketLength)
        {
            return RespondReason.Oversized;
        }

        if (request.Length % 4 != 0)
        {
            return RespondReason.LengthMisaligned;
        }

        if (asked.Mode != NtpMode.Client)
        {
            return RespondReason.NotClient;
        }

        if (asked.Version == 0)
        {
            return RespondReason.Version;
        }

        // Extension fields came with NTPv4; before it, whatever follows the header authenticates it (RFC 1305 §3.2).
        return asked.Version >= NtpHeader.CurrentVersion ? RequestFields.Parse(request, out fields)
            : request.Length > NtpHeader.Length ? RespondReason.MacUnknownKey
            : RespondReason.Plain;
    }

    private static NtpHeader Describe(in NtpHeader asked, PosixTime receivedAt, ClockState state) => new()
    {
        Leap = state.Leap,
        Version = Math.Min(asked.Version, NtpHeader.CurrentVersion),
        Mode = NtpMode.Server,
        Stratum = state.Stratum,
        Poll = new Log2Seconds(Math.Clamp(asked.Poll.Exponent, (sbyte)0, LongestPoll)),
        Precision = state.Precision,
        RootDelay = NtpShort.FromDuration(state.RootDelay),
        RootDispersion = NtpShort.FromDuration(state.RootDispersionAt(receivedAt)),
        ReferenceId = state.ReferenceId,
        ReferenceTime = state.Leap == LeapIndicator.Unsynchronized ? NtpTimestamp.Zero : NtpTimestamp.FromPosix(state.ReferenceTime),
        OriginTime = asked.TransmitTime,
        ReceiveTime = NtpTimestamp.FromPosix(receivedAt),
    };

    /// <summary>Writes header and unique identifier (RFC 8915 §5.3: also without NTS).</summary>
    private static int WriteHead(Span<byte> reply, in NtpHeader header, ReadOnlySpan<byte> uniqueIdentifier)
    {
        header.TryWrite(reply);
        return uniqueIdentifier.IsEmpty
            ? NtpHeader.Length
            : NtpHeader.Length + ExtensionField.Write(reply[NtpHeader.Length..], ExtensionFieldType.UniqueIdentifier, uniqueIdentifier);
    }

    /// <summary>Writes the transmit timestamp, unless interleaved mode did already.</summary>
    private static void Stamp(Span<byte> reply, IClock clock)
    {
        if (NtpHeader.ReadTransmitTime(reply).IsZero)
        {
            NtpHeader.WriteTransmitTime(reply, InterleavedTimes.AsTransmitTime(NtpTimestamp.FromPosix(clock.Now())));
        }
    }

    /// <summary>The negative acknowledgement: nothing but header and unique identifier (RFC 8915 §5.7).</summary>
    private static RespondResult Refuse(RespondReason reason, in RequestFields fields, in NtpHeader described, IClock clock, Span<byte> reply)
    {
        NtpHeader header = described with
        {
            Leap = LeapIndicator.Unsynchronized,
            Stratum = Stratum.Kiss,
            ReferenceId = ReferenceId.NtsNak,
        };
        int length = WriteHead(reply, header, fields.UniqueIdentifier);
        Stamp(reply, clock);
        return new RespondResult(RespondAction.Kiss, reason, length);
    }

    /// <summary>Opens the cookie, and with its key the request.</summary>
    private RespondReason Authenticate(KeyRingSnapshot keys, ref RequestFields fields, out CookieSecrets secrets)
    {
        CookieStatus status = Cookie.TryOpen(keys, fields.SealedCookie, _secrets, out secrets);
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
    /// Writes a reply of exactly the request's length, so that both ways take equally long (RFC 8915 §5.6 allows additional padding).
    /// It always fits: what the reply has beyond header and identifier, the request had as cookie, placeholders and authenticator.
    /// </summary>
    private RespondResult AnswerNts(
        KeyRingSnapshot keys, CookieSecrets secrets, in RequestFields fields, in NtpHeader header, IClock clock, Span<byte> reply)
    {
        int cookies = Math.Min(1 + fields.Placeholders, MaxCookies);
        int nonceLength = AeadKey.NonceSize(secrets.Algorithm);
        Span<byte> nonces = _nonces.AsSpan(0, nonceLength + (cookies * Cookie.NonceLength));
        _random.Fill(nonces);
        ReadOnlySpan<byte> nonce = nonces[..nonceLength];
        ReadOnlySpan<byte> cookieNonces = nonces[nonceLength..];

        AeadKey.Expand(secrets.Algorithm, secrets.S2C, out AeadKey s2c);
        int head = WriteHead(reply, header, fields.UniqueIdentifier);
        int cookieLength = Cookie.LengthFor(secrets.Algorithm);
        int fieldLength = ExtensionField.HeaderLength + cookieLength;
        Span<byte> sealedText = Authenticator.Write(reply[head..], nonce, cookies * fieldLength);
        Span<byte> plaintext = sealedText.Slice(s2c.CiphertextOffset, cookies * fieldLength);
        for (int i = 0; i < cookies; i++)
        {
            Span<byte> cookie = ExtensionField.WriteHeader(plaintext[(i * fieldLength)..], ExtensionFieldType.Cookie, cookieLength);
            Cookie.Seal(keys, secrets, cookieNonces.Slice(i * Cookie.NonceLength, Cookie.NonceLength), cookie);
        }

        Stamp(reply, clock);
        s2c.Seal(reply[..head], nonce, plaintext, sealedText);
        s2c.Clear();
        return new RespondResult(RespondAction.Answer, RespondReason.Nts, reply.Length);
    }
}
