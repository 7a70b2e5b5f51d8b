using System;
using Nts.Crypto;
using Nts.Nts;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>The server side of NTP and NTS: a batch of requests in, at most one reply out for each (RFC 5905 §9.2, RFC 8915 §5.7).</summary>
/// <remarks>
/// What it remembers between requests are <see cref="Interleaved"/> and the rate of each address. Holds scratch memory, so each socket thread
/// has its own. Allocates nothing per request and takes no lock.
/// </remarks>
public sealed class NtpResponder
{
    /// <summary>Octets of the longest request that is looked at; a reply never has more than its request.</summary>
    public const int MaxPacketLength = 2048;

    /// <summary>Most requests that are answered together: as many as the cryptography takes side by side, and few, because the first reply waits for the last one.</summary>
    private const int GroupSize = NtsAuthentication.Lanes;

    private readonly NtsAuthentication _nts;
    private readonly SymmetricKeys _symmetricKeys;
    private readonly ReplyHead _head;
    private readonly MacReply[] _macReplies = new MacReply[GroupSize];
    private int _macCount;
    private volatile Admission _policy;
    private Admission _admission;

    /// <summary>A responder for one thread.</summary>
    /// <param name="keys">The keys of this server's cookies; shared with other threads.</param>
    /// <param name="random">Where nonces come from.</param>
    /// <param name="policy">Whom to answer; everybody and without a limit if there is none.</param>
    public NtpResponder(KeyRing keys, IRandomSource random, ServicePolicy? policy = null)
    {
        policy ??= new ServicePolicy();
        _nts = new NtsAuthentication(keys, random);
        _symmetricKeys = policy.SymmetricKeys;
        _policy = _admission = new Admission(policy, random);
        _head = new ReplyHead();
    }

    /// <summary>Earlier replies, for interleaved mode; shared with other threads. Null answers everybody in basic mode.</summary>
    public InterleavedTimes? Interleaved { get; init; }

    /// <summary>Follows another policy from the next requests on; called by any one thread. A rate limit that has changed begins with full buckets.</summary>
    /// <param name="policy">Whom to answer from now on. The symmetric keys stay the object of before.</param>
    /// <param name="random">A source that no other thread uses.</param>
    public void Use(ServicePolicy policy, IRandomSource random) => _policy = new Admission(policy, random, _policy);

    /// <summary>
    /// Answers the next few requests of a batch, which are to be sent together: their transmit timestamps are one reading of the clock, taken
    /// when everything is done that can be done before it.
    /// </summary>
    /// <param name="batch">The requests; gets replies and results.</param>
    /// <param name="start">The first request.</param>
    /// <param name="state">What to say of the clock.</param>
    /// <param name="clock">The clock that is served.</param>
    /// <returns>The request behind the last one that was answered.</returns>
    public int Respond(NtpBatch batch, int start, ClockState state, IClock clock)
    {
        int end = Math.Min(start + GroupSize, batch.Count);
        _admission = _policy;
        _head.Describe(state, clock.FromKernelTime(batch.Arrival(end - 1).ReceivedAt), _admission.ShortestPoll);
        for (int i = start; i < end; i++)
        {
            batch.Result(i) = Begin(batch, i, clock);
        }

        if (!_nts.Requests.IsEmpty)
        {
            BeginNts(batch);
        }

        Stamp(batch, start, end, clock);
        if (!_nts.Requests.IsEmpty)
        {
            _nts.SealReplies(batch);
        }

        if (_macCount > 0)
        {
            AppendMacs(batch);
        }

        return end;
    }

    private static RespondResult Drop(RespondReason reason) => new(RespondAction.Drop, reason, 0);

    /// <summary>A reply that gives the time, or the kiss that a refusal asks for.</summary>
    private static RespondResult Send(RespondReason? refusal, RespondReason kind, in ReplyTimes times, int length) =>
        times.In(new RespondResult(refusal is null ? RespondAction.Answer : RespondAction.Kiss, refusal ?? kind, length));

    private static void Stamp(NtpBatch batch, int start, int end, IClock clock)
    {
        NtpTimestamp now = default;
        for (int i = start; i < end; i++)
        {
            ref RespondResult result = ref batch.Result(i);
            if (result.Action != RespondAction.Drop && !result.IsInterleaved)
            {
                now = now.IsZero ? NtpTimestamp.FromPosix(clock.Now()) : now;
                ReplyTimes.Stamp(batch.ReplyRoom(i), now);
            }
        }
    }

