using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime;
using System.Threading;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.Server.Hosting;
using Nts.Time;
using NtsCookie = Nts.Nts.Cookie;

namespace Nts.Server.Ntp;

/// <summary>Sends requests of every kind through a worker and a socket of its own on the loopback interface, until the compiler has nothing left to improve.</summary>
/// <remarks>Nothing of it is left: keys, tables and the socket are private, and no counter moves.</remarks>
internal sealed class WarmUp : IDisposable
{
    private static readonly NtpDuration Longest = NtpDuration.FromMilliseconds(900);

    /// <summary>How long the compiler must have been idle; a method is called often before it is compiled once more.</summary>
    private static readonly NtpDuration Quiet = NtpDuration.FromMilliseconds(60);

    private const int OriginTimeOffset = 24;
    private const int ReceiveTimeOffset = 32;
    private const int TimestampLength = 8;
    private const int RoundsBetweenLooks = 20;
    private const int MostAtOnce = 5;

    private readonly KeyRing _ring;
    private readonly NtpWorker _worker;
    private readonly Socket _client;
    private readonly List<byte[]> _requests = [];
    private readonly byte[] _reply = new byte[NtpResponder.MaxPacketLength];
    private readonly byte[] _interleaved;

    private WarmUp(NtpServerOptions options, IClock clock, IRandomSource random)
    {
        _ring = KeyRing.Create(1, random);
        SymmetricKeys keys = new();
        keys.Replace([new SymmetricKey(1, SymmetricKeyAlgorithm.Aes128Cmac, new byte[AesCmacKey.KeySize])]);
        ServicePolicy policy = options.Policy with
        {
            Access = AccessList.Everyone,
            RateLimit = options.Policy.RateLimit is { } limit ? limit with { Interval = RateLimit.MinInterval, Burst = RateLimit.MaxBurst } : null,
            SymmetricKeys = keys,
        };
        IPEndPoint local = new(IPAddress.Loopback, 0);
        INtpSocket socket = NtpServer.Bind(options with { ThreadsPerAddress = 1 }, ref local);
        NtpResponder responder = new(_ring, new BufferedRandom(random), policy) { Interleaved = options.IsInterleaved ? new() : null };
        _worker = new NtpWorker(socket, local, responder, new PublishedClockState(), clock, ClientTable.For(options.Clients, random), processor: null, afterBatch: null);
        _client = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _client.Connect(local);

        byte[] plain = NtpExchange.CreatePlain(random).Request.ToArray();
        _interleaved = [.. plain];
        _requests.AddRange([plain, _interleaved, [.. plain, 0], [.. plain, 0, 0, 0, 1, .. new byte[16]]]);
        foreach (AeadAlgorithm algorithm in (AeadAlgorithm[])[AeadAlgorithm.AesSivCmac256, AeadAlgorithm.AesSivCmac512, AeadAlgorithm.Aes128GcmSiv])
        {
            _requests.Add(NtsRequest(algorithm, NtsSession.MaxCookies, random));
            _requests.Add(NtsRequest(algorithm, cookies: 1, random));
        }

        byte[] forged = [.. _requests[^1]];
        forged[^1] ^= 1;
        _requests.Add(forged);
    }

    /// <summary>Warms up, if this machine has a loopback interface; it is no reason not to start.</summary>
    /// <param name="options">How the service will run.</param>
    /// <param name="clock">The clock that will be served.</param>
    /// <param name="random">Where nonces will come from.</param>
    public static void Run(NtpServerOptions options, IClock clock, IRandomSource random)
    {
        try
        {
            using WarmUp warmUp = new(options, clock, random);
            warmUp.Run();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _worker.EndStop();
    }

    private static MonotonicTime Now() => HostClock.Monotonic(TimeProvider.System);

    private void Run()
    {
        MonotonicTime start = Now();
        MonotonicTime lastChange = start;
        long compiled = 0;
        using ManualResetEvent never = new(initialState: false);
        while (Now() - start < Longest && Now() - lastChange < Quiet)
        {
            for (int i = 0; i < RoundsBetweenLooks * _requests.Count; i++)
            {
                if (!TryAsk(_requests[i % _requests.Count], 1 + (i % MostAtOnce)))
                {
                    return;
                }
            }

            // Where there is one processor, the compiler needs it.
            never.WaitOne(1);
            lastChange = JitInfo.GetCompiledMethodCount() == compiled ? lastChange : Now();
            compiled = JitInfo.GetCompiledMethodCount();
        }
    }

    /// <summary>Has the same request answered some times at once; false when something between here and the socket swallows them.</summary>
    private bool TryAsk(byte[] request, int times)
    {
        for (int i = 0; i < times; i++)
        {
            _client.Send(request);
        }

        for (int taken = 0; taken < times;)
        {
            int count = _worker.Step();
            if (count == 0)
            {
                return false;
            }

            taken += count;
        }

        while (_client.Available > 0)
        {
            if (_client.Receive(_reply) == NtpHeader.Length)
            {
                // The next request in interleaved mode refers to this reply.
                _reply.AsSpan(ReceiveTimeOffset, TimestampLength).CopyTo(_interleaved.AsSpan(OriginTimeOffset));
            }
        }

        return true;
    }

    private byte[] NtsRequest(AeadAlgorithm algorithm, int cookies, IRandomSource random)
    {
        byte[] keys = new byte[2 * AeadKey.KeySize(algorithm)];
        byte[] cookie = new byte[NtsCookie.LengthFor(algorithm)];
        using NtsSession session = new(algorithm, keys.AsSpan(..(keys.Length / 2)), keys.AsSpan(keys.Length / 2));
        for (int i = 0; i < cookies; i++)
        {
            NtsCookie.Seal(_ring.Snapshot, algorithm, keys.AsSpan(..(keys.Length / 2)), keys.AsSpan(keys.Length / 2), random, cookie);
            session.TryAddCookie(cookie);
        }

        return NtpExchange.TryCreateNts(session, random, out NtpExchange? exchange) ? exchange.Request.ToArray() : [];
    }
}
