using System;
using System.Collections.Generic;
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
[SupportedOSPlatform("linux")]
public sealed class NtpServer : IDisposable
{
    private readonly List<NtpWorker> _workers = [];

    private NtpServer()
    {
    }

    /// <summary>Where the service listens, with the ports that the system chose where port 0 was asked for.</summary>
    public IReadOnlyList<IPEndPoint> Listening => [.. _workers.Select(worker => worker.LocalEndPoint).Distinct()];

    /// <summary>Replies that the kernel did not take: no route back, a packet filter, a full queue.</summary>
    public long RefusedReplies => _workers.Sum(worker => worker.RefusedReplies);

    /// <summary>Binds all addresses and starts answering.</summary>
    /// <param name="options">Where to listen.</param>
    /// <param name="keys">The keys of this server's cookies.</param>
    /// <param name="state">What to say of the clock; read once for each batch.</param>
    /// <param name="clock">The clock that is served.</param>
    /// <param name="random">Where nonces come from; used by all threads at once.</param>
    /// <exception cref="LinuxException">An address cannot be bound; the message names it and the likely reason. Nothing is left open.</exception>
    public static NtpServer Start(NtpServerOptions options, KeyRing keys, PublishedClockState state, IClock clock, IRandomSource random) =>
        Start(options, keys, state, clock, random, afterBatch: null);

    /// <summary>The same with something that each thread calls after each batch, for measurements by the thread itself.</summary>
    internal static NtpServer Start(
        NtpServerOptions options, KeyRing keys, PublishedClockState state, IClock clock, IRandomSource random, Action? afterBatch)
    {
        UdpSocketOptions socketOptions = new()
        {
            BatchSize = options.BatchSize,
            MaxDatagramLength = NtpResponder.MaxPacketLength,
            ReusePort = options.ThreadsPerAddress > 1,
        };
        NtpServer server = new();
        try
        {
            foreach (IPEndPoint address in options.Listen)
            {
                IPEndPoint local = address;
                for (int i = 0; i < options.ThreadsPerAddress; i++)
                {
                    TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(local, socketOptions);
                    server._workers.Add(new NtpWorker(socket, new NtpResponder(keys, random), state, clock, afterBatch));
                    local = socket.LocalEndPoint;
                }
            }
        }
        catch
        {
            server.Dispose();
            throw;
        }

        server._workers.ForEach(worker => worker.Start());
        return server;
    }

    /// <summary>Requests that ended for a reason, since the start.</summary>
    public long Count(RespondReason reason) => _workers.Sum(worker => worker.Count(reason));

    /// <summary>Answers what was taken already, stops the threads and closes the sockets; takes a fifth of a second at most.</summary>
    public void Dispose()
    {
        _workers.ForEach(worker => worker.BeginStop());
        _workers.ForEach(worker => worker.EndStop());
    }
}
