using System;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>Datagrams that came together, room for a reply to each, and what became of them. For one thread; allocates nothing after the start.</summary>
public sealed class NtpBatch
{
    /// <summary>Octets of a cache line: slots begin at one.</summary>
    private const int Line = 64;

    private readonly int _roomLength;
    private readonly int _slotLength;
    private readonly byte[] _requests;
    private readonly byte[] _replies;
    private readonly NtpArrival[] _arrivals;
    private readonly RespondResult[] _results;

    /// <summary>An empty batch.</summary>
    /// <param name="capacity">Datagrams at most, 1 or more.</param>
    /// <param name="maxDatagramLength">Octets of the longest datagram of interest.</param>
    public NtpBatch(int capacity, int maxDatagramLength = NtpResponder.MaxPacketLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _roomLength = maxDatagramLength + 1;

        // An odd number of lines, so that the slots' beginnings, which are all that most packets use, spread over the whole cache.
        _slotLength = Line * (((_roomLength + Line - 1) / Line) | 1);
        _requests = GC.AllocateArray<byte>(capacity * _slotLength, pinned: true);
        _replies = GC.AllocateArray<byte>(capacity * _slotLength, pinned: true);
        _arrivals = new NtpArrival[capacity];
        _results = new RespondResult[capacity];
    }

    /// <summary>Datagrams at most.</summary>
    public int Capacity => _arrivals.Length;

    /// <summary>Datagrams that are there.</summary>
    public int Count { get; private set; }

    /// <summary>When they were taken, by a clock that nobody steps.</summary>
    public MonotonicTime TakenAt { get; private set; }

    /// <summary>Starts over with datagrams whose octets are in their rooms; nothing has become of them yet.</summary>
    public void Begin(int count, MonotonicTime takenAt)
    {
        Array.Clear(_results, 0, Count);
        Count = count;
        TakenAt = takenAt;
    }

    /// <summary>Room for a datagram: one octet more than the longest of interest. It never moves in memory.</summary>
    public Span<byte> RequestRoom(int index) => _requests.AsSpan(index * _slotLength, _roomLength);

    /// <summary>Room for the reply to a datagram, as long. It never moves in memory.</summary>
    public Span<byte> ReplyRoom(int index) => _replies.AsSpan(index * _slotLength, _roomLength);

    /// <summary>A datagram.</summary>
    public Span<byte> Request(int index) => _requests.AsSpan(index * _slotLength, _arrivals[index].Length);

    /// <summary>What is known of a datagram; whoever receives fills it in.</summary>
    public ref NtpArrival Arrival(int index) => ref _arrivals[index];

    /// <summary>What became of a datagram; whoever answers fills it in, and whoever sends obeys.</summary>
    public ref RespondResult Result(int index) => ref _results[index];
}
