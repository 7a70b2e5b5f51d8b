using System;
using System.Buffers.Binary;
using Nts.Crypto;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>What becomes of each request by its sender's rate, for one thread. Allocates nothing after the start.</summary>
internal sealed class RateLimiter
{
    /// <summary>Networks that are remembered, in a mebibyte.</summary>
    internal const int Capacity = 65_536;

    private const long Second = 1_000_000_000;

    private readonly RateLimit _limit;
    private readonly IRandomSource _random;
    private readonly AddressBuckets _buckets;
    private ulong _bits;
    private int _bitsLeft;

    /// <summary>A table without an address.</summary>
    /// <param name="limit">How often is too often.</param>
    /// <param name="random">Where the hash's key comes from, and the lots for leak and kiss.</param>
    public RateLimiter(RateLimit limit, IRandomSource random)
    {
        _limit = limit;
        _random = random;
        _buckets = new AddressBuckets(limit.Interval >= 0 ? Second << limit.Interval : Second >> -limit.Interval, limit.Burst, Capacity, random);
    }

    /// <summary>Takes a token of the sender's bucket if there is one, and otherwise draws lots.</summary>
    public RateVerdict Take(ClientAddress from, MonotonicTime now) =>
        _buckets.TryTake(from, now) || OneIn(_limit.Leak) ? RateVerdict.Answer
        : _limit.Kod > 0 && OneIn(_limit.Kod) ? RateVerdict.Kiss
        : RateVerdict.Drop;

    /// <summary>True once in 2^<paramref name="log"/> times on average.</summary>
    private bool OneIn(int log)
    {
        if (_bitsLeft < log)
        {
            Span<byte> octets = stackalloc byte[sizeof(ulong)];
            _random.Fill(octets);
            _bits = BinaryPrimitives.ReadUInt64LittleEndian(octets);
            _bitsLeft = 8 * sizeof(ulong);
        }

        bool drawn = (_bits & ((1UL << log) - 1)) == 0;
        _bits >>= log;
        _bitsLeft -= log;
        return drawn;
    }
}
