using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>When recent replies really left, found by the receive timestamp that they carried: what interleaved mode needs (RFC 9769 §2).</summary>
/// <remarks>
/// One table for all threads of a server, because a client that changes its port (RFC 9109) may reach another thread than before.
/// Bounded and without locks: whoever finds an entry in use by another thread goes without, and the client gets a basic reply.
/// A full set of entries gives up its oldest. Authenticated clients have a half of their own, which no stranger can flush.
/// <para>
/// The low bits of a timestamp, below what any clock here can tell, say what it is: bit 0 set for a receive timestamp, which lets the
/// origin of a basic request never be mistaken; bit 1 when an entry is kept for it; bit 2 when the request was authenticated.
/// </para>
/// </remarks>
public sealed class InterleavedTimes
{
    /// <summary>Entries that a table has unless told otherwise; they take 1 MiB. A polling client needs one.</summary>
    public const int DefaultCapacity = 65_536;

    private const ulong ReceiveBit = 1;
    private const ulong KeptBit = 2;
    private const ulong AuthenticBit = 4;
    private const ulong AllBits = ReceiveBit | KeptBit | AuthenticBit;
    private const ulong NextReceive = AllBits + 1;

    // What stands in an entry instead of a receive timestamp. Neither could be one: bit 0 is clear.
    private const ulong Free = 0;
    private const ulong Busy = 2;

    private const int EntriesInSet = 4;
    private const int Attempts = 4;
    private const ulong GoldenRatio = 0x9E37_79B9_7F4A_7C15;

    /// <summary>The longest time that a reply may take; beyond it the clock was stepped meanwhile.</summary>
    private static readonly NtpDuration LongestStay = NtpDuration.FromSeconds(1);

    private readonly Entry[] _entries;
    private readonly int _indexShift;

