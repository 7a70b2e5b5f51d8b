using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.Drivers.Linux;
using Nts.KeyEstablishment;
using Nts.Nts;
using Nts.Server.Hosting;

namespace Nts.Server.KeyEstablishment;

/// <summary>The NTS-KE service over TCP (RFC 8915 §4).</summary>
/// <remarks>
/// One thread serves all sessions in turn, at a lower priority than the packet threads: its rate is that of a core's handshakes, thousands a
/// second, while a client needs one in days. A session that waits takes one of a bounded number of places, and has a deadline in all and one
/// for each silence, so that slow or silent clients cost memory of a known size and nothing else.
/// </remarks>
public sealed class KeyEstablishmentServer : IAsyncDisposable
{
    private const int Backlog = 4096;

    /// <summary>How often deadlines are looked at while there are any.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    /// <summary>How long to wait when the system has no file descriptor left for a new connection.</summary>
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly SessionResources _shared;
    private readonly Admission _admission;
    private readonly SocketWatch _watch;
    private readonly Dictionary<nint, Socket> _listeners = [];
    private readonly Dictionary<nint, KeyEstablishmentSession> _sessions = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _lookAt;
    private TimeSpan? _acceptAgainAt;
    private long _rounds;
    private long _seenRounds;
    private volatile bool _isStopping;

    private KeyEstablishmentServer(KeyEstablishmentOptions options, ITlsServer tls, KeyRing keys, IRandomSource random, TimeProvider time)
    {
        _watch = SocketWatch.Create(options.UsesSelect);
        _admission = new(options, time);
        _shared = new(options, tls, keys, random, time, _watch, _admission, Counters);
    }

    /// <summary>What happened since the start.</summary>
    public KeyEstablishmentCounters Counters { get; } = new();

    /// <summary>How many sessions are under way.</summary>
    public int SessionCount => _admission.Count;

    /// <summary>How many of them have not done their TLS handshake.</summary>
    public int HandshakeCount => _admission.Handshaking;

    /// <summary>Where the server listens, with the ports that the system chose.</summary>
    public IReadOnlyList<IPEndPoint> Listening { get; private set; } = [];

    /// <summary>Binds all addresses and starts answering.</summary>
    /// <param name="options">Where and how to listen.</param>
    /// <param name="tls">Certificate and key; stays the caller's.</param>
    /// <param name="keys">Seals the cookies; the NTP server must open them with a ring of the same keys.</param>
    /// <param name="random">Where nonces come from; used by the thread of the server.</param>
    /// <param name="time">Runs the deadlines.</param>
    /// <exception cref="SocketException">An address cannot be listened on, such as a port in use. Nothing is left open.</exception>
    /// <exception cref="IOException">Sockets were passed, but not all.</exception>
    public static KeyEstablishmentServer Start(
        KeyEstablishmentOptions options, ITlsServer tls, KeyRing keys, IRandomSource random, TimeProvider time)
    {
        KeyEstablishmentServer server = new(options, tls, keys, random, time);
        server.Listen();
        new Thread(server.Run) { Name = "key establishment", IsBackground = true, Priority = ThreadPriority.BelowNormal }.Start();
        return server;
    }

    /// <summary>Whether the thread has gone round since this was asked last: it is not stuck. Wakes it for the next time.</summary>
    public bool HasGoneRound()
    {
        long rounds = Volatile.Read(ref _rounds);
        bool hasGone = rounds != _seenRounds;
        _seenRounds = rounds;
        _watch.Wake();
        return hasGone;
    }

    /// <summary>Stops to listen, ends the sessions that are under way, and waits for their end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isStopping)
        {
            _isStopping = true;
            _watch.Wake();
        }

