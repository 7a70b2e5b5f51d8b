using System;
using System.Buffers.Binary;
using Nts.Crypto;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>Token buckets in a table of fixed size, for one thread. Allocates nothing after the start.</summary>
/// <remarks>
/// A bucket is one number, the time when it is full again (the generic cell rate algorithm of ITU-T I.371). Where an address belongs is
/// decided by a keyed hash, so that nobody can choose whose bucket he takes; of a full set the bucket that is full first makes room, so that
/// the address which is limited hardest is forgotten last.
/// </remarks>
internal sealed class RateLimiter
{
    /// <summary>Addresses that are remembered, in a mebibyte.</summary>
    internal const int Capacity = Sets * Ways;

    private const int Sets = 1 << 14;
    private const int Ways = 4; // of 16 octets, which a cache line holds

    private readonly RateLimit _limit;
    private readonly IRandomSource _random;
    private readonly SipHash _hash;
    private readonly Bucket[] _buckets = new Bucket[Capacity];
    private readonly long _period;
    private ulong _bits;
    private int _bitsLeft;

    /// <summary>A table without an address.</summary>
    /// <param name="limit">How often is too often.</param>
    /// <param name="random">Where the hash's key comes from, and the lots for leak and kiss.</param>
    public RateLimiter(RateLimit limit, IRandomSource random)
    {
        const long Second = 1_000_000_000;
        _limit = limit;
        _random = random;
        _hash = new SipHash(random);
        _period = limit.Interval >= 0 ? Second << limit.Interval : Second >> -limit.Interval;
    }

    /// <summary>Takes a token of the sender's bucket if there is one, and otherwise draws lots.</summary>
    public RateVerdict Take(ClientAddress from, MonotonicTime now)
    {
        ref Bucket bucket = ref Find(from);
        long wait = Math.Max(bucket.FullAt - now.Nanoseconds, 0);
        if (wait <= (_limit.Burst - 1) * _period)
        {
            bucket.FullAt = now.Nanoseconds + wait + _period;
            return RateVerdict.Answer;
        }

        return OneIn(_limit.Leak) ? RateVerdict.Answer
            : _limit.Kod > 0 && OneIn(_limit.Kod) ? RateVerdict.Kiss
            : RateVerdict.Drop;
    }

    private ref Bucket Find(ClientAddress from)
    {
        ulong network = (ulong)(from.Value >> 64);
        ulong host = from.IsIPv4 ? unchecked((ulong)from.Value) : 0;
        ulong tag = _hash.Of(network, host);
        Span<Bucket> set = _buckets.AsSpan((int)(tag % Sets) * Ways, Ways);
        int oldest = 0;
        for (int i = 0; i < Ways; i++)
        {
            if (set[i].Tag == tag)
            {
                return ref set[i];
            }

            oldest = set[i].FullAt < set[oldest].FullAt ? i : oldest;
        }

        set[oldest] = new Bucket { Tag = tag };
        return ref set[oldest];
    }

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

    private struct Bucket
    {
        /// <summary>The whole hash stands for the address.</summary>
        public ulong Tag;

        /// <summary>Nanoseconds of <see cref="MonotonicTime"/>; a bucket that was never used is full.</summary>
        public long FullAt;
    }
}
