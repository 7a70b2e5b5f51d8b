using System;

namespace Nts.Server.KeyEstablishment;

/// <summary>A token bucket for each address, in a table of fixed size. Not for use by two threads at once.</summary>
/// <remarks>
/// A bucket is one point in time: the one at which it will be full again. A stranger who needs a place takes that of the bucket nearest to
/// it, so that whoever fills the table from many addresses forgives first those with the least to forgive. Which addresses share places
/// differs from process to process, because <see cref="HashCode"/> has a seed of its own in each.
/// </remarks>
internal sealed class ConnectionRate
{
    private const int Sets = 1024;
    private const int Ways = 4;

    private readonly (UInt128 Address, long FullAt)[] _buckets = new (UInt128, long)[Sets * Ways];
    private readonly TimeProvider _time;
    private readonly long _interval;
    private readonly long _tolerance;

    /// <summary>Full buckets.</summary>
    /// <param name="perSecond">How many tokens come a second; 0 for no limit.</param>
    /// <param name="burst">How many tokens a bucket holds, at least 1.</param>
    /// <param name="time">Fills the buckets.</param>
    public ConnectionRate(double perSecond, int burst, TimeProvider time)
    {
        _time = time;
        _interval = perSecond > 0 ? Math.Max(1, (long)(time.TimestampFrequency / perSecond)) : 0;
        _tolerance = (burst - 1) * _interval;
    }

    /// <summary>Takes a token; false when there is none.</summary>
    public bool TryTake(UInt128 address)
    {
        long now = _time.GetTimestamp();
        ref (UInt128 Address, long FullAt) bucket = ref Find(address);
        long fullAt = bucket.Address == address ? Math.Max(bucket.FullAt, now) : now;
        if (fullAt - now > _tolerance)
        {
            return false;
        }

        bucket = (address, fullAt + _interval);
        return true;
    }

    private ref (UInt128 Address, long FullAt) Find(UInt128 address)
    {
        int first = (HashCode.Combine(address) & (Sets - 1)) * Ways;
        int nearest = first;
        for (int i = first; i < first + Ways; i++)
        {
            if (_buckets[i].Address == address)
            {
                return ref _buckets[i];
            }

            nearest = _buckets[i].FullAt < _buckets[nearest].FullAt ? i : nearest;
        }

        return ref _buckets[nearest];
    }
}