        await _ended.Task.ConfigureAwait(false);
    }

    private void Listen()
    {
        try
        {
            Listening = [.. _shared.Options.Listen.Select(Listen)];
        }
        catch
        {
            CloseListeners();
            _watch.Dispose();
            throw;
        }
    }

    private IPEndPoint Listen(IPEndPoint endPoint)
    {
        if (OperatingSystem.IsLinux() && _shared.Options.Passed?.Tcp(endPoint) is { } handle)
        {
            return Listen(new Socket(handle));
        }

        Socket listener = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listeners.Add(listener.Handle, listener);
        if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // IPv4 has a listener of its own.
            listener.DualMode = false;
        }

        listener.Bind(endPoint);
        return Listen(listener);
    }

    private IPEndPoint Listen(Socket listener)
    {
        _listeners[listener.Handle] = listener;
        listener.Blocking = false;
        listener.Listen(Backlog);
        _watch.Add(listener);
        return (IPEndPoint)listener.LocalEndPoint!;
    }

    private void Run()
    {
        if (OperatingSystem.IsLinux())
        {
            ThreadNiceness.GoLate();
            Privileges.DropAll();
        }

        Span<nint> ready = stackalloc nint[SocketWatch.MaxReady];
        while (!_isStopping)
        {
            _rounds++;
            int count = _watch.Wait(ready, _sessions.Count > 0 || _acceptAgainAt is not null ? Tick : null);
            foreach (nint handle in ready[..count])
            {
                OnReady(handle);
            }

            if (_shared.Now is { } now && now >= _lookAt)
            {
                _lookAt = now + Tick;
                OnTime(now);
            }
        }

        CloseListeners();
        StepAll(static _ => SessionOutcome.Stopped);
        _watch.Dispose();
        _ended.SetResult();
    }

    private void OnReady(nint handle)
    {
        if (_sessions.TryGetValue(handle, out KeyEstablishmentSession? session))
        {
            Step(handle, session, static session => session.OnReady());
        }
        else if (_listeners.TryGetValue(handle, out Socket? listener))
        {
            Accept(listener);
        }
    }

    private void OnTime(TimeSpan now)
    {
        StepAll(session => session.OnTime(now));
        if (_acceptAgainAt <= now)
        {
            _acceptAgainAt = null;
            foreach (Socket listener in _listeners.Values)
            {
                _watch.AwaitData(listener);
            }
        }
    }

    /// <summary>One at a time, so that newcomers do not keep sessions waiting.</summary>
    private void Accept(Socket listener)
    {
        try
        {
            Begin(listener.Accept());
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
        {
            // The client is gone already.
        }
        catch (SocketException)
        {
            // The system is out of descriptors until some session ends. A listener never has room to send: that silences it.
            _watch.AwaitRoom(listener);
            _acceptAgainAt = _shared.Now + AcceptPause;
        }
    }

    private void Begin(Socket client)
    {
        Visit? visit = _admission.TryEnter(client, out SessionOutcome refusal, out Visit? displaced);
        if (displaced is not null)
        {
            End(displaced.Socket.Handle, SessionOutcome.Displaced);
        }

        if (visit is null)
        {
            Counters.Count(refusal);
            client.Dispose();
            return;
        }

        KeyEstablishmentSession session = new(_shared, visit);
        _sessions.Add(client.Handle, session);
        Step(client.Handle, session, static session => session.Begin());
    }

    private void Step(nint handle, KeyEstablishmentSession session, Func<KeyEstablishmentSession, SessionOutcome?> step)
    {
        SessionOutcome? outcome;
        try
        {
            outcome = step(session);
        }
        catch (Exception e)
        {
            // Whatever it was, it costs this session and no other.
            outcome = e is SocketException ? SessionOutcome.Disconnected : SessionOutcome.Failed;
        }

        if (outcome is { } ended)
        {
            End(handle, ended);
        }
    }

    private void StepAll(Func<KeyEstablishmentSession, SessionOutcome?> step)
    {
        foreach ((nint handle, KeyEstablishmentSession session) in _sessions)
        {
            Step(handle, session, step);
        }
    }

    private void End(nint handle, SessionOutcome outcome)
    {
        if (_sessions.Remove(handle, out KeyEstablishmentSession? session))
        {
            Counters.Count(session.End(outcome));
            _admission.Leave(session.Visit);
        }
    }

    private void CloseListeners()
    {
        foreach (Socket listener in _listeners.Values)
        {
            listener.Dispose();
        }

        _listeners.Clear();
        Listening = [];
    }
}