    /// <summary>An empty table.</summary>
    /// <param name="capacity">Entries: a power of two, 16 or more.</param>
    public InterleavedTimes(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 4 * EntriesInSet);
        ArgumentOutOfRangeException.ThrowIfNotEqual(BitOperations.IsPow2(capacity), true, nameof(capacity));
        _entries = new Entry[capacity];
        _indexShift = 64 - BitOperations.Log2((uint)(capacity / 2 / EntriesInSet));
    }

    /// <summary>Whether a request's origin timestamp is a receive timestamp of a server like this one, so that its sender tries interleaved mode.</summary>
    internal static bool IsReceiveTime(NtpTimestamp time) => (time.ToWire() & ReceiveBit) != 0;

    /// <summary>A receive timestamp for which nothing is kept.</summary>
    internal static NtpTimestamp AsReceiveTime(NtpTimestamp time) => NtpTimestamp.FromWire((time.ToWire() & ~AllBits) | ReceiveBit);

    /// <summary>A transmit timestamp: never equal to any receive timestamp (RFC 9769 §2).</summary>
    internal static NtpTimestamp AsTransmitTime(NtpTimestamp time) => NtpTimestamp.FromWire(time.ToWire() & ~ReceiveBit);

    /// <summary>A transmit timestamp that does not lie before a receive timestamp of the same clock reading, which clients would refuse.</summary>
    /// <param name="time">What the clock reads.</param>
    /// <param name="receive">The receive timestamp beside it, which the marks made up to 2 ns later than the reading.</param>
    internal static NtpTimestamp AsTransmitTime(NtpTimestamp time, NtpTimestamp receive)
    {
        bool isSameReading = (time.ToWire() & ~AllBits) == (receive.ToWire() & ~AllBits);
        return isSameReading ? NtpTimestamp.FromWire(unchecked((receive.ToWire() & ~AllBits) + NextReceive)) : AsTransmitTime(time);
    }

    /// <summary>Gives the transmit time of an earlier reply, and forgets it: it is used once only.</summary>
    /// <param name="origin">The receive timestamp of that reply.</param>
    /// <param name="isAuthentic">Whether the request that asks for it is authenticated; that of the reply must have been likewise.</param>
    /// <param name="transmit">When that reply left.</param>
    /// <returns>False when it is not known, or no longer.</returns>
    internal bool TryTake(NtpTimestamp origin, bool isAuthentic, out NtpTimestamp transmit)
    {
        ulong receive = origin.ToWire();
        transmit = default;
        if ((receive & AllBits) != BitsOfKept(isAuthentic) || !TryHold(receive, out int index))
        {
            return false;
        }

        transmit = NtpTimestamp.FromWire(_entries[index].Transmit);
        Release(index, Free);
        return !transmit.IsZero;
    }

    /// <summary>Makes an entry for a reply that is about to be sent.</summary>
    /// <param name="received">When its request came.</param>
    /// <param name="isAuthentic">Whether the request is authenticated.</param>
    /// <param name="receive">The receive timestamp for the reply: another one than any that is kept, by a nanosecond or two if need be.</param>
    /// <returns>False when no entry could be had; the timestamp says so itself.</returns>
    internal bool TryReserve(NtpTimestamp received, bool isAuthentic, out NtpTimestamp receive)
    {
        ulong wanted = (received.ToWire() & ~AllBits) | BitsOfKept(isAuthentic);
        for (int i = 0; i < Attempts; i++, wanted = unchecked(wanted + NextReceive))
        {
            if (!IsKept(wanted, except: -1) && TryHoldOldest(wanted, out int index))
            {
                _entries[index].Transmit = 0;
                Release(index, wanted);

                // Another thread may just have had the same idea; then the two see each other here.
                if (!IsKept(wanted, except: index))
                {
                    receive = NtpTimestamp.FromWire(wanted);
                    return true;
                }

                Release(index, Free);
            }
        }

        receive = AsReceiveTime(received);
        return false;
    }

    /// <summary>Tells when a reply left.</summary>
    /// <param name="receive">The receive timestamp that it carries.</param>
    /// <param name="transmit">When it left, by the clock that is served.</param>
    public void Complete(NtpTimestamp receive, NtpTimestamp transmit)
    {
        if (TryHold(receive.ToWire(), out int index))
        {
            NtpDuration stay = transmit - NtpTimestamp.FromWire(receive.ToWire() & ~AllBits);
            bool isPlausible = stay >= NtpDuration.Zero && stay < LongestStay;
            _entries[index].Transmit = AsTransmitTime(transmit).ToWire();
            Release(index, isPlausible ? receive.ToWire() : Free);
        }
    }

    private static ulong BitsOfKept(bool isAuthentic) => isAuthentic ? AllBits : ReceiveBit | KeptBit;

    /// <summary>The first of the entries where a receive timestamp may stand.</summary>
    private int SetOf(ulong receive)
    {
        int set = (int)(unchecked(receive * GoldenRatio) >> _indexShift);
        return (set * EntriesInSet) + ((receive & AuthenticBit) != 0 ? _entries.Length / 2 : 0);
    }

    private bool IsKept(ulong receive, int except)
    {
        int first = SetOf(receive);
        for (int i = first; i < first + EntriesInSet; i++)
        {
            if (i != except && Volatile.Read(ref _entries[i].Receive) == receive)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes hold of the entry of a receive timestamp until it is released.</summary>
    private bool TryHold(ulong receive, out int index)
    {
        int first = SetOf(receive);
        for (index = first; index < first + EntriesInSet; index++)
        {
            if (Volatile.Read(ref _entries[index].Receive) == receive)
            {
                return Interlocked.CompareExchange(ref _entries[index].Receive, Busy, receive) == receive;
            }
        }

        return false;
    }

    /// <summary>Takes hold of an entry where a receive timestamp may stand: a free one, or that of the oldest timestamp.</summary>
    private bool TryHoldOldest(ulong receive, out int index)
    {
        int first = SetOf(receive);
        index = first;
        ulong oldest = Busy;
        for (int i = first; i < first + EntriesInSet && oldest != Free; i++)
        {
            ulong found = Volatile.Read(ref _entries[i].Receive);
            if (found != Busy && (found == Free || oldest == Busy || NtpTimestamp.FromWire(found).IsBefore(NtpTimestamp.FromWire(oldest))))
            {
                (oldest, index) = (found, i);
            }
        }

        return oldest != Busy && Interlocked.CompareExchange(ref _entries[index].Receive, Busy, oldest) == oldest;
    }

    /// <summary>Lets go of an entry. A full fence: what this thread reads next is not older.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Release(int index, ulong receive) => Interlocked.Exchange(ref _entries[index].Receive, receive);

    private struct Entry
    {
        /// <summary>The receive timestamp, or <see cref="Free"/>, or <see cref="Busy"/> while a thread holds the entry.</summary>
        internal ulong Receive;

        /// <summary>The transmit timestamp; 0 until it is known.</summary>
        internal ulong Transmit;
    }
}
