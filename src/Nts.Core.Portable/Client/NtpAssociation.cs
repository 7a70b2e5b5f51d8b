using System;
using System.Buffers.Binary;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.Time;

namespace Nts.Client;

/// <summary>One client's relation to one server over time, plain or with NTS: when to poll, when to establish keys, and what to believe.</summary>
/// <remarks>
/// A machine of events without clock, socket or thread: a driver asks <see cref="Next"/>, does it, and reports. Not thread-safe.
/// RFC 5905 §9 to §13, RFC 8915 §4.2 and §5.7.
/// </remarks>
public sealed class NtpAssociation : IDisposable
{
    private const int ReachBits = 8;

    /// <summary>Polls are spread over this part of their interval, so that clients do not march in step.</summary>
    private const double Spread = 1.0 / 32;

    private static readonly NtpDuration BurstInterval = NtpDuration.FromSeconds(2);
    private static readonly ReferenceId Rate = ReferenceId.FromAscii("RATE");
    private static readonly ReferenceId Deny = ReferenceId.FromAscii("DENY");
    private static readonly ReferenceId Restrict = ReferenceId.FromAscii("RSTR");

    private readonly AssociationOptions _options;
    private readonly IRandomSource _random;
    private readonly PollInterval _poll;
    private readonly SampleFilter _filter = new();
    private readonly LeapGuard _leap = new();
    private readonly long[] _counts = new long[Enum.GetValues<ExchangeStatus>().Length];

    private NtsSession? _session;
    private NtpExchange? _exchange;
    private KeyRetry _retry;
    private bool _isEstablishing;
    private bool _hasFailedToEstablish;
    private bool _isDenied;
    private bool _isHeard = true;
    private bool _sawNak;
    private bool _wantsKeys;
    private int _burst;
    private byte _reach;
    private int _silence;
    private long _polls;
    private long _sent;
    private long _keyEstablishments;
    private AssociationTrouble _trouble;
    private NtpHeader _header;
    private FilteredSample? _best;
    private MonotonicTime? _lastAnswer;

    /// <summary>An association that wants to begin at once.</summary>
    /// <param name="options">How it polls.</param>
    /// <param name="random">Where the unpredictable parts of requests come from, and the spread of polls.</param>
    /// <param name="now">The present.</param>
    public NtpAssociation(AssociationOptions options, IRandomSource random, MonotonicTime now)
    {
        _options = options;
        _random = random;
        _poll = new(options.MinPoll, options.MaxPoll);
        _burst = options.Burst;
        NextPoll = now;
        _retry.Succeed(now);
    }

    /// <summary>When the next poll is due; an answer to the last one is of no use after that.</summary>
    public MonotonicTime NextPoll { get; private set; }

    private bool NeedsKeys => _options.UsesNts && (_session is null || _session.CookieCount == 0 || _wantsKeys);

    /// <summary>What is to be done.</summary>
    /// <param name="now">The present.</param>
    /// <param name="due">When there will be something to do, if there is nothing now.</param>
    public AssociationStep Next(MonotonicTime now, out MonotonicTime due)
    {
        bool mayEstablish = NeedsKeys && !_isEstablishing;
        due = mayEstablish && _retry.NotBefore < NextPoll ? _retry.NotBefore : NextPoll;
        return _isDenied ? AssociationStep.Stop
            : mayEstablish && now >= _retry.NotBefore ? AssociationStep.EstablishKeys
            : now >= NextPoll ? AssociationStep.Poll
            : AssociationStep.Wait;
    }

    /// <summary>Key establishment begins; until it ends no second one is asked for.</summary>
    public void BeginKeyEstablishment(MonotonicTime now)
    {
        _isEstablishing = true;
        _keyEstablishments++;
        _retry.Begin(now);
    }

