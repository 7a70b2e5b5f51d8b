using System;
using Nts.Crypto;
using Nts.Nts;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>The server side of NTP and NTS: one request in, at most one reply out (RFC 5905 §9.2, RFC 8915 §5.7).</summary>
/// <remarks>What it remembers between requests are <see cref="Interleaved"/> and the rate of each address. Holds scratch memory, so each socket thread has its own. Allocates nothing per request and takes no lock.</remarks>
public sealed class NtpResponder
{
    /// <summary>Octets of the longest request that is looked at; a reply never has more than its request.</summary>
    public const int MaxPacketLength = 2048;

    private const sbyte LongestPoll = 17;

    private readonly NtsAuthentication _nts;
    private readonly SymmetricKeys _symmetricKeys;
    private readonly Admission _admission;
    private readonly sbyte _shortestPoll;

    /// <summary>A responder for one thread.</summary>
    /// <param name="keys">The keys of this server's cookies; shared with other threads.</param>
    /// <param name="random">Where nonces come from.</param>
    /// <param name="policy">Whom to answer; everybody and without a limit if there is none.</param>
    public NtpResponder(KeyRing keys, IRandomSource random, ServicePolicy? policy = null)
    {
        policy ??= new ServicePolicy();
        _nts = new NtsAuthentication(keys, random);
        _symmetricKeys = policy.SymmetricKeys;
        _admission = new Admission(policy, random);
        _shortestPoll = (sbyte)(policy.RateLimit?.Interval ?? sbyte.MinValue);
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
        RespondReason kind = RequestShape.Classify(request, out NtpHeader asked, out RequestFields fields);
        if (kind is not (RespondReason.Plain or RespondReason.Mac or RespondReason.Nts))
        {
            return Drop(kind);
        }

        RespondReason? refusal = _admission.Refusal(request, kind == RespondReason.Nts);
        if (refusal is RespondReason.AccessDenied or RespondReason.RateLimited)
        {
            return Drop(refusal.Value);
        }

        NtpHeader header = Describe(asked, request.ReceivedAt, state, refusal);
        return kind switch
        {
            RespondReason.Nts => RespondToNts(request, asked, ref fields, header, refusal, clock, reply[..request.Datagram.Length]),
            RespondReason.Mac => RespondToMac(request, asked, fields, header, refusal, clock, reply),
            _ => RespondToPlain(request, asked, fields, header, refusal, clock, reply),
        };
    }

    private static RespondResult Drop(RespondReason reason) => new(RespondAction.Drop, reason, 0);

    /// <summary>A reply that gives the time, or the kiss that a refusal asks for.</summary>
    private static RespondResult Send(RespondReason? refusal, RespondReason kind, in ReplyTimes times, int length) =>
        times.In(new RespondResult(refusal is null ? RespondAction.Answer : RespondAction.Kiss, refusal ?? kind, length));

    private static NtpHeader Kiss(in NtpHeader header, ReferenceId code) =>
        header with { Leap = LeapIndicator.Unsynchronized, Stratum = Stratum.Kiss, ReferenceId = code };

    /// <summary>Writes header and unique identifier (RFC 8915 §5.3: also without NTS).</summary>
    private static int WriteHead(Span<byte> reply, in NtpHeader header, in RequestFields fields)
    {
        header.TryWrite(reply);
        return fields.UniqueIdentifier.IsEmpty
            ? NtpHeader.Length
            : NtpHeader.Length + ExtensionField.Write(reply[NtpHeader.Length..], ExtensionFieldType.UniqueIdentifier, fields.UniqueIdentifier);
    }

    private static int WriteStamped(Span<byte> reply, in NtpHeader header, in RequestFields fields, IClock clock)
    {
        int length = WriteHead(reply, header, fields);
        ReplyTimes.Stamp(reply, clock);
        return length;
    }

