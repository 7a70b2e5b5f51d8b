using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.KeyEstablishment;
using Nts.Nts;

namespace Nts.Server.KeyEstablishment;

/// <summary>The NTS-KE service over TCP (RFC 8915 §4).</summary>
/// <remarks>
/// A session holds no thread while it waits, has a deadline in all and one for each silence, and takes one of a bounded number of places,
/// so that slow or silent clients cost memory of a known size and nothing else.
/// </remarks>
public sealed class KeyEstablishmentServer : IAsyncDisposable
{
    private const int Backlog = 4096;

    /// <summary>The most bytes that a session takes from a client: a request in the smallest TLS records, and a large handshake.</summary>
    private const int MaxReceived = 128 * 1024;

    /// <summary>How long to wait when the system has no file descriptor left for a new connection.</summary>
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly KeyEstablishmentOptions _options;
    private readonly ITlsServer _tls;
    private readonly KeyRing _keys;
    private readonly IRandomSource _random;
    private readonly TimeProvider _time;
    private readonly Admission _admission;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _listeners = [];
    private Task _accepting = Task.CompletedTask;

    /// <summary>Sessions that are not at their end, and one for the server itself.</summary>
    private int _running = 1;

    private KeyEstablishmentServer(KeyEstablishmentOptions options, ITlsServer tls, KeyRing keys, IRandomSource random, TimeProvider time)
    {
        _options = options;
        _tls = tls;
        _keys = keys;
        _random = random;
        _time = time;
        _admission = new(options, time);
    }

    /// <summary>What happened since the start.</summary>
    public KeyEstablishmentCounters Counters { get; } = new();

    /// <summary>How many sessions are under way.</summary>
    public int SessionCount => _admission.Count;

    /// <summary>How many of them have not done their TLS handshake.</summary>
    public int HandshakeCount => _admission.Handshaking;

    /// <summary>Where the server listens, with the ports that the system chose.</summary>
    public IReadOnlyList<IPEndPoint> Listening => [.. _listeners.Select(listener => (IPEndPoint)listener.LocalEndPoint!)];

    /// <summary>Binds all addresses and starts answering.</summary>
    /// <param name="options">Where and how to listen.</param>
    /// <param name="tls">Certificate and key; stays the caller's.</param>
    /// <param name="keys">Seals the cookies; the NTP server must open them with a ring of the same keys.</param>
    /// <param name="random">Where nonces come from; used by many threads at once.</param>
    /// <param name="time">Runs the deadlines.</param>
    /// <exception cref="SocketException">An address cannot be listened on, such as a port in use. Nothing is left open.</exception>
    public static KeyEstablishmentServer Start(
        KeyEstablishmentOptions options, ITlsServer tls, KeyRing keys, IRandomSource random, TimeProvider time)
    {
        KeyEstablishmentServer server = new(options, tls, keys, random, time);
        server.Listen();
        server._accepting = Task.WhenAll(server._listeners.Select(server.AcceptAsync));
        return server;
    }

    /// <summary>Stops to listen, ends the sessions that are under way, and waits for their end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        CloseListeners();
        Release();
        await _ended.Task.ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Listen()
    {
        try
        {
            foreach (IPEndPoint endPoint in _options.Listen)
            {
                Socket listener = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                _listeners.Add(listener);
                if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
                {
                    // IPv4 has a listener of its own.
                    listener.DualMode = false;
                }

                listener.Bind(endPoint);
                listener.Listen(Backlog);
            }
        }
        catch
        {
            CloseListeners();
            throw;
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                Begin(await listener.AcceptAsync(_stop.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // The client is gone already, or the system is out of descriptors until some session ends.
                await Task.Delay(AcceptPause, _time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private void Begin(Socket client)
    {
        if (_admission.TryEnter(client, out SessionOutcome refusal) is not { } visit)
        {
            Counters.Count(refusal);
            client.Dispose();
            return;
        }

        Interlocked.Increment(ref _running);
        _ = Task.Run(() => ServeAsync(visit));
    }

    private async Task ServeAsync(Visit visit)
    {
        using Patience patience = new(_options.SessionTimeout, _options.IdleTimeout, _time, _stop.Token);
        try
        {
            Counters.Count(await ServeAsync(visit, patience).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            // Whatever it was, it costs this session and no other. A displaced one fails in any way, its socket being gone.
            Counters.Count(visit.IsDisplaced ? SessionOutcome.Displaced
                : _stop.IsCancellationRequested ? SessionOutcome.Stopped
                : e is SocketException ? SessionOutcome.Disconnected
                : e is not OperationCanceledException ? SessionOutcome.Failed
                : patience.IsSilent ? SessionOutcome.Silent
                : SessionOutcome.TimedOut);
        }
        finally
        {
            _admission.Leave(visit);
            visit.Socket.Dispose();
            Release();
        }
    }

    private async Task<SessionOutcome> ServeAsync(Visit visit, Patience patience)
    {
        // Until a client says something it costs no TLS session and no buffer.
        await visit.Socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, patience.Token).ConfigureAwait(false);
        using TlsConnection connection = new(visit.Socket, _tls.Accept(), MaxReceived, patience.Heard);
        switch (await connection.HandshakeAsync(patience.Token).ConfigureAwait(false))
        {
            case TlsStatus.Done:
                _admission.HandshakeDone(visit);
                KeyEstablishmentSession session = new(connection, _options, _keys, _random, Counters, _time);
                bool isAnswered = await session.RunAsync(patience.Token, _stop.Token).ConfigureAwait(false);
                return isAnswered ? SessionOutcome.Answered : SessionOutcome.TlsFailed;
            case TlsStatus.WrongProtocol:
                return SessionOutcome.WrongProtocol;
            case TlsStatus.Closed:
                return SessionOutcome.Disconnected;
            default:
                return SessionOutcome.TlsFailed;
        }
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _running) == 0)
        {
            _ended.SetResult();
        }
    }

    private void CloseListeners()
    {
        foreach (Socket listener in _listeners)
        {
            listener.Dispose();
        }

        _listeners.Clear();
    }
}
