using System;
using System.Buffers.Binary;
using System.Diagnostics;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Scale;

/// <summary>All that one thread of a server remembers, without a socket: responder, rate limiter, interleaved table.</summary>
internal sealed class Server
{
    private const int BatchSize = 16;

    /// <summary>Visits every client once before any a second time, in no order that a cache could foresee: no divisor of a power of ten.</summary>
    private const ulong Stride = 7_368_787;

    private static readonly NtpDuration BetweenBatches = NtpDuration.FromSeconds(1);
    private static readonly ClockState State = new() { Leap = LeapIndicator.None, Stratum = Stratum.Primary, ReferenceId = ReferenceId.FromAscii("GPS") };

    private readonly NtpBatch _batch = new(BatchSize);
    private readonly ManualClock _clock = new();
    private readonly NtpResponder _responder;

    private ulong _sequence;

    // Time goes by faster than any of the clients asks, so that none is refused: a refusal costs less, and all are to cost the same.
    private MonotonicTime _now = MonotonicTime.FromNanoseconds(0);

    public Server(KeyRing keys) =>
        _responder = new(keys, SystemRandom.Instance, new ServicePolicy { RateLimit = new RateLimit() }) { Interleaved = new InterleavedTimes() };

    /// <summary>Answers so many requests and says how many nanoseconds each took.</summary>
    /// <param name="request">The request that all clients send.</param>
    /// <param name="requests">How many come; a multiple of 16.</param>
    /// <param name="clients">From how many addresses, in turn; a power of ten.</param>
    public double Serve(ReadOnlySpan<byte> request, int requests, int clients)
    {
        for (int i = 0; i < BatchSize; i++)
        {
            request.CopyTo(_batch.RequestRoom(i));
        }

        Span<byte> address = stackalloc byte[ClientAddress.IPv4Length];
        long start = Stopwatch.GetTimestamp();
        for (int done = 0; done < requests; done += BatchSize)
        {
            _now += BetweenBatches;
            _batch.Begin(BatchSize, _now);
            for (int i = 0; i < BatchSize; i++)
            {
                uint client = (uint)(_sequence++ * Stride % (ulong)clients);
                BinaryPrimitives.WriteUInt32BigEndian(address, client);
                _batch.Arrival(i) = new() { Length = request.Length, ReceivedAt = _clock.Now(), From = ClientAddress.FromOctets(address) };
            }

            for (int next = 0; next < BatchSize;)
            {
                next = _responder.Respond(_batch, next, State, _clock);
            }

            RespondResult last = _batch.Result(BatchSize - 1);
            if (last.Action != RespondAction.Answer)
            {
                throw new InvalidOperationException($"a request was refused: {last.Reason}");
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / requests;
    }
}
