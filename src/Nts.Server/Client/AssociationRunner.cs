using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.Client;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Server.Hosting;
using Nts.Server.KeyEstablishment;
using Nts.Time;

namespace Nts.Server.Client;

/// <summary>Gives a client association what it has not: names, sockets, TLS, and a clock.</summary>
public sealed class AssociationRunner : IDisposable
{
    private static readonly TimeSpan KeyEstablishmentTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(3);

    private readonly AssociationTarget _target;
    private readonly KeyEstablishmentClient? _keys;
    private readonly IClock _clock;
    private readonly TimeProvider _time;
    private readonly NtpAssociation _association;
    private IPEndPoint? _server;
    private string _failure = string.Empty;

    /// <summary>A runner for one association.</summary>
    /// <param name="target">Whom it is with.</param>
    /// <param name="options">How it polls.</param>
    /// <param name="keys">Establishes keys; null without NTS.</param>
    /// <param name="clock">What is compared with the server's clock.</param>
    /// <param name="time">What intervals are measured with.</param>
    /// <param name="random">Where the unpredictable parts come from.</param>
    /// <exception cref="ArgumentException">The options want NTS, and there is nothing to establish keys with, or the other way round.</exception>
    public AssociationRunner(
        AssociationTarget target, AssociationOptions options, KeyEstablishmentClient? keys, IClock clock, TimeProvider time, IRandomSource random)
    {
        if (options.UsesNts != (keys is not null))
        {
            throw new ArgumentException("NTS goes with key establishment.", nameof(keys));
        }

        _target = target;
        _keys = keys;
        _clock = clock;
        _time = time;
        _association = new(options, random, Now);
    }

    private MonotonicTime Now => HostClock.Monotonic(_time);

    /// <summary>What is known now. Not to be called while <see cref="RunAsync"/> runs, but from its report.</summary>
    public AssociationStatus Describe() => _association.Describe(Now);

    /// <summary>Runs the association until the server says that it must not be asked again, or somebody says stop.</summary>
    /// <param name="report">Gets to know all that happens, one thing at a time, on any thread.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(Action<AssociationReport> report, CancellationToken stop)
    {
        NtpClientSocket.WarmUp(_clock, _time);
        while (!stop.IsCancellationRequested)
        {
            switch (_association.Next(Now, out MonotonicTime due))
            {
                case AssociationStep.EstablishKeys:
                    await EstablishKeysAsync(stop).ConfigureAwait(false);
                    break;
                case AssociationStep.Poll:
                    NtpSample? sample = await PollAsync(stop).ConfigureAwait(false);
                    report(new(Describe(), sample, _server, _failure));
                    continue;
                case AssociationStep.Stop:
                    report(new(Describe(), null, _server, "the server refuses to serve this client"));
                    return;
                default:
                    NtpDuration wait = due - Now;
                    await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, wait.TotalSeconds)), _time, stop)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    continue;
            }

            report(new(Describe(), null, _server, _failure));
        }
    }

    /// <summary>Wipes the keys.</summary>
    public void Dispose() => _association.Dispose();

    private async Task EstablishKeysAsync(CancellationToken stop)
    {
        _association.BeginKeyEstablishment(Now);
        try
        {
            KeyEstablishmentResult result = await _keys!.RunAsync(_target.Host, _target.Port, _target.Family, KeyEstablishmentTimeout, stop)
                .ConfigureAwait(false);
            _failure = result.Failure;
            if (result.Stage == KeyEstablishmentStage.Done)
            {
                _server = await ServerLookup.ResolveAsync(result.NtpServer!, result.Peer!, _target.Family, stop).ConfigureAwait(false);
                _association.EndKeyEstablishment(result.Session!, Now);
                return;
            }
        }
        catch (SocketException e)
        {
            _failure = e.Message;
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }

        _association.FailKeyEstablishment();
    }

    private async Task<NtpSample?> PollAsync(CancellationToken stop)
    {
        if (!_association.TryBeginPoll(Now, out ReadOnlyMemory<byte> request))
        {
            return null;
        }

        _failure = string.Empty;
        try
        {
            if (_keys is null && (_server is null || Describe().Reach == 0))
            {
                _server = new(await ServerLookup.ResolveAsync(_target.Host, _target.Family, stop).ConfigureAwait(false), _target.Port);
            }

            return await Task.Run(() => Ask(_server!, request.Span), stop).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            _failure = e.Message;
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }

        return null;
    }

    private NtpSample? Ask(IPEndPoint server, ReadOnlySpan<byte> request)
    {
        using NtpClientSocket socket = new(server, _clock, _time);
        NtpSample? answer = null;
        TimeSpan patience = TimeSpan.FromSeconds((_association.NextPoll - Now).TotalSeconds);
        _ = socket.Ask(request, patience < LongestPatience ? patience : LongestPatience, (reply, sentAt, receivedAt) =>
        {
            ExchangeStatus status = _association.Accept(reply, sentAt, receivedAt, Now, out NtpSample sample);
            answer = status == ExchangeStatus.Accepted ? sample : null;
            return status is not (ExchangeStatus.Accepted or ExchangeStatus.Unsynchronized or ExchangeStatus.TimestampsInvalid)
                && !(status == ExchangeStatus.Kiss && (sample.IsAuthentic || _keys is null));
        });
        return answer;
    }
}
