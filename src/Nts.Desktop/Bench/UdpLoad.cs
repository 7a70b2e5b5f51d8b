using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Nts.Client;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Desktop.Bench;

/// <summary>A load of NTP requests, plain or with NTS. Sends what is due, takes what has come, and looks again, without a pause unless it is a relaxed one.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="exchange">Makes requests and judges replies.</param>
/// <param name="sockets">What the requests go round; stay the caller's.</param>
/// <param name="time">Runs schedule and time-outs.</param>
/// <param name="sharesClock">Whether the server reads the clock of this machine, so that its error can be told.</param>
/// <param name="run">A number of this run, so that replies to another are not taken for its own.</param>
internal sealed class UdpLoad(
    BenchOptions options, BulkExchange exchange, IReadOnlyList<IRequestSocket> sockets, TimeProvider time, bool sharesClock, ushort run) : ILoad
{
    /// <summary>Requests between two looks at the replies; more would let replies wait, and spoil nothing else.</summary>
    private const int MostAtOnce = 16;

    /// <summary>With <c>--verify sample</c> every so many replies one is authenticated.</summary>
    private const uint SampleInterval = 64;

    private const double NanosecondsPerSecond = 1e9;
    private const double NanosecondsPerUnit = NanosecondsPerSecond / (1L << 32);

    /// <summary>How long a reply may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IRequestSocket[] _sockets = [.. sockets];
    private readonly Dictionary<(ExchangeStatus Status, ReferenceId Kiss), string> _reasons = [];
    private readonly double _interval = options.Rate is double rate ? NanosecondsPerSecond / rate : 0;
    private readonly PendingRequests _pending = new(
        options.Rate is double perSecond ? (int)Math.Clamp(2 * perSecond * Patience.TotalSeconds, 64, PendingRequests.Most) : options.InFlight,
        (long)Patience.TotalNanoseconds,
        run);

    /// <summary>Closed loop: up to an eighth of the requests wait for company, because sending several at once costs much less.</summary>
    private readonly int _leastAtOnce = options.Rate is null ? Math.Clamp(options.InFlight / 8, 1, MostAtOnce / 2) : 1;

    private LoadResult _result = new();
    private bool _isMeasuring;
    private long _start;
    private long _departures;
    private uint _judged;
    private int _nextSocket;

    /// <inheritdoc/>
    public LoadResult Run(CancellationToken stop)
    {
        foreach (IRequestSocket socket in _sockets)
        {
            for (int i = 0; i < socket.Room; i++)
            {
                exchange.Prepare(socket.Request(i));
            }
        }

        Begin();
        long measuredFrom = _start + (long)options.WarmUp.TotalNanoseconds;
        Until(measuredFrom, stop);
        Begin();
        _isMeasuring = true;
        _result = new();
        double cpu = CpuSeconds();
        Until(_start + (long)options.Duration.TotalNanoseconds, stop);
        _result.Seconds = (Now() - _start) / NanosecondsPerSecond;
        _result.CpuSeconds = CpuSeconds() - cpu;
        Drain();
        return _result;
    }

    private static double CpuSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>Starts the schedule anew.</summary>
    private void Begin() => (_start, _departures) = (Now(), 0);

    private void Until(long end, CancellationToken stop)
    {
        long most = _isMeasuring ? options.Count ?? long.MaxValue : long.MaxValue;
        long look = Now();
        while (look < end && !stop.IsCancellationRequested && _result.Sent < most)
        {
            long now = look;
            int sent = 0;
            for (int more = 1; more > 0 && sent < MostAtOnce; sent += more)
            {
                long due = Due(now);
                more = due < _leastAtOnce ? 0 : Send(Math.Min(due, most - _result.Sent), now);
                now = _interval > 0 ? Now() : now;
            }

            bool isIdle = TakeReplies() == 0 && sent == 0;
            _pending.GiveUpOverdue(now);
            if (isIdle && options.IsRelaxed)
            {
                _ = stop.WaitHandle.WaitOne(1);
            }

            now = Now();
            _result.IdleSeconds += isIdle ? (now - look) / NanosecondsPerSecond : 0;
            look = now;
        }
    }

    /// <summary>Takes the replies of what is still on its way.</summary>
    private void Drain()
    {
        while (_pending.Count > 0)
        {
            _ = TakeReplies();
            _pending.GiveUpOverdue(Now());
        }
    }

    /// <summary>How many requests are due and have room.</summary>
    private long Due(long now)
    {
        long room = _pending.Capacity - _pending.Count;
        return _interval == 0 ? room : Math.Min(room, (long)((now - _start) / _interval) + 1 - _departures);
    }

    /// <summary>Sends up to so many requests at once, and says how many.</summary>
    private int Send(long due, long now)
    {
        IRequestSocket socket = _sockets[_nextSocket];
        int count = (int)Math.Min(due, socket.Room);
        if (count <= 0)
        {
            return 0;
        }

        _nextSocket = _nextSocket + 1 == _sockets.Length ? 0 : _nextSocket + 1;
        for (int i = 0; i < count; i++)
        {
            exchange.Write(socket.Request(i), _pending.Begin(now, _isMeasuring));
        }

        if (!socket.TrySend(count, out PosixTime sentAt))
        {
            _pending.Withdraw();
            _result.Unsent += count;
            return 0;
        }

        _pending.Sent(sentAt);
        _result.Sent += count;
        for (int i = 0; i < count && _interval > 0; i++)
        {
            _result.Slip.Add(now - _start - (long)(_departures++ * _interval));
        }

        return count;
    }

    private int TakeReplies()
    {
        int taken = 0;
        foreach (IRequestSocket socket in _sockets)
        {
            int count = socket.Receive();
            taken += count;
            for (int i = 0; i < count; i++)
            {
                Take(socket.Reply(i), socket.ReceivedAt(i));
            }
        }

        return taken;
    }

    private void Take(ReadOnlySpan<byte> reply, PosixTime receivedAt)
    {
        PosixTime sentAt = default;
        bool isMeasured = false;
        ReplyMatch match = NtpHeader.TryParse(reply, out NtpHeader header) && header.Mode == NtpMode.Server
            ? _pending.Settle(header.OriginTime, out sentAt, out isMeasured)
            : ReplyMatch.Foreign;
        switch (match)
        {
            case ReplyMatch.Duplicate:
                _result.Duplicates++;
                return;
            case ReplyMatch.Late:
                _result.Late++;
                return;
            case ReplyMatch.Foreign:
                _result.Foreign++;
                return;
            default:
                break;
        }

        ExchangeStatus status = exchange.Judge(reply, header, options.VerifiesEvery || _judged++ % SampleInterval == 0);
        if (!isMeasured)
        {
            return;
        }

        if (status != ExchangeStatus.Accepted)
        {
            _result.AddInvalid(Reason(status, header));
            return;
        }

        _result.Received++;
        _result.RoundTrip.Add(receivedAt.Nanoseconds - sentAt.Nanoseconds);
        _result.Residence.Add((long)Nanoseconds(header.TransmitTime - header.ReceiveTime));
        if (sharesClock)
        {
            NtpDuration there = header.ReceiveTime - NtpTimestamp.FromPosix(sentAt);
            NtpDuration back = header.TransmitTime - NtpTimestamp.FromPosix(receivedAt);
            double error = (Nanoseconds(there) + Nanoseconds(back)) / 2;
            _result.ErrorSum += error;
            _result.Error.Add((long)Math.Abs(error));
        }
    }

    private string Reason(ExchangeStatus status, in NtpHeader header)
    {
        // The words of a server that kisses all the time are made once.
        (ExchangeStatus, ReferenceId) key = (status, status == ExchangeStatus.Kiss ? header.ReferenceId : default);
        if (!_reasons.TryGetValue(key, out string? reason))
        {
            reason = status switch
            {
                ExchangeStatus.Kiss => string.Create(CultureInfo.InvariantCulture, $"kiss {header.ReferenceId}"),
                ExchangeStatus.NtsNak => "kiss NTSN: the server does not accept the cookie",
                ExchangeStatus.Unsynchronized => "the server is not synchronised",
                ExchangeStatus.Forged => "the authenticator is wrong",
                ExchangeStatus.NotAuthenticated => "there is no authenticator",
                ExchangeStatus.UniqueIdentifierMismatch => "the unique identifier is another one",
                ExchangeStatus.FieldsMalformed => "the extension fields are malformed",
                ExchangeStatus.TimestampsInvalid => "the time stamps make no sense",
                _ => string.Create(CultureInfo.InvariantCulture, $"not usable ({status})"),
            };
            _reasons.Add(key, reason);
        }

        return reason;
    }

    private long Now() => time.GetElapsedTime(0).Ticks * TimeSpan.NanosecondsPerTick;

    private static double Nanoseconds(NtpDuration duration) => duration.Units * NanosecondsPerUnit;
}
