using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Runtime.Versioning;
using Nts.Crypto;
using Nts.Drivers.Linux;
using Nts.Ntp;
using Nts.Nts;
using Nts.Time;

namespace Nts.Server.Ntp;

/// <summary>The NTP service over UDP: plain NTP and NTS on the same port, one thread for each socket.</summary>
/// <remarks>On Linux with kernel time stamps, batches and several threads for an address; elsewhere with what every system has.</remarks>
public sealed class NtpServer : IDisposable
{
    private static readonly TimeSpan ReceiveTimeout = TimeSpan.FromMilliseconds(200);
    private readonly List<NtpWorker> _workers = [];
    private readonly IRandomSource _random;
    private long[] _seenRounds = [];

    private NtpServer(IRandomSource random) => _random = random;

    /// <summary>Where the service listens, with the ports that the system chose where port 0 was asked for.</summary>
    public IReadOnlyList<IPEndPoint> Listening => [.. _workers.Select(worker => worker.LocalEndPoint).Distinct()];

    /// <summary>Replies that the kernel did not take: no route back, a packet filter, a full queue.</summary>
    public long RefusedReplies => Sum(static worker => worker.RefusedReplies);

    /// <summary>Replies in interleaved mode, with the exact time at which the one before left (RFC 9769).</summary>
    public long InterleavedReplies => Sum(static worker => worker.InterleavedReplies);

    /// <summary>Binds all addresses and starts answering.</summary>
    /// <param name="options">Where to listen, and whom to answer.</param>
    /// <param name="keys">The keys of this server's cookies.</param>
    /// <param name="state">What to say of the clock; read once for each batch.</param>
    /// <param name="clock">The clock that is served.</param>
    /// <param name="random">Where nonces come from; used by all threads at once.</param>
    /// <exception cref="IOException">An address cannot be bound; the message names it and the likely reason. Nothing is left open.</exception>
    public static NtpServer Start(NtpServerOptions options, KeyRing keys, PublishedClockState state, IClock clock, IRandomSource random) =>
        Start(options, keys, state, clock, random, afterBatch: null);

    /// <summary>The same with something that each thread calls after each batch, for measurements by the thread itself.</summary>
    internal static NtpServer Start(
        NtpServerOptions options, KeyRing keys, PublishedClockState state, IClock clock, IRandomSource random, Action? afterBatch)
    {
        if (options.WarmsUp)
        {
            WarmUp.Run(options, clock, random);
        }

        InterleavedTimes? interleaved = options.IsInterleaved ? new() : null;
        int threads = options.UsesPlainSockets ? 1 : options.ThreadsPerAddress;
        IReadOnlyList<int> processors = threads > 1 && OperatingSystem.IsLinux() ? ProcessorAffinity.Allowed() : [];
        NtpServer server = new(random);
        try
        {
            foreach (IPEndPoint address in options.Listen)
            {
                IPEndPoint local = address;
                IReadOnlyList<INtpSocket> passed = Passed(options, address);
                for (int i = 0; i < (passed.Count > 0 ? passed.Count : threads); i++)
                {
                    INtpSocket socket = passed.Count > 0 ? passed[i] : Bind(options, ref local);
                    NtpResponder responder = new(keys, new BufferedRandom(random), options.Policy) { Interleaved = interleaved };
                    int? processor = processors.Count > 0 ? processors[i % processors.Count] : null;
                    ClientTable? clients = ClientTable.For(options.Clients, random);
                    server._workers.Add(new NtpWorker(socket, local, responder, state, clock, clients, processor, afterBatch));
                }
            }
        }
        catch
        {
            server.Dispose();
            throw;
        }

        server._seenRounds = new long[server._workers.Count];
        server._workers.ForEach(worker => worker.Start());
        return server;
    }

    /// <summary>Whether every thread has gone round since this was asked last: none is stuck. A thread does so five times a second even without a request.</summary>
    public bool HaveAllGoneRound()
    {
        bool all = true;
        for (int i = 0; i < _workers.Count; i++)
        {
            long rounds = _workers[i].Rounds;
            all &= rounds != _seenRounds[i];
            _seenRounds[i] = rounds;
        }

        return all;
    }

    /// <summary>Requests that ended for a reason, since the start.</summary>
    public long Count(RespondReason reason)
    {
        long count = 0;
        foreach (NtpWorker worker in _workers)
        {
            count += worker.Count(reason);
        }

        return count;
    }

    /// <summary>Adds the busiest clients to a list, in no order; one that several threads answer comes several times.</summary>
    public void CopyClients(ICollection<ClientCount> clients)
    {
        foreach (NtpWorker worker in _workers)
        {
            worker.Clients?.CopyTo(clients);
        }
    }

    /// <summary>Follows another policy from the next requests on. A rate limit that has changed begins with full buckets.</summary>
    /// <param name="policy">Whom to answer from now on. The symmetric keys stay the object of before.</param>
    public void Use(ServicePolicy policy)
    {
        foreach (NtpWorker worker in _workers)
        {
            worker.Use(policy, new BufferedRandom(_random));
        }
    }

    /// <summary>Answers what was taken already, stops the threads and closes the sockets; takes a fifth of a second at most.</summary>
    public void Dispose()
    {
        _workers.ForEach(worker => worker.BeginStop());
        _workers.ForEach(worker => worker.EndStop());
    }

    private long Sum(Func<NtpWorker, long> count)
    {
        long sum = 0;
        foreach (NtpWorker worker in _workers)
        {
            sum += count(worker);
        }

        return sum;
    }

    /// <summary>Opens the kind of socket that this system has; gives the port that it chose if it was 0.</summary>
    internal static INtpSocket Bind(NtpServerOptions options, ref IPEndPoint local)
    {
        if (OperatingSystem.IsLinux() && !options.UsesPlainSockets)
        {
            TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(local, SocketOptions(options));
            local = socket.LocalEndPoint;
            return socket;
        }

        PlainUdpSocket plain = PlainUdpSocket.Bind(local, NtpResponder.MaxPacketLength, ReceiveTimeout);
        local = plain.LocalEndPoint;
        return plain;
    }

    private static IReadOnlyList<INtpSocket> Passed(NtpServerOptions options, IPEndPoint local) =>
        OperatingSystem.IsLinux() && options.Passed is { } passed ? passed.Udp(local, SocketOptions(options)) : [];

    [SupportedOSPlatform("linux")]
    private static UdpSocketOptions SocketOptions(NtpServerOptions options) => new()
    {
        BatchSize = options.BatchSize,
        MaxDatagramLength = NtpResponder.MaxPacketLength,
        ReceiveTimeout = ReceiveTimeout,
        ReusePort = options.ThreadsPerAddress > 1,
        IsBusyPolling = options.IsBusyPolling,
    };
}
