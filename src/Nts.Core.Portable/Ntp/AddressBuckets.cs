using System;
using System.Numerics;
using Nts.Crypto;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>A token bucket for each client network, in a table of fixed size. Not for use by two threads at once; allocates nothing after the start.</summary>
/// <remarks>
/// A bucket is one number, the time when it is full again (the generic cell rate algorithm of ITU-T I.371). Where a network belongs is
/// decided by a keyed hash, so that nobody can choose whose bucket he takes; of a full set the bucket that is full first makes room, so that
/// the network which is limited hardest is forgotten last.
/// </remarks>
public sealed class AddressBuckets
{
    private const int Ways = 4; // of 16 octets, which a cache line holds

    private readonly SipHash _hash;
    private readonly Bucket[] _buckets;
    private readonly long _period;
    private readonly long _tolerance;

    /// <summary>Full buckets.</summary>
    /// <param name="period">Nanoseconds until a bucket gets its next token, 1 or more.</param>
    /// <param name="burst">Tokens of a full bucket, 1 or more.</param>
    /// <param name="capacity">Networks that are remembered: a power of two, 4 or more. Each takes 16 octets.</param>
    /// <param name="random">Where the hash's key comes from.</param>
    public AddressBuckets(long period, int burst, int capacity, IRandomSource random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(burst, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, Ways);
        ArgumentOutOfRangeException.ThrowIfNotEqual(BitOperations.IsPow2(capacity), true, nameof(capacity));
        _hash = new SipHash(random);
        _buckets = new Bucket[capacity];
        _period = period;
        _tolerance = (burst - 1) * period;
    }

    /// <summary>Takes a token of the bucket of a client's network; false when there is none.</summary>
    public bool TryTake(ClientAddress from, MonotonicTime now)
    {
        ref Bucket bucket = ref Find(from.Network);
        long wait = Math.Max(bucket.FullAt - now.Nanoseconds, 0);
        if (wait > _tolerance)
        {
            return false;
        }

        bucket.FullAt = now.Nanoseconds + wait + _period;
        return true;
    }

    private ref Bucket Find(ClientAddress network)
    {
        ulong tag = _hash.Of((ulong)(network.Value >> 64), unchecked((ulong)network.Value));
        Span<Bucket> set = _buckets.AsSpan((int)(tag % (ulong)(_buckets.Length / Ways)) * Ways, Ways);
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

    private struct Bucket
    {
        /// <summary>The whole hash stands for the network.</summary>
        public ulong Tag;

        /// <summary>Nanoseconds of <see cref="MonotonicTime"/>; a bucket that was never used is full.</summary>
        public long FullAt;
    }
}