    /// <summary>Key establishment brought keys: all that was before is forgotten (RFC 8915 §5.7), and a poll is due.</summary>
    /// <param name="session">Keys and cookies, which the association owns from now on.</param>
    /// <param name="now">The present.</param>
    public void EndKeyEstablishment(NtsSession session, MonotonicTime now)
    {
        _session?.Dispose();
        _session = session;
        _exchange = null;
        _isHeard = true;
        _isEstablishing = false;
        _hasFailedToEstablish = false;
        _sawNak = false;
        _wantsKeys = false;
        _burst = _options.Burst;
        NextPoll = now;
    }

    /// <summary>Key establishment failed; what cookies are left stay in use (RFC 8915 §5.7).</summary>
    public void FailKeyEstablishment()
    {
        _isEstablishing = false;
        _hasFailedToEstablish = true;
        _trouble = AssociationTrouble.KeyEstablishment;
    }

    /// <summary>Ends the last poll, if nothing ended it before, and begins the next one.</summary>
    /// <param name="now">The present.</param>
    /// <param name="request">The datagram to send, from a fresh port (RFC 9109).</param>
    /// <returns>False when there is nothing to send because no cookie is left.</returns>
    public bool TryBeginPoll(MonotonicTime now, out ReadOnlyMemory<byte> request)
    {
        EndPoll();
        _polls++;
        _reach = unchecked((byte)(_reach << 1));
        if (++_silence > ReachBits)
        {
            _poll.Despair();
            _silence = 0;
        }

        _exchange = Begin();
        request = _exchange?.Request ?? default;
        Schedule(now);
        if (_exchange is null)
        {
            _trouble = _hasFailedToEstablish ? AssociationTrouble.KeyEstablishment : AssociationTrouble.NoCookie;
            return false;
        }

        _sent++;
        _isHeard = false;
        return true;
    }

    /// <summary>Judges a datagram that came back on the last poll's port; after a refused one the true reply may still come.</summary>
    /// <param name="reply">The datagram; anything at all.</param>
    /// <param name="sentAt">When the request left, by the local clock.</param>
    /// <param name="receivedAt">When the datagram came, by the local clock.</param>
    /// <param name="now">The present.</param>
    /// <param name="sample">What it tells; usable when the result is <see cref="ExchangeStatus.Accepted"/>.</param>
    public ExchangeStatus Accept(
        ReadOnlySpan<byte> reply, PosixTime sentAt, PosixTime receivedAt, MonotonicTime now, out NtpSample sample)
    {
        sample = default;
        ExchangeStatus status = _exchange?.Accept(reply, sentAt, receivedAt, out sample) ?? ExchangeStatus.OriginMismatch;
        if (status is ExchangeStatus.Accepted && _leap.IsNear(sample.Header, receivedAt))
        {
            status = ExchangeStatus.TimestampsInvalid;
        }

        _counts[(int)status]++;
        _isHeard = true;
        bool isTrue = sample.IsAuthentic || !_options.UsesNts;
        if (sample.IsAuthentic)
        {
            _sawNak = false;
            _wantsKeys = false;
            _retry.Succeed(now);
        }

        switch (status)
        {
            case ExchangeStatus.Accepted:
                ForgetWhatALeapSecondSpoilt(sample.Header, receivedAt);
                Take(sample, receivedAt - sentAt, now);
                break;
            case ExchangeStatus.NtsNak when _options.UsesNts:
                _sawNak = true;
                _trouble = AssociationTrouble.Nak;
                break;
            case ExchangeStatus.Kiss when isTrue:
                Heed(sample.Header, now);
                break;
            case ExchangeStatus.Unsynchronized:
                _trouble = AssociationTrouble.Unsynchronized;
                break;
            case ExchangeStatus.TimestampsInvalid:
                _trouble = AssociationTrouble.TimestampsInvalid;
                break;
            case ExchangeStatus.Repeated:
                break;
            default:
                _trouble = AssociationTrouble.Refused;
                break;
        }

        return status;
    }

    /// <summary>How many datagrams were judged so.</summary>
    public long Count(ExchangeStatus status) => _counts[(int)status];

