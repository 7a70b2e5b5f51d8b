using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading;
using Nts.Crypto;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>Who asks most, for the owner to see. Of fixed size; one thread fills it and any other may read; allocates nothing after the start.</summary>
/// <remarks>
/// Of a full set the client that asked least makes room, and before it one that has been silent for an hour: a flood from made-up addresses takes one entry
/// of each set and leaves the busy ones. The hash is quick rather than strong: who finds out how to crowd a set hides nobody but clients that are rarer than he is.
/// </remarks>
public sealed class ClientTable
{
    /// <summary>Clients that are remembered, in 32 KiB.</summary>
    public const int DefaultCapacity = 512;

    private const int Ways = 4;

    /// <summary>Nanoseconds.</summary>
    private const long Forgotten = 3_600_000_000_000;

    private readonly Entry[] _entries;
    private readonly UInt128 _ipv4Mask;
    private readonly UInt128 _ipv6Mask;
    private readonly ulong _high;
    private readonly ulong _low;
    private readonly int _shift;

    /// <summary>An empty table.</summary>
    /// <param name="listing">How clients are told apart; not <see cref="ClientListing.None"/>.</param>
    /// <param name="random">Where the hash's factors come from.</param>
    /// <param name="capacity">Clients that are remembered: a power of two, 8 or more.</param>
    public ClientTable(ClientListing listing, IRandomSource random, int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)listing, (int)ClientListing.None, nameof(listing));
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2 * Ways);
        ArgumentOutOfRangeException.ThrowIfNotEqual(BitOperations.IsPow2(capacity), true, nameof(capacity));
        bool isWhole = listing == ClientListing.Addresses;
        _ipv4Mask = isWhole ? UInt128.MaxValue : UInt128.MaxValue << 8;
        _ipv6Mask = isWhole ? UInt128.MaxValue : UInt128.MaxValue << 80;
        Span<ulong> factors = stackalloc ulong[2];
        random.Fill(MemoryMarshal.AsBytes(factors));
        _high = factors[0] | 1;
        _low = factors[1] | 1;
        _entries = new Entry[capacity];
        _shift = 64 - BitOperations.Log2((uint)(capacity / Ways));
    }

    /// <summary>A table, or null where there is to be no list.</summary>
    public static ClientTable? For(ClientListing listing, IRandomSource random) => listing == ClientListing.None ? null : new(listing, random);

    /// <summary>Counts a packet. By one thread alone.</summary>
    /// <param name="from">Who sent it, or whoever it pretends to come from.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="at">When it was taken.</param>
    public void Count(ClientAddress from, in RespondResult result, MonotonicTime at)
    {
        UInt128 client = from.Value & (from.IsIPv4 ? _ipv4Mask : _ipv6Mask);
        ref Entry entry = ref Find((ulong)(client >> 64), unchecked((ulong)client), at.Nanoseconds);
        entry.LastAt = at.Nanoseconds;
        entry.Nts += result.Reason == RespondReason.Nts ? 1 : 0;
        entry.Dropped += result.Action == RespondAction.Drop ? 1 : 0;

        // Last: a reader takes an entry without requests for a free one.
        Volatile.Write(ref entry.Requests, entry.Requests + 1);
    }

    /// <summary>Adds all clients to a list; of one that moves in meanwhile nothing.</summary>
    public void CopyTo(ICollection<ClientCount> clients)
    {
        foreach (ref Entry entry in _entries.AsSpan())
        {
            uint version = Volatile.Read(ref entry.Version);
            if (Volatile.Read(ref entry.Requests) == 0)
            {
                continue;
            }

            ClientAddress from = ClientAddress.FromValue(new UInt128(entry.High, entry.Low));
            ClientCount count = new(
                from, entry.Requests, entry.Nts, entry.Dropped, MonotonicTime.FromNanoseconds(entry.FirstAt), MonotonicTime.FromNanoseconds(entry.LastAt));
            Volatile.ReadBarrier();
            if (version % 2 == 0 && version == entry.Version && count.Requests > 0)
            {
                clients.Add(count);
            }
        }
    }

    private ref Entry Find(ulong high, ulong low, long now)
    {
        int first = unchecked((int)(((high * _high) + (low * _low)) >> _shift)) * Ways;
        Span<Entry> set = _entries.AsSpan(first, Ways);
        int least = 0;
        long leastWeight = long.MaxValue;
        for (int i = 0; i < Ways; i++)
        {
            ref Entry entry = ref set[i];
            if (entry.High == high && entry.Low == low && entry.Requests > 0)
            {
                return ref entry;
            }

            long weight = now - entry.LastAt > Forgotten ? 0 : entry.Requests;
            (least, leastWeight) = weight < leastWeight ? (i, weight) : (least, leastWeight);
        }

        MoveIn(ref set[least], high, low, now);
        return ref set[least];
    }

    /// <summary>The version is odd meanwhile: a reader never sees one client's address with another's counts.</summary>
    private static void MoveIn(ref Entry entry, ulong high, ulong low, long now)
    {
        unchecked
        {
            entry.Version++;
            Volatile.WriteBarrier();
            (entry.High, entry.Low, entry.FirstAt) = (high, low, now);
            (entry.Requests, entry.Nts, entry.Dropped) = (0, 0, 0);
            Volatile.Write(ref entry.Version, entry.Version + 1);
        }
    }

    /// <summary>As long as a cache line.</summary>
    private struct Entry
    {
        public ulong High;
        public ulong Low;
        public long Requests;
        public long Nts;
        public long Dropped;
        public long FirstAt;
        public long LastAt;
        public uint Version;
    }
}