    /// <summary>What to say of the clock, to be completed with the reply's times.</summary>
    private NtpHeader Describe(in NtpHeader asked, PosixTime receivedAt, ClockState state, RespondReason? refusal)
    {
        NtpHeader header = new()
        {
            Leap = state.Leap,
            Version = asked.Version,
            Mode = asked.Mode == NtpMode.SymmetricActive ? NtpMode.SymmetricPassive : NtpMode.Server,
            Stratum = state.Stratum,
            Poll = new Log2Seconds(Math.Clamp(asked.Poll.Exponent, _shortestPoll, LongestPoll)),
            Precision = state.Precision,
            RootDelay = NtpShort.FromDuration(state.RootDelay),
            RootDispersion = NtpShort.FromDuration(state.RootDispersionAt(receivedAt)),
            ReferenceId = state.ReferenceId,
            ReferenceTime = state.Leap == LeapIndicator.Unsynchronized ? NtpTimestamp.Zero : NtpTimestamp.FromPosix(state.ReferenceTime),
        };
        return refusal switch
        {
            RespondReason.DenyKiss => Kiss(header, ReferenceId.Deny),
            RespondReason.RateKiss => Kiss(header, ReferenceId.Rate),
            _ => header,
        };
    }

    /// <summary>The times of a reply; those of a kiss nobody will refer to.</summary>
    private ReplyTimes Times(in NtpRequest request, in NtpHeader asked, RespondReason? refusal, bool isAuthentic) => refusal is null
        ? ReplyTimes.Choose(Interleaved, asked, request.ReceivedAt, isAuthentic)
        : ReplyTimes.Basic(asked, request.ReceivedAt);

    private RespondResult RespondToPlain(
        in NtpRequest request, in NtpHeader asked, in RequestFields fields, in NtpHeader header, RespondReason? refusal, IClock clock, Span<byte> reply)
    {
        ReplyTimes times = Times(request, asked, refusal, isAuthentic: false);
        return Send(refusal, RespondReason.Plain, times, WriteStamped(reply, times.In(header), fields, clock));
    }

    private RespondResult RespondToMac(
        in NtpRequest request, in NtpHeader asked, in RequestFields fields, in NtpHeader header, RespondReason? refusal, IClock clock, Span<byte> reply)
    {
        RespondReason reason = MessageAuthentication.Check(_symmetricKeys, header.Version, fields.AssociatedData, fields.Mac, out SymmetricKey? key);
        if (reason != RespondReason.Mac)
        {
            return Drop(reason);
        }

        ReplyTimes times = Times(request, asked, refusal, isAuthentic: true);
        int length = WriteStamped(reply, times.In(header), fields, clock);
        return Send(refusal, reason, times, MessageAuthentication.Append(key!, header.Version, reply, length));
    }

    /// <summary>
    /// A request that is not authentic gets a negative acknowledgement: header and unique identifier alone (RFC 8915 §5.7).
    /// It gets nothing if it was to be refused, because a kiss that nobody vouches for would be obeyed by nobody.
    /// </summary>
    private RespondResult RespondToNts(
        in NtpRequest request, in NtpHeader asked, ref RequestFields fields, in NtpHeader header, RespondReason? refusal, IClock clock, Span<byte> reply)
    {
        RespondReason reason = _nts.Check(ref fields, out CookieSecrets secrets);
        RespondResult result;
        switch (reason)
        {
            case RespondReason.Nts:
                ReplyTimes times = Times(request, asked, refusal, isAuthentic: true);
                _nts.Seal(secrets, fields.Placeholders, reply, WriteHead(reply, times.In(header), fields), clock);
                result = Send(refusal, reason, times, reply.Length);
                break;
            case RespondReason.NonceLength or RespondReason.PaddingShort
                or RespondReason.EncryptedFieldsMalformed or RespondReason.EncryptedFieldForbidden:
                result = Drop(reason);
                break;
            default:
                NtpHeader nak = ReplyTimes.Basic(asked, request.ReceivedAt).In(Kiss(header, ReferenceId.NtsNak));
                result = refusal is null
                    ? new(RespondAction.Kiss, reason, WriteStamped(reply, nak, fields, clock))
                    : Drop(refusal == RespondReason.DenyKiss ? RespondReason.AccessDenied : RespondReason.RateLimited);
                break;
        }

        _nts.Forget();
        return result;
    }
}