    /// <summary>What is known at a moment.</summary>
    public AssociationStatus Describe(MonotonicTime now) => new()
    {
        State = _isDenied ? AssociationState.Denied
            : _reach != 0 ? AssociationState.Reachable
            : NeedsKeys ? AssociationState.NoKeys
            : _sent > ReachBits ? AssociationState.Unreachable
            : AssociationState.Starting,
        Trouble = _trouble,
        Reach = _reach,
        Poll = _poll.Current,
        Header = _header,
        Best = _best,
        RootDistance = _best is FilteredSample best ? Distance(best, now) : null,
        Cookies = _session?.CookieCount ?? 0,
        Polls = _polls,
        Sent = _sent,
        Accepted = Count(ExchangeStatus.Accepted),
        Naks = Count(ExchangeStatus.NtsNak),
        KeyEstablishments = _keyEstablishments,
        LastAnswer = _lastAnswer,
    };

    /// <summary>Wipes the keys.</summary>
    public void Dispose() => _session?.Dispose();

    /// <summary>A poll that saw a NAK and no true reply is the sign to establish keys anew, and no NAK alone is (RFC 8915 §5.7).</summary>
    private void EndPoll()
    {
        if (_sawNak)
        {
            _sawNak = false;
            _wantsKeys = _session?.TrySwitchToAlternativeKeys() != true;
        }

        if (!_isHeard)
        {
            _isHeard = true;
            _trouble = AssociationTrouble.NoAnswer;
        }
    }

    private NtpExchange? Begin() =>
        !_options.UsesNts ? NtpExchange.CreatePlain(_random)
        : _session is not null && NtpExchange.TryCreateNts(_session, _random, out NtpExchange? exchange) ? exchange
        : null;

    private void Schedule(MonotonicTime now)
    {
        NtpDuration interval = NtpDuration.FromSeconds(_poll.Current.TotalSeconds);
        if (_burst > 1)
        {
            _burst--;
            interval = interval < BurstInterval ? interval : BurstInterval;
        }

        Span<byte> draw = stackalloc byte[sizeof(ushort)];
        _random.Fill(draw);
        NextPoll = now + (interval * (1 + (Spread * BinaryPrimitives.ReadUInt16BigEndian(draw) / ushort.MaxValue)));
    }

    private void Take(in NtpSample sample, NtpDuration elapsed, MonotonicTime now)
    {
        NtpDuration dispersion =
            NtpDuration.FromSeconds(sample.Header.Precision.TotalSeconds + _options.Precision.TotalSeconds) + SampleFilter.Drift(elapsed);
        if (_best is FilteredSample before)
        {
            NtpDuration precision = NtpDuration.FromSeconds(sample.Header.Precision.TotalSeconds);
            _poll.Judge((sample.Offset.Correction - before.Offset.Correction).Magnitude, before.Jitter > precision ? before.Jitter : precision);
        }

        _best = _filter.Add(sample.Offset, sample.Delay, dispersion, now);
        _header = sample.Header;
        _lastAnswer = now;
        _reach |= 1;
        _silence = 0;
        _trouble = AssociationTrouble.None;
    }

    private void ForgetWhatALeapSecondSpoilt(in NtpHeader header, PosixTime time)
    {
        if (_leap.HasPassed(header, time))
        {
            _filter.Clear();
            _best = null;
        }
    }

    /// <summary>A kiss that can be believed. Codes that nobody defined mean nothing (RFC 5905 §7.4).</summary>
    private void Heed(in NtpHeader header, MonotonicTime now)
    {
        if (header.ReferenceId == Rate)
        {
            _poll.Obey(header.Poll);
            _burst = 0;
            _trouble = AssociationTrouble.Rate;
            Schedule(now);
        }
        else if (header.ReferenceId == Deny || header.ReferenceId == Restrict)
        {
            _isDenied = true;
            _trouble = AssociationTrouble.Denied;
        }
    }

    private NtpDuration Distance(in FilteredSample best, MonotonicTime now) =>
        (_header.RootDelay.ToDuration() + best.Delay).Half()
        + _header.RootDispersion.ToDuration()
        + best.Dispersion
        + SampleFilter.Drift(now - best.At)
        + best.Jitter;
}