    /// <summary>All that can be done before the time is read; of a request that claims NTS, only what costs little.</summary>
    private RespondResult Begin(NtpBatch batch, int index, IClock clock)
    {
        Span<byte> request = batch.Request(index);
        ref NtpArrival arrival = ref batch.Arrival(index);
        RespondReason kind = RequestShape.Classify(request, arrival.FromPort, out RequestFields fields);
        if (kind is not (RespondReason.Plain or RespondReason.Mac or RespondReason.Nts))
        {
            return Drop(kind);
        }

        RespondReason? refusal = _admission.Refusal(arrival.From, batch.TakenAt, kind == RespondReason.Nts);
        if (refusal is RespondReason.AccessDenied or RespondReason.RateLimited)
        {
            return Drop(refusal.Value);
        }

        NtpTimestamp receivedAt = NtpTimestamp.FromPosix(clock.FromKernelTime(arrival.ReceivedAt));
        if (kind == RespondReason.Nts)
        {
            _nts.Add(index, fields, receivedAt, refusal);
            return default;
        }

        SymmetricKey? key = null;
        if (kind == RespondReason.Mac)
        {
            RespondReason reason = MessageAuthentication.Check(
                _symmetricKeys, NtpHeader.ReadVersion(request), fields.AssociatedData.Of(request), fields.Mac.Of(request), out key);
            if (reason != RespondReason.Mac)
            {
                return Drop(reason);
            }
        }

        ReplyTimes times = Times(request, receivedAt, refusal, isAuthentic: key is not null);
        int length = WriteHead(batch.ReplyRoom(index), request, times, refusal, fields);
        if (key is not null)
        {
            _macReplies[_macCount++] = new(index, key, length);
        }

        return Send(refusal, kind, times, length);
    }

    /// <summary>The times of a reply; those of a kiss nobody will refer to.</summary>
    private ReplyTimes Times(ReadOnlySpan<byte> request, NtpTimestamp receivedAt, RespondReason? refusal, bool isAuthentic) => refusal is null
        ? ReplyTimes.Choose(Interleaved, request, receivedAt, isAuthentic)
        : ReplyTimes.Basic(request, receivedAt);

    /// <summary>Writes header and unique identifier (RFC 8915 §5.3: also without NTS).</summary>
    private int WriteHead(Span<byte> reply, ReadOnlySpan<byte> request, in ReplyTimes times, RespondReason? refusal, in RequestFields fields)
    {
        switch (refusal)
        {
            case null:
                _head.Write(reply, request, times);
                break;
            case RespondReason.DenyKiss:
                _head.WriteKiss(reply, request, times, ReferenceId.Deny);
                break;
            case RespondReason.RateKiss:
                _head.WriteKiss(reply, request, times, ReferenceId.Rate);
                break;
            default:
                _head.WriteKiss(reply, request, times, ReferenceId.NtsNak);
                break;
        }

        return fields.UniqueIdentifier.IsEmpty
            ? NtpHeader.Length
            : NtpHeader.Length + ExtensionField.Write(reply[NtpHeader.Length..], ExtensionFieldType.UniqueIdentifier, fields.UniqueIdentifier.Of(request));
    }

    /// <summary>Opens what claims to be authentic, and makes replies that lack the time and the last seal.</summary>
    private void BeginNts(NtpBatch batch)
    {
        _nts.Open(batch);
        foreach (NtsLane lane in _nts.Requests)
        {
            batch.Result(lane.Index) = BeginNts(batch, lane);
        }

        _nts.SealCookies(batch);
    }

    /// <summary>
    /// A request that is not authentic gets a negative acknowledgement: header and unique identifier alone (RFC 8915 §5.7).
    /// It gets nothing if it was to be refused, because a kiss that nobody vouches for would be obeyed by nobody.
    /// </summary>
    private RespondResult BeginNts(NtpBatch batch, NtsLane lane)
    {
        Span<byte> request = batch.Request(lane.Index);
        Span<byte> reply = batch.ReplyRoom(lane.Index);
        ref RequestFields fields = ref lane.Fields;
        switch (lane.Reason)
        {
            case RespondReason.Nts:
                ReplyTimes times = Times(request, lane.ReceivedAt, lane.Refusal, isAuthentic: true);
                lane.Head = WriteHead(reply, request, times, lane.Refusal, fields);
                return Send(lane.Refusal, RespondReason.Nts, times, request.Length);
            case RespondReason.NonceLength or RespondReason.PaddingShort
                or RespondReason.EncryptedFieldsMalformed or RespondReason.EncryptedFieldForbidden:
                return Drop(lane.Reason);
            default:
                return lane.Refusal is null
                    ? new(RespondAction.Kiss, lane.Reason, WriteHead(reply, request, ReplyTimes.Basic(request, lane.ReceivedAt), lane.Reason, fields))
                    : Drop(lane.Refusal == RespondReason.DenyKiss ? RespondReason.AccessDenied : RespondReason.RateLimited);
        }
    }

    private void AppendMacs(NtpBatch batch)
    {
        foreach (MacReply reply in _macReplies.AsSpan(0, _macCount))
        {
            byte version = NtpHeader.ReadVersion(batch.Request(reply.Index));
            ref RespondResult result = ref batch.Result(reply.Index);
            result = result with { Length = MessageAuthentication.Append(reply.Key, version, batch.ReplyRoom(reply.Index), reply.Length) };
        }

        Array.Clear(_macReplies, 0, _macCount);
        _macCount = 0;
    }

    /// <summary>A reply whose authentication code is still to be made, behind so many octets.</summary>
    private readonly record struct MacReply(int Index, SymmetricKey Key, int Length);
}
